from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest

from bot.directory.loader import load
from bot.directory.model import Directory
from bot.directory.reports.map import Map, Point, maps, unplaced
from tests.directory.museum import write_museum

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
PLACES = {  # well inside their state or country
    "US-WA": (47.75, -120.74),
    "US-TX": (31.4, -99.2),
    "US-FL": (28.1, -81.6),
    "US-ME": (45.3, -69.2),
    "US-NJ": (40.2, -74.6),
    "US-AK": (64.8, -152.0),
    "US-HI": (19.6, -155.5),
    "US-PR": (18.2, -66.4),
    "US-GU": (13.45, 144.78),
    "CA": (55.0, -106.0),
    "BR": (-10.8, -52.9),
    "KE": (0.5, 37.9),
    "DE": (51.1, 10.4),
    "JP": (36.2, 138.2),
    "AU": (-25.0, 134.0),
    "NZ": (-43.5, 171.0),
}


@pytest.fixture(scope="module")
def of_cbp(fact_base: Directory) -> tuple[Map, ...]:
    return maps(fact_base)


def rings(path: str) -> Iterator[list[Point]]:
    """The closed lines of a path of absolute moves and relative lines; fails on anything else."""
    assert re.fullmatch(r"(M-?[\d.]+ -?[\d.]+l[-\d. ]+z)+", path)
    for ring in path.split("M")[1:]:
        start, _, moves = ring.rstrip("z").partition("l")
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", moves)]
        assert len(numbers) % 2 == 0
        x, y = map(float, start.split())
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def is_inside(at: Point, path: str) -> bool:
    x, y = at
    crossings = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


def distance(at: Point, path: str) -> float:
    """From a point to the outline, or 0 inside it."""
    if is_inside(at, path):
        return 0.0

    def to_line(a: Point, b: Point) -> float:
        (ax, ay), (bx, by), (x, y) = a, b, at
        length = (bx - ax) ** 2 + (by - ay) ** 2
        t = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
        return float(((ax + t * (bx - ax) - x) ** 2 + (ay + t * (by - ay) - y) ** 2) ** 0.5)

    return min(to_line(a, b) for ring in rings(path) for a, b in pairwise([*ring, ring[0]]))


def located(folder: Path, code: str, lat: float, lon: float) -> tuple[Map, ...]:
    """The maps of a museum whose Harbour House stands elsewhere."""
    write_museum(folder)
    houses, names = folder / "houses/houses.yaml", folder / "language/places.yaml"
    old = "place: {city: Portland, state: US-ME, lat: 43.657, lon: -70.249, located_by: survey 2025, tz: America/New_York}"
    key = "state" if "-" in code else "country"
    new = f"place: {{{key}: {code}, lat: {lat}, lon: {lon}, located_by: x, tz: UTC}}"
    text = houses.read_text(encoding="utf-8")
    assert old in text
    houses.write_text(text.replace(old, new).replace("(207) 555", "+1 207-555"), encoding="utf-8")
    if key == "state" and code not in names.read_text(encoding="utf-8"):
        names.write_text(
            names.read_text(encoding="utf-8").replace("  GB:", f"  {code}: [The {code}]\n  GB:"), encoding="utf-8"
        )
    return maps(load(folder))


@pytest.mark.parametrize(("code", "at"), PLACES.items(), ids=PLACES)
def test_a_pin_is_inside_the_outline_of_its_state_or_country(tmp_path: Path, code: str, at: tuple[float, float]) -> None:
    drawn = located(tmp_path, code, *at)
    ((pin, shape),) = [(pin, s) for one in drawn for pin in one.pins for s in one.shapes if s.code == code]
    assert pin.entry.id == "house/harbour"
    assert is_inside(pin.at, shape.path)
    assert shape.entries == 1


def test_every_pin_of_the_fact_base_is_in_or_beside_its_state_or_country(of_cbp: tuple[Map, ...]) -> None:
    states, world = of_cbp
    assert len(states.pins) >= 450 and len(world.pins) >= 15
    shapes = {shape.code: shape for one in of_cbp for shape in one.shapes}
    far = []
    for pin in (*states.pins, *world.pins):
        place = pin.entry.place
        shape = shapes[place.state if pin in states.pins else place.country]
        off = distance(pin.at, shape.path) if shape.path else dist(pin.at, shape.middle)
        if off > 5 and place.state not in ("US-MP", "US-VI"):  # groups of islands of which one at most is drawn
            far.append(pin.entry.id)
    assert not far  # 5 units are some 25 km: ports stand on borders, and some on islands too small to draw


