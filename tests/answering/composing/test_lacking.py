"""What is said where the entry meant has not what is asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.resolving.turns import turn
from bot.directory.loader import load
from tests.answering.museum import SmallWorld, write_talkative_museum

NATIONAL = "202-344-1780"


@pytest.mark.parametrize(
    ("question", "entry", "number"),
    [
        ("where's the press contact for el paso", "press-desk/el-paso-field-office", NATIONAL),
        ("where is the el paso sector press contact", "press-desk/el-paso-sector", "(915) 834-8365"),
    ],
)
def test_a_contact_without_an_address_is_told_by_its_number(cbp: Answerer, question: str, entry: str, number: str) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.entries[0].id, answer.headline) == (entry, number), answer.text


def test_nobody_lends_a_contact_hours(cbp: Answerer) -> None:
    first = cbp.answer(Ask("who is the press contact for laredo"))
    answer = cbp.answer(Ask("is it open now?", turn=turn(first)))
    assert (answer.outcome, answer.lead) == (
        "unknown",
        "Laredo Field Office press desk (press contact): no hours on record.",
    )


def test_of_several_that_serve_a_place_none_is_shown_as_the_way_to_the_next(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("media contact texas"))
    assert len(answer.rows) > 1 and "→" not in answer.text


def test_the_way_to_one_that_serves_it_is_shown(cbp: Answerer) -> None:
    assert "Laredo Field Office" in next(n for n in cbp.answer(Ask("press contact for port 2304")).notes if "→" in n)


def test_of_many_facts_alike_none_is_shown_as_the_one_meant(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("csi port in israel"))
    assert answer.entries[0].id == "program/container-security-initiative" and "Genoa" not in answer.headline


def test_what_is_asked_beside_and_not_on_record_is_said(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("deferred inspection philadelphia phone and email"))
    assert answer.headline == "(215) 863-4247"
    assert "Deferred Inspection, Philadelphia: no e-mail on record." in answer.notes


def test_a_word_that_may_ask_for_two_things_lacks_nothing_where_there_is_one(cbp: Answerer) -> None:
    assert "no status on record" not in cbp.answer(Ask("what time does the port of laredo open")).text


def test_of_a_list_those_that_lack_what_is_asked_say_so(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("ports in maine with fax"))
    assert {row.detail for row in answer.rows if not row.entry.current("fax")} == {"none on record"}
    assert any(row.entry.current("fax") for row in answer.rows)


def test_the_word_for_a_sort_of_thing_asks_for_no_fact_of_it(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("buffalo bridges"))
    assert answer.outcome == "list" and all(row.detail != "none on record" for row in answer.rows)


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("user fee airports in texas", "3 ports of entry (user-fee airports): Texas"),
        ("aeropuertos de tarifa al usuario en texas", "3 puertos de entrada (aeropuertos de tarifa al usuario): Texas"),
        ("which ports on the mexican border are in arizona", "6 ports of entry (on the Mexican border): Arizona"),
        ("ports of entry in arizona", "10 ports of entry: Arizona"),
    ],
)
def test_a_list_with_a_trait_is_headed_by_it(cbp: Answerer, question: str, head: str) -> None:
    assert cbp.answer(Ask(question)).lead == head


def test_why_it_lacks_what_is_asked_is_said_where_a_curator_noted_it(tmp_path: Path) -> None:
    write_talkative_museum(tmp_path)
    (tmp_path / "closed.yaml").write_text(
        """kind: house
source: museum-site
as_of: 2026-01
entries:
  - id: house/mill
    name: Mill House
    note: Closed since 1 October 2026; go to Harbour House.
    phone: {value: (207) 555-0190, former: true}
""",
        encoding="utf-8",
    )
    answer = Answerer(load(tmp_path), SmallWorld()).answer(Ask("phone of mill house", today="2026-11-21"))
    assert "no phone on record" in answer.lead
    assert answer.notes[0] == "Closed since 1 October 2026; go to Harbour House."
