"""Where the entries of a directory stand, drawn on outlines that are part of the program: no request is ever made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bot.directory.model import Directory, Entry, Place

STEPS = (1, 3, 10, 30, 100)
"""From how many entries on a state or country has the next shade."""
_NUMBER, _SEEN = 7.5, 3.5
"""From how far inside its outline a number fits into a shape, and from how far one sees its shade, in the map's units."""
Point = tuple[float, float]
"""x to the right and y down, in a map's own units."""
Projection = Callable[[float, float], Point]
"""Latitude and longitude in degrees → where that is on the map."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A state or country, with how many entries stand in it."""

    code: str
    """ISO 3166-2 or 3166-1 alpha-2."""
    name: str
    path: str
    """An SVG path; empty for a country too small to outline."""
    middle: Point
    label: Point | None
    """Where its number goes; None where there is no room."""
    tiny: bool
    """Too small to be seen by its shade alone."""
    entries: int
    step: int
    """Shade, 0 (no entries) to 5."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An entry with coordinates."""

    entry: Entry
    at: Point


@dataclass(frozen=True, slots=True)
class Map:
    """A map of a country's states, or of the world."""

    of: str
    """ISO 3166-1 alpha-2 code, or empty: the world."""
    width: int
    height: int
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]

    @property
    def entries(self) -> int:
        """How many entries stand in its states or countries."""
        return sum(shape.entries for shape in self.shapes)


def maps(directory: Directory) -> tuple[Map, ...]:
    """The home country by states, where its outlines are known and entries stand in them; and the world, where entries
    stand abroad or no other map shows any. An entry's pin is on the first map that has its state or country.
    """
    home = directory.places.home
    drawn: list[Map] = []
    pinned: set[str] = set()
    for outline in _outlines():
        if outline.of == home or (not outline.of and (not drawn or _any_abroad(directory, home))):
            one = _drawn(outline, directory, pinned)
            if one.entries:
                drawn.append(one)
                pinned.update(pin.entry.id for pin in one.pins)
    return tuple(drawn)


def unplaced(directory: Directory, drawn: tuple[Map, ...]) -> int:
    """How many entries are on none of these maps."""
    codes = {shape.code for one in drawn for shape in one.shapes}
    return sum(not codes & set(_codes(entry.place)) for entry in directory.entries.values())


def _any_abroad(directory: Directory, home: str) -> bool:
    return any(entry.place.country not in ("", home) for entry in directory.entries.values())


def _codes(place: Place) -> tuple[str, ...]:
    return tuple(code for code in (place.state, place.country) if code)


def _drawn(outline: _Outline, directory: Directory, pinned: set[str]) -> Map:
    frames = {shape.code: frame for frame in outline.frames for shape in frame.shapes}
    inside = Counter(code for entry in directory.entries.values() for code in _codes(entry.place) if code in frames)
    pins: list[Pin] = []
    for entry in directory.entries.values():
        frame = next((frames[code] for code in _codes(entry.place) if code in frames), None)
        if frame and entry.id not in pinned and entry.place.lat is not None and entry.place.lon is not None:
            x, y = frame.project(entry.place.lat, entry.place.lon)
            if 0 <= x <= outline.width and 0 <= y <= outline.height:
                pins.append(Pin(entry, (round(x, 1), round(y, 1))))
    shapes = (
        replace(
            shape,
            name=directory.places.names.get(shape.code, shape.code),
            entries=inside[shape.code],
            step=sum(inside[shape.code] >= step for step in STEPS),
        )
        for frame in outline.frames
        for shape in frame.shapes
    )
    return Map(outline.of, outline.width, outline.height, tuple(shapes), tuple(pins))


# --- the outlines


@dataclass(frozen=True, slots=True)
class _Frame:
    """Shapes that share a projection; far-off states have a frame of their own."""

    project: Projection
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    of: str
    width: int
    height: int
    frames: tuple[_Frame, ...]


@cache
def _outlines() -> tuple[_Outline, ...]:
    read = json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8"))
    return tuple(
        _Outline(
            of=one["of"],
            width=one["width"],
            height=one["height"],
            frames=tuple(
                _Frame(
                    project=_PROJECTIONS[frame["projection"]](frame),
                    shapes=tuple(_shape(code, shape) for code, shape in frame["shapes"].items()),
                )
                for frame in one["frames"]
            ),
        )
        for one in read["maps"]
    )


def _shape(code: str, shape: dict[str, Any]) -> Shape:
    x, y = shape["middle"]
    label = shape.get("label", shape["middle"] if shape["room"] >= _NUMBER else None)
    return Shape(
        code=code,
        name=code,
        path=shape["path"],
        middle=(x, y),
        label=(label[0], label[1]) if label else None,
        tiny=shape["room"] < _SEEN,
        entries=0,
        step=0,
    )


def _conic_equal_area(frame: dict[str, Any]) -> Projection:
    """Albers: areas are true, and straight north is up along the meridian in the middle."""
    first, second = map(radians, frame["parallels"])
    n = (sin(first) + sin(second)) / 2
    c = cos(first) ** 2 + 2 * n * sin(first)

    def project(lat: float, lon: float) -> Point:
        rho = frame["scale"] * sqrt(c - 2 * n * sin(radians(lat))) / n
        angle = n * radians(_from_meridian(lon, frame["meridian"]))
        return frame["x"] + rho * sin(angle), frame["y"] + rho * cos(angle)

    return project


def _equal_earth(frame: dict[str, Any]) -> Projection:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018): the whole world, areas true."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796

    def project(lat: float, lon: float) -> Point:
        t = asin(sqrt(3) / 2 * sin(radians(lat)))
        x = 2 * sqrt(3) / 3 * radians(_from_meridian(lon, frame["meridian"])) * cos(t)
        x /= a1 + 3 * a2 * t**2 + 7 * a3 * t**6 + 9 * a4 * t**8
        y = a1 * t + a2 * t**3 + a3 * t**7 + a4 * t**9
        return frame["x"] + frame["scale"] * x, frame["y"] - frame["scale"] * y

    return project


def _from_meridian(lon: float, meridian: float) -> float:
    return (lon - meridian + 180) % 360 - 180


_PROJECTIONS: dict[str, Callable[[dict[str, Any]], Projection]] = {
    "conic-equal-area": _conic_equal_area,
    "equal-earth": _equal_earth,
}
