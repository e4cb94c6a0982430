"""Regions of the world: their countries and their names."""

from __future__ import annotations

from bot.directory.reading.places import standard_names
from bot.directory.reading.regions import standard_regions

REGIONS = standard_regions(("en", "es"), standard_names(), {"south africa"})


def test_a_region_has_its_countries_and_the_names_people_use() -> None:
    west = REGIONS["011"]
    assert {"GH", "NG", "SN"} <= set(west.members)
    assert {"Western Africa", "West Africa", "África occidental"} <= set(west.names)


def test_a_region_of_regions_has_the_countries_of_all_of_them() -> None:
    assert {"GH", "KE", "ZA", "EG"} <= set(REGIONS["002"].members)


def test_a_name_that_means_a_country_is_left_to_it() -> None:
    assert "South Africa" not in REGIONS["018"].names
    assert "Southern Africa" in REGIONS["018"].names


def test_the_smaller_come_first_and_unions_last() -> None:
    order = list(REGIONS)
    assert order.index("151") < order.index("150")
    assert order[-1] == "EU"


def test_states_come_before_territories() -> None:
    members = REGIONS["154"].members
    assert members.index("SE") < members.index("FO")
