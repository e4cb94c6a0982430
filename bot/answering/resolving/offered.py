"""Questions that go on from several entries that were listed or offered: one of them, or all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answering.model import Turn
from bot.answering.resolving.pointing import ASKING, asks_only, entries_of, find, names, opening, phrases
from bot.answering.resolving.resolution import Case, Resolution

ORDINALS = ("first", "second", "third", "fourth", "fifth")
SORTING = (*ASKING, "kind", "tag", "place")
"""Roles of words that may tell one of several from the others."""
TOGETHER = 6
"""Entries of which something is asked one by one, or that are set side by side."""

Settle = Callable[[Case], Resolution]
Continued = tuple[Case, Resolution | None]
"""The case as it is meant, and what it comes to, where that is settled already."""


def picked(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "The second one", "no. 3", "the other one", "the hall": of what was offered last."""
    ids = _pick(case, last) or _pick_by_sort(case, last)
    if not ids:
        return None
    entries = entries_of(ids, case)
    question = replace(
        case.question,
        text=entries[0].name if len(entries) == 1 else last.text,
        attributes=case.question.attributes or last.attributes,
        operation=last.operation if case.question.operation == "get" else case.question.operation,
        kinds=(),
    )
    if len(entries) == 1:
        return case.about(question), Resolution("answer", "found", "picked of what was offered", 0.95, entries)
    return case.about(question), Resolution("choices", "several", "what else was offered", 0.5, entries)


def _pick(case: Case, last: Turn) -> tuple[str, ...]:
    norms = tuple(w.norm for w in case.question.words)
    at = {n: norm for n, norm in enumerate(norms) if norm.isdigit() and len(norm) < 3}
    if len(last.offered) < 2 or not norms:
        return ()
    if len(at) == 1 and asks_only(case, at):
        number = int(next(iter(at.values())))
        return last.offered[number - 1 : number] if number else ()
    for place, key in enumerate(ORDINALS):
        if (found := find(norms, phrases(case, key))) and asks_only(case, found):
            return last.offered[place : place + 1]
    if (found := find(norms, phrases(case, "last"))) and asks_only(case, found):
        return last.offered[-1:]
    if (found := find(norms, phrases(case, "other"))) and asks_only(case, found):
        return tuple(id for id in last.offered if id not in last.entries[:1])
    return ()


def _pick_by_sort(case: Case, last: Turn) -> tuple[str, ...]:
    """The only one of its sort, or in its place, among those offered: "the hall", "the one in Maine"."""
    question = case.question
    told = question.kinds or question.tags or question.places
    of_another = bool(last.entries) and last.entries[0] not in last.offered
    if of_another or len(last.offered) < 2 or not told or question.plural or not asks_only(case, (), SORTING):
        return ()
    fitting = [
        entry.id
        for entry in entries_of(last.offered, case)
        if (not question.kinds or entry.kind in question.kinds)
        and set(question.tags) <= set(entry.tags)
        and (not question.places or {entry.place.state, entry.place.country}.intersection(case.place_codes))
    ]
    return tuple(fitting) if len(fitting) == 1 else ()


def of_all(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "And their phones?", "list them", "how many?": a fact of all that were listed, or all of them again."""
    question = case.question
    if last.entries or len(last.offered) < 2 or names(question):
        return None
    entries = entries_of(last.offered, case)
    norms = tuple(w.norm for w in question.words)
    those = bool(find(norms, phrases(case, "those")))
    if question.kinds and (those or opening(norms, case)) and len(entries) <= TOGETHER:
        return _of_each(case, last, settle)
    if question.compare and len(entries) <= TOGETHER:
        return case, Resolution("list", "compared", "those that were shown", 0.9, entries)
    if question.kinds or question.tags or not (question.attributes or question.several or question.operation == "count"):
        return None
    if (again := _listed_again(case, last, settle)) is not None:
        return again
    if len({e.kind for e in entries}) == 1:
        return case, Resolution("list", "members", "of all that were listed", 0.9, entries, kind=entries[0].kind)
    if those:
        return case, Resolution("list", "shown", "of all that were shown", 0.9, entries)
    return case, Resolution("choices", "several", "of one of those that were shown, but of which?", 0.5, entries)


def _listed_again(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """The last question, asked for something else: a conversation keeps only the first entries of a long list."""
    question = case.question
    whole = replace(
        case.understand(replace(case.ask, text=last.text)),
        attributes=question.attributes,
        operation=question.operation,
        days=question.days,
        time=question.time,
        language=question.language,
    )
    again = case.about(whole)
    resolution = settle(again)
    ids = tuple(e.id for e in resolution.entries[: len(last.offered)])
    return (again, resolution) if resolution.reason == "members" and ids == last.offered else None


def _of_each(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """Something of another sort, asked of each that was shown: "and their press desks"."""
    question = case.question
    pointing = {w.norm for w in question.words if w.role not in ("kind", "tag", "attribute")}
    asked = " ".join(w.norm for w in question.words if w.norm not in pointing)
    ways = []
    for thing in entries_of(last.offered, case):
        whole = case.understand(replace(case.ask, text=f"{asked} {thing.name}"))
        of_thing = case.about(replace(whole, language=question.language, plural=()))
        ways.append((of_thing, settle(of_thing)))
    known = [r for _, r in ways if r.outcome == "answer"]
    if not known:
        return None
    entries = tuple(dict.fromkeys(r.entries[0] for r in known))
    told = tuple(way for way in ways if way[1].outcome in ("answer", "unknown"))
    confidence = min(r.confidence for r in known)
    return case, Resolution("list", "each", "asked of each that was shown", confidence, entries, each=told)
