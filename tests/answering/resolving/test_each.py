"""The same asked of several things at once, and several things side by side."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from tests.answering.test_conversation import Asks


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "phone for harbour house and hill house",
            [("house/harbour", "(207) 555-0110"), ("house/hill", "619-555-0123 x6")],
        ),
        ("phone for hill house & canal house", [("house/hill", "619-555-0123 x6"), ("house/canal", "32 12 34 56")]),
        ("phones: hill house and canal house", [("house/hill", "619-555-0123 x6"), ("house/canal", "32 12 34 56")]),
        (
            "press contact for the map hall and hill house",
            [
                ("press-desk/west", "619-555-0140/0141, for Map Hall"),
                ("press-desk/west", "619-555-0140/0141, for Hill House"),
            ],
        ),
        (
            "loan office for denmark and norway",
            [
                ("loan-office/north", "+45 32 12 34 57, for Denmark"),
                ("loan-office/north", "+45 32 12 34 57, for Norway"),
            ],
        ),
    ],
)
def test_each_gets_a_row_and_a_fact(asks: Asks, question: str, rows: list[tuple[str, str]]) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.lead) == ("list", "For each of the 2:"), answer.text
    assert [(row.entry.id, row.detail) for row in answer.rows] == rows
    assert len(answer.facts) >= 2


def test_one_that_nobody_serves_is_said_beside_the_other(asks: Asks) -> None:
    answer = asks("loan office for denmark and france")
    assert [row.entry.id for row in answer.rows] == ["loan-office/north"]
    assert any(note.startswith("No loan office is recorded to cover France.") for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["phone and email of harbour house", "the map hall and its keeper", "harbour house and co"]
)
def test_an_and_that_joins_no_two_things_splits_nothing(asks: Asks, question: str) -> None:
    assert asks(question).reason not in ("each", "compared")


def test_side_by_side_by_the_attribute_asked_for_or_by_what_they_have(asks: Asks) -> None:
    phones = asks("compare harbour house and hill house phone")
    assert phones.lead == "Side by side: Harbour House; Hill House"
    assert [row.detail for row in phones.rows] == ["Phone: (207) 555-0110", "Phone: 619-555-0123 x6"]
    everything = asks("compare harbour house and hill house")
    labels = [row.detail.partition(":")[0] for row in everything.rows]
    assert list(dict.fromkeys(labels)) == ["Phone", "Fax", "E-mail", "Address", "Hours", "Code"]  # what half of them have
    assert labels[::2] == labels[1::2] and everything.rows[3].detail == "Fax: none on record"
    assert {shown.entry.id for shown in everything.facts} == {"house/harbour", "house/hill"}


def test_what_one_of_them_lacks_is_said(asks: Asks) -> None:
    answer = asks("compare the email of harbour house and hill house")
    assert answer.rows[1].detail == "E-mail: none on record"


def test_names_that_share_words_are_set_side_by_side_all_the_same(asks: Asks, cbp: Answerer) -> None:
    assert [e.id for e in asks("compare harbour house and hill house").entries] == ["house/harbour", "house/hill"]
    answer = cbp.answer(Ask("compare Laredo, Texas and El Paso, Texas"))
    assert (answer.reason, [e.name for e in answer.entries]) == ("compared", ["Laredo, Texas", "El Paso, Texas"])


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("compare Buffalo & Niagara Falls and Champlain", ["port/buffalo-new-york-0901", "port/champlain-new-york-0712"]),
        ("compare Global Entry and NEXUS", ["program/global-entry", "program/nexus"]),
        ("comparar Global Entry con NEXUS", ["program/global-entry", "program/nexus"]),
        ("difference between port of laredo and laredo field office", ["port/laredo-texas-2304", "field-office/laredo"]),
        ("compare laredo sector with del rio sector", ["sector/laredo", "sector/del-rio"]),
        ("compare port of laredo and laredo sector", ["port/laredo-texas-2304", "sector/laredo"]),
        ("laredo sector vs laredo port of entry", ["sector/laredo", "port/laredo-texas-2304"]),
        ("compare el paso sector to del rio sector", ["sector/el-paso", "sector/del-rio"]),
        ("compare laredo and laredo sector", ["field-office/laredo", "port/laredo-texas-2304", "sector/laredo"]),
        ("compare san ysidro, otay mesa", ["port/san-ysidro-california-2504", "port/otay-mesa-california-2506"]),
        ("detroit or port huron compare", ["port/detroit-michigan-3801", "port/port-huron-michigan-3802"]),
        ("compare laredo field office, port and sector", ["field-office/laredo", "port/laredo-texas-2304", "sector/laredo"]),
    ],
)
def test_an_and_in_a_name_and_things_of_several_sorts_are_set_side_by_side(
    cbp: Answerer, question: str, entries: list[str]
) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.reason, [e.id for e in answer.entries]) == ("compared", entries)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        (
            "phones for laredo, eagle pass and del rio ports",
            ["port/laredo-texas-2304", "port/eagle-pass-texas-2303", "port/del-rio-texas-2302"],
        ),
        ("phone for laredo sector and port of laredo", ["sector/laredo", "port/laredo-texas-2304"]),
        ("phone for laredo port and sector", ["port/laredo-texas-2304", "sector/laredo"]),
        ("press contacts for detroit field office and laredo sector", ["press-desk/national", "press-desk/laredo-sector"]),
        ("houston and dallas field offices", ["field-office/houston"]),
    ],
)
def test_none_of_several_is_passed_over_whatever_joins_them(cbp: Answerer, question: str, entries: list[str]) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.reason, [e.id for e in answer.entries]) == ("each", entries)


def test_of_two_places_joined_by_or_none_is_passed_over(asks: Asks) -> None:
    answer = asks("loan office for denmark or france")
    assert [row.entry.id for row in answer.rows] == ["loan-office/north"]
    assert any("France" in note for note in answer.notes)
