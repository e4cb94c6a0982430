"""Who serves a whole region: West Africa, Scandinavia."""

from __future__ import annotations

from bot.answering.model import Outcome
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.walking import serving_kinds
from bot.answering.understanding.normalize import fold
from bot.directory.language import Region
from bot.directory.model import Entry


def of_region(case: Case) -> Resolution | None:
    """Those of the kind asked for that serve a country or state of the region named, and for which of them there is none."""
    question, directory = case.question, case.directory
    regions = [directory.places.regions[p] for p in question.places if p in directory.places.regions]
    wanted = serving_kinds(question, directory)
    if not regions or question.names_something or question.operation == "count" or (question.kinds and not wanted):
        return None
    if not wanted and not question.coverage:
        return None
    members = tuple(dict.fromkeys(m for region in regions for m in region.members))
    covering = {m: [directory.entries[i] for i in directory.covered_by.get(m, ())] for m in members}
    serving = {m: [e for e in entries if not wanted or e.kind == wanted[0]] for m, entries in covering.items()}
    entries = tuple(dict.fromkeys(e for m in members for e in serving[m]))
    kind = wanted[0] if wanted else entries[0].kind if entries else ""
    if not entries and (told := _told_of(regions[0], kind, case)):
        why = f"no place of {regions[0].id} is covered, but words on record name it"
        return Resolution("answer" if len(told) == 1 else "choices", "found", why, 0.7, told, kind=kind)
    if not entries:
        return Resolution("unknown", "not-covered", f"none serves {regions[0].id}", 0.0, kind=kind, place=regions[0].id)
    outcome: Outcome = "answer" if len(entries) == 1 else "list"
    why = f"{len(entries)} serve {len(members) - sum(not s for s in serving.values())} of the {len(members)} places"
    lacking = tuple(m for m in members if not serving[m])
    return Resolution(outcome, "region", why, 0.85, entries, kind=kind, place=regions[0].id, lacking=lacking)


def _told_of(region: Region, kind: str, case: Case) -> tuple[Entry, ...]:
    """The entries of a kind in whose facts a region stands by name, though none of its places is covered."""
    attributes = case.directory.attributes
    names = [fold(name) for name in region.names]
    of_kind = (e for e in case.directory.entries.values() if e.kind == kind)
    return tuple(
        e
        for e in of_kind
        if any(
            attributes[f.attribute].type == "text" and any(n in fold(f.value) for n in names)
            for f in e.facts
            if not f.former
        )
    )
