"""From the thing or the place that is named to the entries asked for: who serves it, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answering.model import Outcome, Question
from bot.answering.resolving.coverage import REACHES, serving, serving_place
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.search.finding import Found
from bot.answering.thresholds import ANSWER, AWAY, MARGIN, NAMED, NEARLY, PARTLY, WHOLLY
from bot.directory.model import Directory, Entry


def serving_kinds(question: Question, directory: Directory) -> tuple[str, ...]:
    """The kinds named that serve others, those with a command or a last resort of their own first."""
    kinds = (directory.kinds[k] for k in question.kinds if "covers" in directory.kinds[k].attributes)
    serve = (k for k in kinds if k.command or k.fallback or k.rank == 1)
    return tuple(k.id for k in sorted(serve, key=lambda k: not (k.command or k.fallback)))


def walk(case: Case, kinds: tuple[str, ...]) -> Resolution | None:
    """Coverage: from the thing or the place named to the kind asked for."""
    question, directory = case.question, case.directory
    attempts: list[Resolution] = []
    for wanted in kinds:
        things = _things(case, wanted) if question.names_something or len(question.kinds) > 1 else ()
        rank = directory.kinds[things[0].entry.kind].rank if things else 0
        for thing in things:
            way = serving(directory, wanted, thing.entry)
            if way.entries and (directory.kinds[thing.entry.kind].rank == rank or way.reach not in ("fallback", "none")):
                outcome: Outcome = "answer" if len(way.entries) == 1 else "choices"
                why = f"{thing.entry.name} leads to {way.entries[0].name} ({way.reach})"
                confidence = round(min(0.95, thing.score) * {"itself": 1.0, "part": 0.97}.get(way.reach, 0.9), 2)
                attempts.append(
                    Resolution(
                        outcome, "serves", why, confidence, way.entries, way.via, wanted, way.place, way.reach, found=things
                    )
                )
        if not attempts:
            attempts += walk_from_places(case, wanted, things)
        if attempts:
            break
    if not attempts:
        return None
    fallback_first = attempts[0].reach == "fallback"
    best = attempts[0] if fallback_first else min(attempts, key=lambda a: REACHES.index(a.reach))
    others = tuple(e for a in attempts if a is not best and a.reach not in ("fallback", "none") for e in a.entries)
    return replace(best, beside=tuple(e for e in dict.fromkeys(others) if e not in best.entries)[:3])


def walk_from_places(case: Case, wanted: str, things: Iterable[Found] = ()) -> list[Resolution]:
    """Coverage from each place named to the kind asked for; ``unknown`` for a place that none of the kind covers.

    ``things``: entries that may be named; where there are any, no place abroad is.
    """
    directory = case.directory
    attempts: list[Resolution] = []
    for code in case.place_codes or _around(case, wanted, any(things)):
        place, _, locality = code.partition("|")
        way = serving_place(directory, wanted, place, locality)
        entries = way.entries
        if way.reach in ("fallback", "none") and not directory.kinds[wanted].fallback:
            standing = tuple(
                e for e in directory.entries.values() if e.kind == wanted and place in (e.place.state, e.place.country)
            )
            if standing and way.reach == "none" and not directory.kinds[wanted].command:
                entries, way = standing, replace(way, entries=standing, reach="place", place=place)
        abroad = place.split("-")[0] != directory.places.home
        if not entries or (way.reach == "fallback" and abroad):
            attempts.append(
                Resolution("unknown", "not-covered", f"no {wanted} is recorded for {code}", 0.0, kind=wanted, place=place)
            )
            continue
        outcome: Outcome = "answer" if len(entries) == 1 else "choices"
        why = f"{code} is served by {', '.join(e.name for e in entries[:3])} ({way.reach})"
        attempts.append(
            Resolution(
                outcome,
                "serves",
                why,
                0.92 if way.reach == "place" else 0.8,
                entries[:12],
                way.via,
                wanted,
                place,
                way.reach,
            )
        )
    return attempts


def _around(case: Case, wanted: str, at_home_only: bool) -> tuple[str, ...]:
    """The country or state around a place of the world that is named, where entries of the kind serve such."""
    directory = case.directory
    if not case.question.names_something:
        return ()
    covered = (code for code, ids in directory.covered_by.items() if any(directory.entries[i].kind == wanted for i in ids))
    at_home = any(code.partition("-")[0] == directory.places.home for code in covered)
    around = case.whereabouts.around(case.question, abroad=not at_home)
    is_far = around.partition("-")[0] != directory.places.home
    return (around,) if around and not (is_far and at_home_only) else ()


def belonging(case: Case) -> Resolution | None:
    """The entries of a kind asked for that are part of the entry named."""
    question, directory = case.question, case.directory
    for wanted in question.kinds:
        for thing in _things(case, wanted):
            inside = directory.parts_of(thing.entry, (wanted,))
            if inside and thing.named >= NAMED:
                one: Outcome = "answer" if len(inside) == 1 and not question.several else "list"
                outcome: Outcome = "count" if question.operation == "count" else one
                why = f"the entries of kind {wanted} that belong to {thing.entry.name}"
                return Resolution(outcome, "members", why, min(0.92, thing.score), inside, (thing.entry,), kind=wanted)
    return None


def _things(case: Case, wanted: str) -> tuple[Found, ...]:
    """The entries that may be the thing whose ``wanted`` is asked for, best first, all about equally good."""
    directory = case.directory
    others = tuple(k for k in case.question.kinds if k != wanted)
    asked = tuple(t for t in case.question.terms if wanted not in t.kinds or len(t.kinds) > 1)
    of_thing = case.about(replace(case.question, terms=asked)) if others else case
    found = of_thing.find(others) if others else ()
    if not found or found[0].score < ANSWER:
        found = tuple(f for f in case.ours() if f.entry.kind != wanted)
    good = _well_named(found, case) or (_well_named(_wholes(case, others), case) if others else [])
    return tuple(sorted(good, key=lambda f: directory.kinds[f.entry.kind].rank))


def _well_named(found: tuple[Found, ...], case: Case) -> list[Found]:
    """Those that are named well enough to be the thing that something else is asked of."""
    place_words = {word for term in case.question.terms if term.place for word, _ in term.spellings}
    places = [place.partition("|")[0] for place in case.place_codes]
    return [
        f
        for f in found
        if f.score >= max(ANSWER * NEARLY, found[0].score - MARGIN)
        and f.named >= PARTLY
        # the place itself is walked from, not an entry that shares a word with its name, nor one that stands elsewhere
        and (f.named >= WHOLLY or not place_words.issuperset(word for word, _ in f.matched))
        and (not places or f.explained >= AWAY or in_places([f.entry], places, case.directory))
    ]


def _wholes(case: Case, kinds: tuple[str, ...]) -> tuple[Found, ...]:
    """The entries named that have parts of these kinds, where none of the parts is named: "gates of Hill House"."""
    named = tuple(t for t in case.question.terms if not t.kinds)
    small = tuple(kind for kind in kinds if case.directory.kinds[kind].rank == 3)
    found = case.about(replace(case.question, terms=named)).ours() if small else ()
    return tuple(f for f in found if f.score >= ANSWER and case.directory.parts_of(f.entry, small))


def as_whole(resolution: Resolution, question: Question, directory: Directory) -> Resolution:
    """Of an entry that was named, what it is part of, when only that was asked for; not of one that was asked for itself."""
    thing = resolution.entries[0] if resolution.outcome == "answer" and resolution.reason == "found" else None
    itself = thing is not None and thing.kind in serving_kinds(question, directory)
    if thing is None or itself or not thing.part_of or question.attributes != ("part_of",):
        return resolution
    return replace(resolution, reason="serves", entries=(directory.entries[thing.part_of],), via=(thing,), reach="itself")


def in_places(entries: Iterable[Entry], places: Iterable[str], directory: Directory) -> list[Entry]:
    """Those of the entries that stand in one of the places, then those that cover one."""
    wanted = set(places)
    entries = tuple(entries)
    standing: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        (standing if entry.place.state in wanted or entry.place.country in wanted else others).append(entry)
    covering = {id for place in wanted for id in directory.covered_by.get(place, ())}
    return standing + [e for e in others if e.id in covering]


def same_place(one: Entry, other: Entry) -> bool:
    """Whether two entries are part of the same thing, or in the same city."""
    here, there = one.place, other.place
    if here.city and (here.city, here.state, here.country) == (there.city, there.state, there.country):
        return True
    whole = one.part_of
    return bool(whole) and whole in (other.id, other.part_of)