def test_outlines_and_what_is_put_on_them_stay_within_the_map(of_cbp: tuple[Map, ...]) -> None:
    for one in of_cbp:
        points = [p for s in one.shapes if s.path for ring in rings(s.path) for p in ring]
        points += [shape.middle for shape in one.shapes] + [pin.at for pin in one.pins]
        points += [shape.label for shape in one.shapes if shape.label]
        assert all(-2 <= x <= one.width + 2 and -2 <= y <= one.height + 2 for x, y in points)


def test_all_states_and_countries_have_their_shape_once(of_cbp: tuple[Map, ...], fact_base: Directory) -> None:
    states, world = ([shape.code for shape in one.shapes] for one in of_cbp)
    assert len(states) == len(set(states)) == 55  # 50 states, the District, four territories
    assert len(world) == len(set(world)) > 230
    named = fact_base.places.names
    assert set(states) <= named.keys() and set(world) <= named.keys()


def test_every_entry_is_counted_where_it_stands_or_as_unplaced(tmp_path: Path) -> None:
    directory = load(write_museum(tmp_path))
    states, world = maps(directory)
    assert {s.code: (s.entries, s.step) for s in states.shapes if s.entries} == {"US-CA": (1, 1), "US-ME": (1, 1)}
    assert {s.code: (s.entries, s.step) for s in world.shapes if s.entries} == {"US": (3, 2), "DK": (2, 1)}
    assert [pin.entry.id for pin in states.pins] == ["house/harbour"] and not world.pins
    assert unplaced(directory, (states, world)) == 13 - 3 - 2


def test_a_home_without_outlines_of_its_states_has_the_world_alone(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old, new in [
        ("language/places.yaml", "home: US", "home: CA"),  # of one numbering plan
        ("people/desks.yaml", "{city: Copenhagen, country: DK}", "{country: DK}"),
    ]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (world,) = maps(load(tmp_path))
    assert world.of == ""
    assert [pin.entry.id for pin in world.pins] == ["house/harbour"]


def test_nobody_abroad_needs_no_map_of_the_world(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file in ("houses/houses.yaml", "people/desks.yaml"):
        path = tmp_path / file
        text = path.read_text(encoding="utf-8").replace("{city: Copenhagen, country: DK}", "{city: Austin, state: US-TX}")
        path.write_text(text.replace("phone: 32 12 34 56", "phone: 512-555-0100"), encoding="utf-8")
    directory = load(tmp_path)
    drawn = maps(directory)
    assert [(one.of, one.entries) for one in drawn] == [("US", 4)]
    assert unplaced(directory, drawn) == 9  # the Night Hall, of which only the time zone is known, is among them


def test_no_places_no_maps(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for path in (tmp_path / "houses/houses.yaml", tmp_path / "houses/halls.yaml", tmp_path / "people/desks.yaml"):
        text = re.sub(r"\n +place: .*", "", path.read_text(encoding="utf-8"))
        text = text.replace("32 12 34 56", "+45 32 12 34 56").replace("hours:\n", "hours:\n      tz: UTC\n")
        text = text.replace("{daily:", "{tz: UTC, daily:").replace("{fri-sat", "{tz: UTC, fri-sat")
        path.write_text(text, encoding="utf-8")
    directory = load(tmp_path)
    assert maps(directory) == ()
    assert unplaced(directory, ()) == 13


def test_shades_follow_the_number_of_entries(of_cbp: tuple[Map, ...]) -> None:
    for one in of_cbp:
        ordered = sorted(one.shapes, key=lambda shape: shape.entries)
        assert [s.step for s in ordered] == sorted(s.step for s in ordered)
        assert all((shape.step == 0) == (shape.entries == 0) for shape in one.shapes)
    assert set(Counter(s.step for s in of_cbp[0].shapes)) == {1, 2, 3, 4, 5}
