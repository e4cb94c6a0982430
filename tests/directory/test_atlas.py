"""Places and holidays of the world, as they are loaded when first needed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from bot.directory.atlas import Atlas

ATLAS = Atlas()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("30602", ("30602 (Athens)", "US-GA")),
        ("Albuquerque", ("Albuquerque", "US-NM")),
        ("st louis", ("Saint Louis", "US-MO")),
        ("mcallen", ("McAllen", "US-TX")),
        ("BUF", ("Buffalo Niagara International Airport", "")),
        ("buffalo airport", ("Buffalo Niagara International Airport", "")),
        ("o'hare airport", ("Chicago O'Hare International Airport", "")),
        ("dublin airport", ("Dublin Airport", "")),
        ("Nairobi", ("Nairobi", "")),
        ("Zürich", ("Zurich", "")),
    ],
)
def test_a_place_is_found_by_name_code_and_airport(name: str, first: tuple[str, str]) -> None:
    spot = ATLAS.spots(name)[0]
    assert (spot.name, spot.state) == first
    assert -90 <= spot.lat <= 90 and -180 <= spot.lon <= 180
    assert "/" in spot.tz


def test_an_airport_of_a_name_is_meant_before_those_of_towns_of_that_name() -> None:
    assert [spot.country for spot in ATLAS.spots("dublin airport")] == ["IE"]


def test_the_biggest_of_a_name_comes_first() -> None:
    sizes = [spot.size for spot in ATLAS.spots("Springfield")]
    assert len(sizes) > 5
    assert sizes == sorted(sizes, reverse=True)


def test_a_misspelt_name_finds_the_place_and_nonsense_finds_none() -> None:
    assert ATLAS.misspelt("alburquerque")[0].name == "Albuquerque"
    assert ATLAS.misspelt("zzyzxqwr") == ATLAS.misspelt("ab") == ATLAS.spots("zzyzxqwr") == ATLAS.spots("") == ()


def test_holidays_are_those_of_government_offices_and_a_country_unknown_has_none() -> None:
    assert ATLAS.holiday("US", date(2026, 10, 12)) == "Columbus Day"
    assert ATLAS.holiday("US", date(2026, 10, 13)) == ""
    assert ATLAS.holiday("XX", date(2026, 10, 12)) == ""


def test_nothing_is_loaded_before_it_is_needed() -> None:
    heavy = "{'airportsdata', 'zipcodes', 'holidays', 'babel'}"
    code = f"import sys, bot.answering.engine; print(sorted({heavy} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_what_is_loaded_beforehand_is_not_loaded_again_for_a_question() -> None:
    code = (
        "import sys; from bot.directory.atlas import Atlas; Atlas().load();"
        "loaded = {'airportsdata', 'zipcodes', 'holidays'} <= sys.modules.keys();"
        "sys.modules['zipcodes'] = sys.modules['airportsdata'] = None;"
        "print(loaded, Atlas().spots('Albuquerque')[0].name)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True Albuquerque"
