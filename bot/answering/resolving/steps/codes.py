"""Codes and numbers typed: exactly the entries that have them."""

from __future__ import annotations

from bot.answering.model import Outcome, Question
from bot.answering.resolving.coverage import serving
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.walking import serving_kinds
from bot.directory.model import Entry

PHONE = 7
"""Digits from which on a number can only be a phone's."""


def by_code(case: Case) -> Resolution | None:
    """A code or a phone number: exactly the entries that have it."""
    question = case.question
    if not question.codes:
        number = any(w.norm.isdigit() and len(w.norm) > 2 for w in question.words)
        if question.operation == "reverse" and number and not question.mention and not question.dates:
            return Resolution("unknown", "no-code", "no entry has that number", 0.0)
        return None
    years = {date[:4] for date in question.dates}
    alone = len(question.words) == len(question.codes)
    only = not question.names_something and not question.attributes and set(question.dates) <= years
    asks_for_one = question.operation == "reverse" or asks_by_code(case)
    codes = [c for c in question.codes if c not in years or alone or (only and asks_for_one)]
    if not codes:
        return None
    hits = list(dict.fromkeys(case.directory.entries[i] for code in codes for i in case.index.by_code(code)))
    wanted = [e for e in hits if e.kind in question.kinds]
    hits = wanted or hits
    if not hits:
        asks_for_another = question.operation != "reverse" and (question.kinds or question.names_known)
        if asks_for_another or all(len(code) < PHONE for code in codes):
            return None  # "call me back at", or a number of some other sort
        return Resolution("unknown", "no-code", f"no entry has {', '.join(codes)}", 0.0)
    if len(codes) > 1 and all(case.index.by_code(code) for code in codes) and len(hits) > 1:
        return Resolution("list", "both", f"each of {', '.join(codes)} is known", 0.9, tuple(hits[:10]))
    rank = min(case.directory.kinds[e.kind].rank for e in hits)
    best = [e for e in hits if case.directory.kinds[e.kind].rank == rank]
    beside = tuple(e for e in hits if e not in best)[:4]
    why = f"{', '.join(codes)} stands exactly in {', '.join(e.name for e in best[:4])}"
    if len(best) > 1:
        first = [e for e in best if _is_its_own(e, codes)]
        best, beside = (first, tuple(e for e in hits if e not in first)[:4]) if len(first) == 1 else (best, beside)
    if len(best) == 1 and (serves := _who_serves(best[0], case, why)) is not None:
        return serves
    if len(best) == 1 and _in_passing(question, codes):
        return Resolution("choices", "several", f"{why}, but the words are about something else", 0.5, (best[0],))
    if len(best) == 1:
        return Resolution("answer", "code", why, 0.99, (best[0],), beside=beside)
    whole = [e for e in best if all(e is o or e in case.directory.ancestors(o) for o in best)]
    if whole:
        return Resolution("answer", "code", why, 0.95, (whole[0],), beside=tuple(e for e in best if e is not whole[0])[:4])
    return Resolution("choices", "several", why, 0.6, tuple(best[:10]))


def _who_serves(thing: Entry, case: Case, why: str) -> Resolution | None:
    """Who serves the thing whose code was typed, when a kind that serves others is asked for beside its own."""
    wanted = next((kind for kind in serving_kinds(case.question, case.directory) if kind != thing.kind), "")
    way = serving(case.directory, wanted, thing) if wanted else None
    if way is None or not way.entries:
        return None
    outcome: Outcome = "answer" if len(way.entries) == 1 else "choices"
    return Resolution(outcome, "serves", why, 0.9, way.entries, way.via, wanted, way.place, way.reach)


def _in_passing(question: Question, codes: list[str]) -> bool:
    """Whether a short code stands among several words that ask for nothing here: "invoice 2304 is overdue"."""
    asks = question.kinds or question.tags or question.attributes or question.operation != "get" or question.named
    beside = question.foreign or question.unexplained > 1
    return not asks and beside and all(len(code) < PHONE for code in codes)


def asks_by_code(case: Case) -> bool:
    """Whether one of a kind is asked for that has the code typed: "which house is 2005", not "houses 2005"."""
    question, entries = case.question, case.directory.entries
    if question.plural or question.operation != "get":
        return False
    return any(entries[i].kind in question.kinds for code in question.codes for i in case.index.by_code(code))


def _is_its_own(entry: Entry, codes: list[str]) -> bool:
    """Whether a number typed is the first of the entry's own, not one that it mentions under a label."""
    first = next((f for f in entry.facts if f.phones and not f.former), None)
    return first is not None and not first.label and any(p.e164.endswith(code) for p in first.phones for code in codes)
