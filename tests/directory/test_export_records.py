from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.directory.export.records import as_json
from bot.directory.loader import load
from bot.directory.model import Directory
from tests.directory.museum import write_museum


@pytest.fixture
def museum(tmp_path: Path) -> Directory:
    return load(write_museum(tmp_path))


def records(directory: Directory) -> dict[str, Any]:
    return {record["id"]: record for record in json.loads("".join(as_json(directory, directory.entries.values())))}


def test_an_entry_is_told_in_full(museum: Directory) -> None:
    house = records(museum)["house/harbour"]
    assert {key: value for key, value in house.items() if key != "facts"} == {
        "id": "house/harbour",
        "kind": "house",
        "name": "Harbour House",
        "codes": ["0102"],
        "aliases": ["The Old Customs Shed", "House by the Quay"],
        "place": {
            "city": "Portland",
            "state": "US-ME",
            "country": "US",
            "lat": 43.657,
            "lon": -70.249,
            "located_by": "survey 2025",
            "tz": "America/New_York",
        },
        "tags": ["free", "by-the-sea"],
        "note": "",
    }


def test_a_fact_has_its_source_its_date_and_its_particulars(museum: Directory) -> None:
    facts = records(museum)["house/harbour"]["facts"]
    assert facts[1] == {
        "attribute": "fax",
        "value": "(207) 555-0111",
        "label": "loans desk",
        "source": "Annual report 2019",
        "source_url": "",
        "standing": "secondary",
        "as_of": "2019",
        "note": "",
        "former": False,
        "refers_to": [],
    }
    assert facts[0]["source_url"] == "https://www.lantern-museum.example.org/contact"


def test_history_is_kept_and_marked(museum: Directory) -> None:
    keepers = [fact for fact in records(museum)["house/harbour"]["facts"] if fact["attribute"] == "keeper"]
    assert [(fact["value"], fact["former"]) for fact in keepers] == [("Ada Reyes", False), ("Tom Birch", True)]


def test_relations_have_ids_and_codes_beside_their_names(museum: Directory) -> None:
    told = records(museum)
    (west,) = [fact for fact in told["press-desk/west"]["facts"] if fact["attribute"] == "covers"]
    assert (west["value"], west["refers_to"]) == ("Hill House, California", ["house/hill", "US-CA"])
    (maps,) = told["hall/maps"]["facts"]
    assert (maps["value"], maps["refers_to"]) == ("Hill House", ["house/hill"])


def test_what_is_not_known_is_empty_or_null(museum: Directory) -> None:
    canal = records(museum)["house/canal"]
    assert canal["place"]["lat"] is None
    assert {fact["as_of"] for fact in canal["facts"]} == {""}


def test_no_entries_are_an_empty_list(museum: Directory) -> None:
    assert json.loads("".join(as_json(museum, []))) == []


def test_an_entry_stands_on_a_line_of_its_own_in_its_own_letters(museum: Directory) -> None:
    canal = museum.entries["house/canal"]
    entries = {**museum.entries, canal.id: replace(canal, aliases=("Københavns Kanalhus",))}
    lines = "".join(as_json(museum, entries.values())).splitlines()
    assert len(lines) == len(museum.entries) + 2
    assert any("Canal House" in line and "København" in line for line in lines)


def test_the_whole_directory_is_told_with_every_fact(fact_base: Directory) -> None:
    told = records(fact_base)
    assert [*told] == [*fact_base.entries]
    for entry in fact_base.entries.values():
        given = [(fact["attribute"], fact["value"], fact["source"], fact["as_of"]) for fact in told[entry.id]["facts"]]
        assert given == [(fact.attribute, fact.value, fact.source.title, fact.as_of) for fact in entry.facts]
