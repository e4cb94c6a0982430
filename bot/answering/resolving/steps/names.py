"""No kind is named: a place, or an entry by its name."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.verdicts import settled
from bot.answering.resolving.walking import walk_from_places
from bot.answering.search.candidates import judge
from bot.answering.search.finding import Found
from bot.answering.thresholds import MARGIN, NAMED, WHOLLY

IN_PASSING = 2
"""Everyday words without a part in it that a question for a fact may have beside a place, and be about the place."""


def covering(case: Case) -> Resolution | None:
    """Who covers a place, with no kind named: whoever is recorded to."""
    question, directory = case.question, case.directory
    places = case.place_codes
    if question.names_something or not places:
        return None
    entries = [directory.entries[i] for p in places for i in directory.covered_by.get(p, ())]
    if not question.coverage:
        standing = [e for e in directory.entries.values() if directory.kinds[e.kind].rank == 1 and e.place.state in places]
        entries += [e for e in standing if not question.tags or set(question.tags) & set(e.tags)] or standing
    entries = list(dict.fromkeys(e for e in entries if e.kind not in question.not_kinds))
    if not entries:
        return Resolution("unknown", "not-covered", "nothing is recorded for the place", 0.0, place=places[0])
    in_passing = 0 if question.foreign else IN_PASSING * bool(question.attributes)
    if len(entries) == 1 and not question.clock_alone and (question.coverage or question.unexplained <= in_passing):
        return Resolution(
            "answer", "serves", "the only one recorded for the place", 0.75, (entries[0],), place=places[0], reach="place"
        )
    return Resolution("choices", "several", "several are recorded for the place", 0.5, tuple(entries[:12]), place=places[0])


def named(case: Case) -> Resolution | None:
    """The entry that the words name; what it is part of, when that is asked."""
    directory = case.directory
    found = case.ours()
    way = settled(judge(found, directory), found, case.question)
    if case.question.operation == "count" and way.outcome == "answer" and not case.question.attributes:
        return replace(way, outcome="unknown", reason="near", why="a number is asked for that is not on record")
    if way.outcome != "answer" and (lacking := _without_such_a_part(case, found)) is not None:
        return lacking
    thing = way.entries[0] if way.outcome == "answer" else None
    if thing is not None and case.question.clock_alone:
        return replace(way, outcome="choices", reason="several", confidence=0.5)
    if thing is not None and case.question.places and "covers" in directory.kinds[thing.kind].attributes:
        # "Utah: the east or the west desk?" asks which of them covers it
        here = walk_from_places(case, thing.kind)
        way = next((w for w in here if w.outcome == "answer" and w.reach == "place"), way)
    return way


def _without_such_a_part(case: Case, found: tuple[Found, ...]) -> Resolution | None:
    """A thing that is named beside a part such as others have, where it has none on record: "tea room of the night hall"."""
    directory = case.directory
    part = found[0] if found and found[0].named >= NAMED else None
    if part is None or directory.kinds[part.entry.kind].rank < 3 or not part.entry.part_of:
        return None
    sort = {word for word, _ in part.matched}
    wholes = case.find((directory.entries[part.entry.part_of].kind,))
    best = (f for f in wholes if f.named >= WHOLLY and f.score >= wholes[0].score - MARGIN)
    things = tuple(f.entry for f in best if sort.isdisjoint(word for word, _ in f.matched))
    alike = (f.entry for f in found if not sort.isdisjoint(word for word, _ in f.matched))
    if not things or any(thing in directory.ancestors(entry) for entry in alike for thing in things):
        return None
    why = f"{things[0].name} is named, but nothing there is called so"
    return Resolution("unknown", "none-there", why, 0.0, things, things[:1], found=found)
