"""What lies nearest to a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest

from bot.answering.model import Question
from bot.answering.resolving.resolution import Case, Resolution, Way
from bot.answering.resolving.whereabouts import Named
from bot.answering.resolving.world import miles
from bot.answering.search.candidates import judge
from bot.answering.thresholds import AROUND, AT, NAMED, OFFER
from bot.directory.atlas import Spot
from bot.directory.model import Entry

NEAREST = 3
"""Entries told, the nearest first."""
POSTAL, AIRPORT = 5, 3
"""Digits of a postal code, letters of an airport's."""
PART = 3
"""The rank of what is only part of something."""
MEANT = 4
"""Places of one name that are told apart."""

Placed = tuple[Entry, tuple[float, float]]
"""An entry with its latitude and longitude."""


def nearest(case: Case) -> Resolution | None:
    """The entries of a kind, or with a trait, that are nearest to the place named.

    None where the words name no place but a whole state or country, or something else that is known.
    """
    question = case.question
    by_code = question.operation != "nearest"
    code = _code_alone(case) if by_code else ""
    if by_code and not code:
        return None
    if _seeks_another(question):
        return Resolution("unknown", "nothing", "asks for what is never on record", 0.0)
    if question.near and judge(case.find(question.kinds), case.directory, question.kinds).sure:
        return None  # one of the kind is named: "the house near the market"
    named = case.whereabouts.named(question)
    if named is None and by_code:
        return None
    wanted = _placeable(_wanted(case, named), case)
    kind = wanted[0].kind if wanted else ""
    placed = [(e, at) for e in wanted if (at := case.whereabouts.position(e)) is not None]
    if named is None:
        return _from_an_entry(case, placed, kind, len(wanted) - len(placed))
    if kind and case.directory.kinds[kind].fallback:
        return None  # who serves a place is on record, however far they are
    if not placed:
        called = judge(case.find((kind,)), case.directory, (kind,))
        if called.sure and len(called.entries) == 1:
            return Resolution(
                "answer", "found", "where they lie is not on record, but one is called so", 0.8, called.entries
            )
        alike = tuple(f.entry for f in case.find((kind,)) if f.score >= OFFER)[:NEAREST]
        return Resolution("unknown", "unplaced", "no positions are on record", 0.0, alike, kind=kind)
    meant = named.meant[:MEANT]
    firsts = [(_by_distance(spot, placed, 1)[0], spot) for spot in meant]
    if len({entry.id for (_, entry), _ in firsts}) > 1:
        ways = tuple(Way(spot, far) for (far, _), spot in firsts)
        entries = tuple(entry for (_, entry), _ in firsts)
        why = f"there is a {meant[0].name} in several places"
        return Resolution("choices", "nearest", why, 0.4, entries, kind=kind, ways=ways)
    if code.isalpha():
        far = firsts[0][0][0]
        if far > AROUND:
            return None  # three letters, but no airport's near one of the kind
        if far > AT and meant[0].code:
            way = _from(meant[0], placed, kind, 0.0, 0)
            return replace(way, outcome="unknown", reason="none-there", why=f"{meant[0].name} has none: {way.why}")
    return _from(meant[0], placed, kind, 0.9, len(wanted) - len(placed))


def _seeks_another(question: Question) -> bool:
    """Whether it is the nearest of what is never on record that is asked for: "hotel near the market", "nearest hotel"."""
    pairs = zip(question.words, question.words[1:], strict=False)
    return any(
        "foreign" in (one.role, other.role) and {one.meaning, other.meaning} & {"near", "nearest"} for one, other in pairs
    )


def _code_alone(case: Case) -> str:
    """What may be the code of a place, where it is all that is said beside a sort of thing, and not of those whose coverage
    is on record: "house 04101", "house BGR"; else empty.
    """
    question = case.question
    if any("covers" in case.directory.kinds[kind].attributes for kind in question.kinds):
        return ""
    named = [term.typed for term in question.terms if term.cost and not (term.everyday or term.kinds or term.tags)]
    asks_for_one = question.operation == "get" and bool(question.kinds) and not question.codes and not question.dates
    if not asks_for_one or len(named) != 1:
        return ""
    code = named[0]
    is_airport = len(code) == AIRPORT and code.isalpha() and not _is_called(case)
    return code if is_airport or (len(code) == POSTAL and code.isdigit()) else ""


