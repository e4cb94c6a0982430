"""Who serves a thing: walks recorded coverage, nearest first, and tells the way it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.directory.model import Directory, Entry

Reach = Literal["itself", "part", "place", "through", "fallback", "none"]
"""How the serving entries were reached, nearest first: recorded for the thing, for what it is part of, for the place it is
in, for what covers that place, by the kind's last resort, or not at all."""
REACHES: tuple[Reach, ...] = ("itself", "part", "place", "through", "fallback", "none")


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves a thing."""

    entries: tuple[Entry, ...]
    via: tuple[Entry, ...]
    """The thing and what was walked through, in order; the serving entries are not among them."""
    reach: Reach
    place: str = ""
    """ISO code of the place by which it was reached, for reach ``place`` and ``through``."""


def serving(directory: Directory, kind: str, thing: Entry) -> Serving:
    """The entries of a kind that serve another entry."""
    walked: list[Entry] = []
    for node in (thing, *directory.ancestors(thing)):
        if node.kind == kind and node is not thing:
            return Serving((node,), tuple(walked), "itself" if node.id == thing.part_of else "part")
        walked.append(node)
        found = _recorded(directory, kind, node.id) or directory.parts_of(node, (kind,))
        found = tuple(e for e in found if e is not thing)
        if found:
            return Serving(found, tuple(walked), "itself" if node is thing else "part")
    place = thing.place
    local = tuple(e for e in _covering(directory, kind, place.state, place.city) if e is not thing) if place.city else ()
    if local:
        return Serving(local, (thing,), "place", place.state)
    for code in dict.fromkeys(c for c in (place.state, place.country) if c):
        found = tuple(e for e in _covering(directory, kind, code) if e is not thing)
        if found:
            return Serving(found, (thing,), "place", code)
    return _last_resort(directory, kind, tuple(walked[:2]))


def serving_place(directory: Directory, kind: str, place: str, locality: str = "") -> Serving:
    """The entries of a kind that serve a place: by record, or else through other entries that cover it."""
    found = _covering(directory, kind, place, locality)
    if found:
        return Serving(found, (), "place", place)
    hops: dict[str, Entry] = {}
    through: dict[str, Entry] = {}
    for entry_id in directory.covered_by.get(place, ()):
        hop = directory.entries[entry_id]
        for entry in _recorded(directory, kind, hop.id):
            through[entry.id] = entry
            hops[hop.id] = hop
    if through:
        return Serving(tuple(through.values()), tuple(hops.values()), "through", place)
    return _last_resort(directory, kind, ())


def _recorded(directory: Directory, kind: str, target: str) -> tuple[Entry, ...]:
    covering = (directory.entries[i] for i in directory.covered_by.get(target, ()))
    return tuple(e for e in covering if e.kind == kind)


def _covering(directory: Directory, kind: str, place: str, locality: str = "") -> tuple[Entry, ...]:
    """Entries that cover a named place inside ``place``, or with no locality the whole of it (or a part, when none does)."""
    whole: list[Entry] = []
    partly: list[Entry] = []
    for entry in _recorded(directory, kind, place):
        localities = _localities(entry, place)
        if locality:
            if locality in localities:
                whole.append(entry)
        elif "" in localities:
            whole.append(entry)
        else:
            partly.append(entry)
    return tuple(whole or ([] if locality else partly))


def _localities(entry: Entry, place: str) -> frozenset[str]:
    return frozenset(t.locality for t in entry.covers if t.place == place)


def _last_resort(directory: Directory, kind: str, walked: tuple[Entry, ...]) -> Serving:
    fallback = directory.kinds[kind].fallback
    if fallback:
        return Serving((directory.entries[fallback],), walked, "fallback")
    return Serving((), walked, "none")


def localities(directory: Directory) -> Iterator[tuple[str, str]]:
    """Every named place that an entry covers, as (ISO code, name)."""
    for entry in directory.entries.values():
        for target in entry.covers:
            if target.locality:
                yield target.place, target.locality
