"""Who serves a thing or a place, what a thing is under, and what a word for a sort of thing means beside a place."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from tests.answering.test_conversation import Asks


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("which loan office covers oslo", "loan-office/north"),
        ("loans copenhagen", "loan-office/north"),
        ("press contact for springfield california", "press-desk/west"),
    ],
)
def test_who_serves_a_country_is_told_of_a_city_in_it(asks: Asks, question: str, entry: str) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.text


@pytest.mark.parametrize("question", ["loans boston", "loan office for xyzzyx"])
def test_a_city_at_home_or_one_of_no_world_says_nothing_of_who_serves_it(asks: Asks, question: str) -> None:
    assert asks(question).outcome == "unknown"


def test_a_postal_code_is_served_by_who_serves_its_state(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("sector for 84532"))
    assert (answer.outcome, answer.entries[0].id) == ("answer", "sector/havre")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("what does the port of nogales fall under", "field-office/tucson"),
        ("vegas port, it falls under which office", "field-office/los-angeles"),
        ("norfolk va - which field office now? used to be atlanta", "field-office/baltimore"),
        ("Norfolk used to sit under Atlanta, which field office has it now", "field-office/baltimore"),
    ],
)
def test_what_a_thing_is_under_is_told_with_the_whole_of_its_card(cbp: Answerer, question: str, entry: str) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.outcome, answer.entries[0].id, answer.headline) == ("answer", entry, answer.entries[0].name)
    assert f"Phone: {answer.entries[0].current('phone')[0].value}" in answer.text


def test_which_house_is_asked_for_is_not_answered_with_what_that_is_part_of(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("which sector does the border patrol station in Blaine report to"))
    assert answer.entries[0].id == "sector/blaine"


def test_a_thing_elsewhere_serves_nothing_in_the_place_that_is_named(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("number for the ny field office in downtown manhattan"))
    assert {e.id for e in answer.entries} == {"field-office/new-york", "field-office/buffalo"}


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("nexus enrolment center in buffalo hours", "enrollment-center/niagara-falls-new-york"),
        ("nexus office in blaine hours", "enrollment-center/birch-bay"),
        ("sentri in nogales", "enrollment-center/nogales-arizona"),
        ("lost my global entry card", "program/global-entry"),
        ("global entry customer service number", "program/global-entry"),
        ("what does the border patrol do", "office/border-patrol"),
    ],
)
def test_a_programme_beside_a_place_is_its_office_there_and_alone_it_is_itself(
    cbp: Answerer, question: str, entry: str
) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.text


@pytest.mark.parametrize(
    ("question", "entry", "said"),
    [
        ("import specialist chicago", "port/chicago-illinois-3901", "import specialist"),
        ("import specialist team in laredo", "port/laredo-texas-2304", "import specialist"),
        ("seizures and penalties houston phone", "port/houston-seaport-texas-5301", "seizures penalties"),
    ],
)
def test_a_part_that_others_have_is_told_to_be_lacking_with_whom_to_ask(
    cbp: Answerer, question: str, entry: str, said: str
) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.outcome, [e.id for e in answer.entries]) == ("unknown", [entry])
    assert answer.lead.startswith(f"No “{said}” is on record for {answer.entries[0].name}")
    assert answer.rows[0].detail == answer.entries[0].current("phone")[0].value


def test_who_is_named_beside_another_is_no_rival_by_a_common_word(cbp: Answerer) -> None:
    assert "Panama" not in cbp.answer(Ask("attache in mexico city phone")).text
