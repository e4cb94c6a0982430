"""What the museum answers: the engine, told nothing of any organisation but what a fact base says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask

Asks = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "entry", "value"),
    [
        ("phone of Harbour House", "house/harbour", "(207) 555-0110"),
        ("HARBOUR HOUSE PHONE?!", "house/harbour", "(207) 555-0110"),
        ("harbor house telephon", "house/harbour", "(207) 555-0110"),
        ("hrabour house phone", "house/harbour", "(207) 555-0110"),
        ("number for the old customs shed", "house/harbour", "(207) 555-0110"),
        ("email of harbour house for groups", "house/harbour", "groups@lantern-museum.example.org"),
        ("who keeps the whale hall", "hall/whale", "Ines Holm"),
        ("hill house hours", "house/hill", "24 hours a day, 7 days a week"),
        ("hill hse call", "house/hill", "619-555-0123 x6"),
        ("teléfono de harbour house", "house/harbour", "(207) 555-0110"),
        ("*phone* for `Harbour House` <@U123>", "house/harbour", "(207) 555-0110"),
        ("code 0102", "house/harbour", None),
        ("code 102", "house/harbour", None),
        ("(207) 555-0110", "house/harbour", None),
        ("12075550110", "house/harbour", None),
        ("A-17", "exhibit/blue-whale", None),
    ],
)
def test_the_fact_asked_for_comes_first(asks: Asks, question: str, entry: str, value: str | None) -> None:
    answer = asks(question)
    assert answer.outcome == "answer", answer.why
    assert answer.entries[0].id == entry
    if value is not None:
        assert answer.headline == value
        assert answer.text.startswith(value)
        assert answer.facts[0].fact.value == value


@pytest.mark.parametrize(
    ("question", "entry", "via"),
    [
        ("press contact for the map hall", "press-desk/west", ["hall/maps", "house/hill"]),
        ("media for hill house", "press-desk/west", ["house/hill"]),
        ("press for California", "press-desk/west", []),
        ("press for calif", "press-desk/west", []),
        ("press for Imperial County", "press-desk/valley", []),
        ("loans for Denmark", "loan-office/north", []),
        ("loans for Dänemark", "loan-office/north", []),
        ("loan office for norwey", "loan-office/north", []),
    ],
)
def test_coverage_is_walked_and_told(asks: Asks, question: str, entry: str, via: list[str]) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.why
    assert [e.id for e in answer.via] == via
    if via:
        assert " → ".join([*(e.name for e in answer.via), answer.entries[0].name]) in answer.notes


def test_the_last_resort_is_labelled_by_the_way_to_it(asks: Asks) -> None:
    answer = asks("press contact for the whale hall")
    assert answer.entries[0].id == "press-desk/main"
    assert answer.notes[:2] == (
        "No nearer press desk is recorded for Whale Hall; this is the general one.",
        "Whale Hall → Harbour House → Main press desk",
    )


@pytest.mark.parametrize("question", ["loan office for France", "loan office for Iceland"])
def test_a_country_that_nobody_covers_gets_exactly_that_answer(asks: Asks, question: str) -> None:
    answer = asks(question)
    assert answer.outcome == "unknown"
    assert not (answer.facts or answer.headline or answer.card)
    assert answer.lead.startswith("No loan office is recorded to cover ")
    assert [(row.entry.id, row.detail) for row in answer.rows] == [("loan-office/north", "Denmark, Norway, Sweden")]


def test_nearly_the_same_country_is_not_the_same(asks: Asks) -> None:
    """Sweden is covered; a name two letters away from it is not taken for it."""
    assert asks("loans for Yemen").outcome == "unknown"
    assert asks("loan office for Norwich").outcome == "unknown"


def test_an_unknown_fact_names_the_entry_what_it_has_and_whom_to_ask(asks: Asks) -> None:
    answer = asks("address of hill house")
    assert answer.outcome == "answer"
    assert "No street address is on record for Hill House" in answer.text
    missing = asks("phone of the map hall")
    assert missing.outcome == "unknown"
    assert missing.entries[0].id == "hall/maps"
    assert not missing.facts
    assert "Map Hall: no phone on record." in missing.text
    assert "Ask instead: Hill House, phone 619-555-0123 x6" in missing.text


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("list the halls", ["hall/whale", "hall/night", "hall/maps"]),
        ("list houses in California", ["house/hill"]),
        ("which house is free", None),
    ],
)
def test_lists_have_every_entry(asks: Asks, question: str, ids: list[str] | None) -> None:
    answer = asks(question)
    if ids is not None:
        assert answer.outcome == "list"
        assert [e.id for e in answer.entries] == ids


def test_a_number_that_changed_is_told_with_its_year(asks: Asks) -> None:
    newest = asks("how many houses")
    assert (newest.outcome, newest.headline) == ("count", "3")
    assert "2 (2019)" in newest.text


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather",
        "atlantis house phone",
        "zzz qqq",
        "phone for the moon hall",
        "Harbour Freight phone",
        "0199",
        "2075559999",
    ],
)
def test_what_is_not_known_is_never_answered(asks: Asks, question: str) -> None:
    answer = asks(question)
    assert answer.outcome in ("unknown", "choices", "help"), answer.text
    assert not answer.headline


@pytest.mark.parametrize("question", ["", "   ", "🙂🙂", "<@U123>", "<!channel>", "\x00\x07", "..."])
def test_nothing_asked_gets_help_with_examples(asks: Asks, question: str) -> None:
    answer = asks(question)
    assert answer.outcome == "help"
    assert answer.suggestions


def test_a_long_message_is_read_to_its_thousandth_character_and_says_so(asks: Asks) -> None:
    answer = asks("phone of harbour house " + "and so on " * 4000)
    assert answer.question.cut
    assert "Only the first 1,000 characters were read." in answer.notes


def test_a_slash_command_narrows_the_kind(museum: Answerer) -> None:
    answer = museum.answer(Ask("hill house", kinds=("press-desk",)))
    assert answer.entries[0].id == "press-desk/west"


def test_a_follow_up_goes_on_about_the_last_entry(asks: Asks) -> None:
    answer = asks("the email?", context=("house/harbour",))
    assert answer.headline == "harbour@lantern-museum.example.org"


def test_a_follow_up_asks_a_number_of_another_year(asks: Asks) -> None:
    answer = asks("2019?", context=("figure/houses",))
    assert (answer.outcome, answer.headline) == ("count", "2")


def test_old_facts_say_so_with_their_date(asks: Asks) -> None:
    answer = asks("fax of harbour house")
    assert answer.facts[0].old
    assert "This is of 2019 and may be out of date." in answer.notes
    assert answer.sources == ("Source: Annual report 2019 · second-hand source · as of 2019 · possibly out of date",)


def test_an_unofficial_undated_source_says_both(asks: Asks) -> None:
    assert asks("phone of canal house").sources == ("Source: A visitor's guide · unofficial source · undated",)


def test_former_facts_are_never_shown_as_current(asks: Asks) -> None:
    answer = asks("keeper of harbour house")
    assert "Tom Birch" not in answer.text


def test_the_same_question_always_gets_the_same_answer(museum: Answerer) -> None:
    first, second = (museum.answer(Ask("press for hall", today="2026-11-21")) for _ in range(2))
    assert first == second


def test_a_chosen_entry_is_shown_and_a_gone_one_is_not(museum: Answerer) -> None:
    shown = museum.show("house/harbour", ("fax", "no-such-attribute"))
    assert shown is not None and shown.headline == "(207) 555-0111"
    assert museum.show("house/gone") is None


def test_help_for_a_command_shows_examples_of_its_kind(museum: Answerer) -> None:
    assert museum.help(kinds=("press-desk",)).suggestions == ("press contact for the Whale Hall",)
    assert len(museum.help().suggestions) == 3
    assert museum.help("es").suggestions == ("teléfono de Harbour House",)


def test_what_the_asker_says_is_not_meant_is_left_out(asks: Asks) -> None:
    assert "not" not in asks("phone harbour house").question.not_kinds


@pytest.mark.parametrize(
    ("question", "detail", "none"),
    [
        ("loan office for the Nordics", "Denmark, Norway, Sweden", "None is recorded for Finland, Iceland."),
        ("loans for Northern Europe", "Denmark, Norway, Sweden", None),
    ],
)
def test_a_region_is_answered_by_its_countries(asks: Asks, question: str, detail: str, none: str | None) -> None:
    answer = asks(question)
    assert [(row.entry.id, row.detail) for row in answer.rows] == [("loan-office/north", detail)]
    assert [s.fact.attribute for s in answer.facts] == ["covers"]
    assert answer.notes[0].startswith("None is recorded for ")
    assert none is None or none in answer.notes


def test_a_region_without_any_points_to_the_one_around_it(asks: Asks) -> None:
    answer = asks("loan office for Western Europe")
    assert (answer.outcome, answer.headline) == ("unknown", "")
    assert answer.lead == "No loan office is recorded to cover Western Europe. On record for Europe:"


@pytest.mark.parametrize("question", ["please", "are there", "what is the weather"])
def test_small_talk_gets_a_line_and_three_examples(asks: Asks, question: str) -> None:
    answer = asks(question)
    assert (answer.outcome, len(answer.suggestions)) == ("help", 3)


def test_every_answer_rests_on_a_fact(asks: Asks) -> None:
    for question in ("harbour house", "0102", "press contact for the map hall", "loans for Denmark", "phone of hill house"):
        answer = asks(question)
        assert answer.outcome == "answer" and answer.facts, question


def test_a_near_miss_says_which_word_it_lacks(asks: Asks) -> None:
    near = asks("zanzibar whale phone")
    assert near.outcome == "unknown" and near.rows, near.text
    assert all("“zanzibar”" in row.detail for row in near.rows), near.text
