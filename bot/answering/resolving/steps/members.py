"""Several entries at once: all of a kind, those in a place, those with a trait, those that belong to an entry."""

from __future__ import annotations

from bot.answering.model import Outcome
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.walking import belonging, in_places, serving_kinds
from bot.answering.thresholds import NAMED, WHOLLY


def members(case: Case) -> Resolution | None:
    """A list or a count of entries of a kind: all, those in a place, those with a trait, those that belong to an entry."""
    question, directory = case.question, case.directory
    counting = question.operation == "count"
    serving = serving_kinds(question, directory)
    parts = tuple(k for k in question.kinds if k in question.plural and question.names_something)
    if serving and directory.kinds[serving[0]].fallback and serving[0] not in parts:
        parts = tuple(
            k for k in parts if directory.kinds[k].rank < 3
        )  # "the press desk for the halls of a house" asks for one
    wanted = parts or serving or question.kinds or question.tags
    plural = bool(wanted) and wanted[0] in question.plural
    if not wanted or not (counting or question.several or plural):
        return None
    if not counting and not question.several and question.attributes and question.unexplained > 2:
        return None  # a plural in passing
    if question.names_something:
        top = next(iter(case.find(question.kinds)), None) if question.kinds and question.names_known and not parts else None
        if top is not None and top.named >= WHOLLY and top.explained >= NAMED and not counting:
            return None  # "all numbers of the hall of mirrors" asks for one hall
        inside = belonging(case)
        of_trait = question.tags and not question.kinds and not question.names_known
        if inside is not None or not (question.places or of_trait):
            return inside
    tagged = [e for e in directory.entries.values() if question.tags and set(question.tags) <= set(e.tags)]
    if question.kinds:
        entries = [e for e in tagged if e.kind in question.kinds]
        entries = entries or [e for e in directory.entries.values() if e.kind == question.kinds[0]]
    else:
        entries = tagged
    if counting and question.dates:
        return None  # how many there were is a figure, not what is on record today
    places = case.place_codes
    if places:
        entries = in_places(entries, places, directory)
    elsewhere = set(in_places(entries, question.not_places, directory)) if question.not_places else ()
    entries = [e for e in entries if e not in elsewhere]
    if not entries:
        return None
    kind = question.kinds[0] if question.kinds and entries[0].kind in question.kinds else entries[0].kind
    why = f"all entries of kind {kind}" + (f" in {', '.join(places[:3])}" if places else "")
    one: Outcome = "answer" if len(entries) == 1 and not question.several else "list"
    return Resolution(
        "count" if counting else one,
        "members",
        why,
        0.9,
        tuple(entries),
        kind=kind,
        place=question.places[0] if places else "",
    )


def kind_alone(case: Case, wanted: str) -> Resolution:
    """Only a kind was named: its last resort, the only one there is, or the question back: which one?"""
    question, directory = case.question, case.directory
    kind = directory.kinds[wanted]
    all_of_kind = tuple(e for e in directory.entries.values() if e.kind == kind.id)
    # a trait that none of the kind has tells nothing of it
    entries = tuple(e for e in all_of_kind if set(question.tags) <= set(e.tags)) or all_of_kind
    if question.places:
        here = tuple(in_places(entries, case.place_codes, directory))
        if not here:
            return Resolution(
                "unknown", "no-place", f"no {kind.id} in the place", 0.0, kind=kind.id, place=case.place_codes[0]
            )
        if len(here) == 1:
            return Resolution("answer", "found", f"the only {kind.id} there", 0.85, here, kind=kind.id)
        of_one = kind.id not in question.plural and ("covers" in kind.attributes or question.unexplained)
        outcome: Outcome = "choices" if of_one else "list"
        return Resolution(
            outcome, "members", f"all of kind {kind.id} there", 0.7, here, kind=kind.id, place=case.place_codes[0]
        )
    if kind.fallback and question.unexplained > 1:
        why = "the general one of its kind, but the question names more than that"
        return Resolution("unknown", "near", why, 0.0, (directory.entries[kind.fallback],), kind=kind.id)
    if kind.fallback:
        return Resolution(
            "answer", "found", "the general one of its kind", 0.85, (directory.entries[kind.fallback],), kind=kind.id
        )
    if len(entries) == 1:
        return Resolution("answer", "found", "the only one of its kind", 0.9, entries, kind=kind.id)
    return Resolution("unknown", "which", "a kind is named, but not which one", 0.0, entries[:3], kind=kind.id)
