"""The directory as something to browse."""

from __future__ import annotations

from bot.directory.model import Directory
from bot.slack.browsing.shelves import Shelves


def test_kinds_have_counts_and_their_entries_stand_by_name(museum: Directory) -> None:
    shelves = Shelves(museum)
    assert shelves.kinds()["house"] == 3
    assert [entry.name for entry in shelves.entries("house")] == ["Canal House", "Harbour House", "Hill House"]


def test_an_entry_stands_where_it_is_and_where_it_serves(museum: Directory) -> None:
    shelves = Shelves(museum)
    assert shelves.regions("house") == {"US-ME": 1, "US-CA": 1, "DK": 1}
    assert shelves.regions("loan-office") == {"DK": 1, "NO": 1, "SE": 1}
    assert [entry.id for entry in shelves.entries("press-desk", "US-CA")] == ["press-desk/valley", "press-desk/west"]
    assert shelves.entries("house", "XX") == ()


def test_nothing_of_the_fact_base_is_left_off_the_shelves(fact_base: Directory) -> None:
    shelves = Shelves(fact_base)
    assert sum(shelves.kinds().values()) == len(fact_base.entries)
    for kind in shelves.kinds():
        assert all(shelves.entries(kind, region) for region in shelves.regions(kind))
