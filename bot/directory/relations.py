"""What follows from ``part_of`` and ``covers``: who is inside whom, who covers what; and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.directory.errors import Problem
from bot.directory.model import Entry, Fact


def parts(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Entry id → ids of the entries that are part of it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.part_of:
            found.setdefault(entry.part_of, []).append(entry.id)
    return {id: tuple(inside) for id, inside in found.items()}


def covered_by(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Entry id or place code → ids of the entries that cover it or a named place in it, in the order of the files."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries.values():
        for target in entry.covers:
            found.setdefault(target.entry or target.place, {})[entry.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def problems(entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Entries with two parents, inside or covering themselves, and circles."""
    for entry in entries.values():
        above = entry.current("part_of")
        if len(above) > 1:
            advice = "keep one part_of, and mark the other as former: true"
            yield _problem(above[1], f"{entry.id} is part of two entries; {advice}")
        for fact in entry.current("covers"):
            if any(target.entry == entry.id for target in fact.targets):
                yield _problem(fact, f"{entry.id} covers itself; take it out of covers")
    settled: set[str] = set()
    for entry in entries.values():
        circle = _circle(entry, entries, settled)
        if circle:
            way = " → ".join([*circle, circle[0]])
            fact = entries[circle[0]].current("part_of")[0]
            message = f"{circle[0]} is part of itself" if len(circle) == 1 else f"part_of goes round in a circle: {way}"
            yield _problem(fact, f"{message}; take out one part_of")


def _circle(entry: Entry, entries: Mapping[str, Entry], settled: set[str]) -> list[str]:
    """The ids of a circle that the way up from an entry runs into for the first time, or nothing."""
    way: list[str] = []
    at = entry.id
    while at and at not in settled:
        settled.add(at)
        way.append(at)
        at = entries[at].part_of if at in entries else ""
    return way[way.index(at) :] if at in way else []


def _problem(fact: Fact, message: str) -> Problem:
    assert fact.where is not None
    return Problem(fact.where, message)
