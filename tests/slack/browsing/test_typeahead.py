"""Entries by the first letters of their names."""

from __future__ import annotations

from bot.directory.model import Directory
from bot.slack.browsing.typeahead import MOST, READ, Typeahead


def ids(typeahead: Typeahead, text: str, kind: str = "") -> list[str]:
    return [entry.id for entry in typeahead.find(text, [kind] if kind else [])]


def test_every_word_typed_begins_a_word_in_any_order_and_without_accents(museum: Directory) -> None:
    typeahead = Typeahead(museum)
    assert ids(typeahead, "harb") == ["house/harbour"]
    assert ids(typeahead, "hou har") == ["house/harbour"]
    assert ids(typeahead, "HÁRBOUR") == ["house/harbour"]
    assert ids(typeahead, "custom") == ["house/harbour"]  # by another name
    assert ids(typeahead, "arbour") == []
    assert ids(typeahead, "") == ids(typeahead, "?!") == []


def test_no_more_is_read_than_a_name_is_long(museum: Directory) -> None:
    assert ids(Typeahead(museum), "harbour".ljust(READ) + "whale") == ["house/harbour"]


def test_codes_places_and_what_is_served_find_an_entry(museum: Directory) -> None:
    typeahead = Typeahead(museum)
    assert ids(typeahead, "0102") == ["house/harbour"]
    assert ids(typeahead, "portl") == ["house/harbour"]
    assert ids(typeahead, "ME") == ["house/harbour"]
    assert "loan-office/north" in ids(typeahead, "norw")


def test_a_kind_keeps_the_others_out(museum: Directory) -> None:
    typeahead = Typeahead(museum)
    assert set(ids(typeahead, "h", "hall")) == {"hall/whale", "hall/night", "hall/maps"}


def test_names_come_before_what_is_beside_them_and_no_more_than_slack_takes(fact_base: Directory) -> None:
    typeahead = Typeahead(fact_base)
    assert [entry.name for entry in typeahead.find("laredo")[:2]] == ["Laredo Field Office", "Laredo, Texas"]
    assert typeahead.find("2304")[0].name == "Laredo, Texas"
    for letter in "aeiost":
        assert len(typeahead.find(letter)) == MOST
