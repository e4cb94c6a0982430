"""Whoever asks for a press contact, a field office or a sector gets somewhere: coverage reaches from everything."""

from __future__ import annotations

import pytest

from bot.answering.resolving.coverage import serving, serving_place
from bot.directory.model import Directory


@pytest.fixture
def cbp(fact_base: Directory) -> Directory:
    return fact_base


def test_every_port_sector_and_field_office_reaches_a_press_contact(cbp: Directory) -> None:
    for entry in cbp.entries.values():
        if entry.kind in ("port", "sector", "field-office", "station"):
            way = serving(cbp, "press-desk", entry)
            assert way.entries, entry.id
            assert way.reach != "none", entry.id


def test_every_state_reaches_a_press_contact(cbp: Directory) -> None:
    for code in cbp.places.names:
        if code.startswith("US-"):
            assert serving_place(cbp, "press-desk", code).entries, code


def test_the_national_line_is_only_ever_the_labelled_last_resort(cbp: Directory) -> None:
    national = cbp.entries[cbp.kinds["press-desk"].fallback]
    for entry in (e for e in cbp.entries.values() if e.kind in ("port", "sector", "field-office", "station", "crossing")):
        way = serving(cbp, "press-desk", entry)
        assert national not in way.entries or way.reach == "fallback", entry.id


def test_ports_and_their_field_offices_know_each_other(cbp: Directory) -> None:
    for port in (e for e in cbp.entries.values() if e.kind == "port"):
        office = cbp.entries.get(port.part_of)
        if office is not None and office.kind == "field-office":
            assert port in cbp.members(office, "ports")
    listed = {p.id for e in cbp.entries.values() if e.kind == "field-office" for p in cbp.members(e, "ports")}
    assert len(listed) > 320


def test_every_state_and_most_territories_have_a_field_office(cbp: Directory) -> None:
    without = [
        code for code in cbp.places.names if code.startswith("US-") and not serving_place(cbp, "field-office", code).entries
    ]
    assert set(without) <= {"US-AS", "US-MP", "US-GU", "US-VI", "US-DC"}, without


def test_the_fourteen_countries_of_2006_07_have_a_post(cbp: Directory) -> None:
    for country in ("BS", "BE", "CA", "DE", "HK", "IT", "JP", "MX", "NL", "PA", "PH", "SG", "ZA", "GB"):
        assert serving_place(cbp, "attache-post", country).entries, country