def _is_called(case: Case) -> bool:
    """Whether one of the kinds asked for, or a part of such a one, is what the words name."""
    directory, kinds = case.directory, case.question.kinds
    named = [f.entry for f in case.ours() if f.named >= NAMED]
    wholes = (whole for e in named if directory.kinds[e.kind].rank == PART for whole in directory.ancestors(e))
    return any(e.kind in kinds for e in (*named, *wholes))


def nearest_to(thing: Entry, kind: str, case: Case) -> tuple[tuple[Entry, Way], ...]:
    """The entries of a kind that lie nearest to another entry, with how far; none where that or they have no positions."""
    at = _recorded(thing)
    of_kind = (e for e in case.directory.entries.values() if e.kind == kind)
    placed = [(e, there) for e in of_kind if (there := _recorded(e)) is not None]
    if at is None or not placed:
        return ()
    spot = Spot(thing.name, thing.place.country, *at)
    return tuple((e, Way(spot, far)) for far, e in _by_distance(spot, placed, NEAREST - 1))


def _recorded(entry: Entry) -> tuple[float, float] | None:
    """The position on record, for which no atlas need be opened."""
    lat, lon = entry.place.lat, entry.place.lon
    return (lat, lon) if lat is not None and lon is not None else None


def _wanted(case: Case, named: Named | None) -> list[Entry]:
    """The entries among which the nearest is sought: of the kind and with the traits that are named beside the place."""
    question, directory = case.question, case.directory
    at, end = named.span if named is not None else (0, 0)
    while at < end < len(question.words) and question.words[end].role == "tag":  # "BGR airport" is what the place is called
        end += 1
    beside = [w for n, w in enumerate(question.words) if not at <= n < end]
    tags = set(question.tags) - {w.meaning for w in question.words if w.role == "tag" and w not in beside}
    kinds = question.kinds[:1]
    if kinds:
        entries = [e for e in directory.entries.values() if e.kind == kinds[0]]
        return [e for e in entries if tags <= set(e.tags)] or entries
    if tags:
        return [e for e in directory.entries.values() if tags <= set(e.tags)]
    return [e for e in directory.entries.values() if directory.kinds[e.kind].rank == 1]


def _placeable(entries: list[Entry], case: Case) -> list[Entry]:
    """The entries; or what they are parts of, when few of them have a position.

    These are all with the traits that the wholes share, whether or not they have such parts on record.
    """
    directory = case.directory
    if not entries or sum(case.whereabouts.position(e) is not None for e in entries) * 2 >= len(entries):
        return entries
    wholes = {whole.id: whole for e in entries if (whole := next(directory.ancestors(e), None)) is not None}
    traits = frozenset.intersection(*(frozenset(w.tags) for w in wholes.values())) if wholes else frozenset()
    kinds = {whole.kind for whole in wholes.values()}
    return [e for e in directory.entries.values() if traits and e.kind in kinds and traits <= set(e.tags)] or entries


def _from_an_entry(case: Case, placed: list[Placed], kind: str, unplaced: int) -> Resolution | None:
    """From an entry that the words name, when they name no other place."""
    question, directory = case.question, case.directory
    if question.places and not question.names_something:
        return None
    things = tuple(f for f in case.ours() if f.entry.kind != kind)
    verdict = judge(things, directory)
    at = case.whereabouts.position(verdict.entries[0]) if verdict.sure else None
    if at is not None and placed:
        thing = verdict.entries[0]
        return _from(Spot(thing.name, thing.place.country, *at), placed, kind, 0.8, unplaced)
    if question.names_something:
        return Resolution("unknown", "nowhere", "no place of that name is known", 0.0, kind=kind)
    return Resolution("unknown", "nowhere", "asks for the nearest, but to what?", 0.0, kind=kind)


def _by_distance(spot: Spot, placed: Iterable[Placed], most: int) -> list[tuple[float, Entry]]:
    far = ((miles((spot.lat, spot.lon), at), e) for e, at in placed)
    return nsmallest(most, far, key=lambda pair: (pair[0], pair[1].id))


def _from(spot: Spot, placed: Iterable[Placed], kind: str, confidence: float, unplaced: int) -> Resolution:
    best = _by_distance(spot, placed, NEAREST)
    why = f"{best[0][1].name} is {best[0][0]:.0f} miles from {spot.name}"
    ways = tuple(Way(spot, far) for far, _ in best)
    return Resolution(
        "answer", "nearest", why, confidence, tuple(e for _, e in best), kind=kind, ways=ways, left_out=unplaced
    )
