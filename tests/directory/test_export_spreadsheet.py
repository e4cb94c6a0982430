from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import KNOWLEDGE
from bot.directory.export.spreadsheet import as_csv
from bot.directory.loader import load
from bot.directory.model import Directory, Entry
from tests.directory.museum import write_museum

NAMES = ["id", "kind", "name", "codes", "city", "state", "country"]


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    return load(write_museum(tmp_path_factory.mktemp("museum")))


def rows(directory: Directory, *entries: Entry) -> list[dict[str, str]]:
    text = "".join(as_csv(directory, entries or directory.entries.values()))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def cell(directory: Directory, id: str, attribute: str, value: str) -> str:
    """How a value is written that stands in the place of an entry's first one."""
    entry = directory.entries[id]
    fact = replace(entry.current(attribute)[0], value=value)
    (row,) = rows(directory, replace(entry, facts=(fact,)))
    return row[attribute]


def test_a_row_has_the_entry_its_facts_its_sources_and_their_dates(museum: Directory) -> None:
    (row,) = rows(museum, museum.entries["house/harbour"])
    assert {name: row[name] for name in (*NAMES, "phone", "address", "part_of", "sources", "as_of", "note")} == {
        "id": "house/harbour",
        "kind": "house",
        "name": "Harbour House",
        "codes": "0102",
        "city": "Portland",
        "state": "US-ME",
        "country": "US",
        "phone": "(207) 555-0110",
        "address": "1 Quay Street, Portland, ME 04101",
        "part_of": "",
        "sources": "Lantern Museum web site | Annual report 2019 (secondary)",
        "as_of": "2026-05-01 | 2019",
        "note": "",
    }


def test_several_values_stand_in_one_cell_each_with_what_tells_it_from_the_others(museum: Directory) -> None:
    (row,) = rows(museum, museum.entries["house/harbour"])
    assert row["email"] == "harbour@lantern-museum.example.org | groups@lantern-museum.example.org (groups)"
    assert row["fax"] == "(207) 555-0111 (loans desk)"
    (valley,) = rows(museum, museum.entries["press-desk/valley"])
    assert valley["covers"] == "Imperial County (California) (as printed)"


def test_a_doubt_stays_with_its_value(museum: Directory) -> None:
    house = museum.entries["house/harbour"]
    facts = tuple(replace(fact, note="the desk closes early") for fact in house.current("fax"))
    (row,) = rows(museum, replace(house, facts=facts))
    assert row["fax"] == "(207) 555-0111 (loans desk; the desk closes early)"


def test_history_is_left_out(museum: Directory) -> None:
    (row,) = rows(museum, museum.entries["house/harbour"])
    assert row["keeper"] == "Ada Reyes"
    (figure,) = rows(museum, museum.entries["figure/houses"])
    assert (figure["count"], figure["as_of"]) == ("3", "2026")


def test_there_is_a_column_for_what_the_kinds_may_have_and_for_nothing_worked_out(museum: Directory) -> None:
    (hall,) = rows(museum, museum.entries["hall/night"])
    assert [*hall] == [*NAMES, "phone", "hours", "keeper", "part_of", "sources", "as_of", "note"]
    everything = [*rows(museum)[0]]
    assert "covers" in everything
    assert "halls" not in everything


def test_no_entries_give_the_line_of_names_alone(museum: Directory) -> None:
    assert "".join(as_csv(museum, [])) == ",".join([*NAMES, "sources", "as_of", "note"]) + "\r\n"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("https://example.org")', "-", "+"],
)
def test_what_a_spreadsheet_would_compute_is_made_text(museum: Directory, text: str) -> None:
    assert cell(museum, "house/harbour", "keeper", text) == f"'{text}"
    assert cell(museum, "house/harbour", "phone", text) == f"'{text}"
    (row,) = rows(museum, replace(museum.entries["house/harbour"], name=text, note=text))
    assert (row["name"], row["note"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("+1 207-555-0151", "+1 207-555-0151"),
        ("+1 (207) 555-0151", "+1 (207) 555-0151"),
        ("+45 32 12 34 56 ext. 7", "+45 32 12 34 56 ext. 7"),
        ("(207) 555-0110", "(207) 555-0110"),
        ("1-800-555-0199", "1-800-555-0199"),
        ("+1-202-555-0100", "'+1-202-555-0100"),
        ("+12025550100", "'+12025550100"),
        ("+1 ", "'+1 "),
    ],
)
def test_a_telephone_number_stays_readable(museum: Directory, printed: str, written: str) -> None:
    assert cell(museum, "house/harbour", "phone", printed) == written


@pytest.fixture(scope="module")
def noted(museum: Directory) -> Callable[[str], str]:
    """The cell of a note as it reads back."""
    return lambda note: rows(museum, replace(museum.entries["house/canal"], note=note))[0]["note"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")))
def test_any_text_reads_back_as_it_was(noted: Callable[[str], str], text: str) -> None:
    cell = noted(text)
    assert cell in (text, f"'{text}")
    assert cell[:1] not in set("=-@") and (cell[:1] != "+" or cell[1:2].isdigit())


def test_the_whole_directory_is_a_table_with_nothing_to_compute() -> None:
    directory = load(KNOWLEDGE)
    text = "".join(as_csv(directory, directory.entries.values()))
    names, *table = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert [row[0] for row in table] == [*directory.entries]
    assert {len(row) for row in table} == {len(names)}
    began = {cell for row in table for cell in row if cell[:1] in set("=-@+")}
    assert all(cell[0] == "+" and cell[1:].split(" ")[0].isdigit() for cell in began)
