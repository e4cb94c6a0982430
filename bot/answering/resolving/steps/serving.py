"""A kind that serves others is named."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.members import kind_alone
from bot.answering.resolving.steps.verdicts import settled
from bot.answering.resolving.walking import serving_kinds, walk
from bot.answering.search.candidates import judge
from bot.answering.search.finding import Found
from bot.answering.thresholds import ANSWER, IN_FULL, MISTYPED, NAMED, WHOLLY


def served(case: Case) -> Resolution | None:
    """A kind that serves others is named: the one of that name, or else the one that serves what is named."""
    question, directory = case.question, case.directory
    wanted = serving_kinds(question, directory)
    if not wanted:
        return None
    found = case.find(wanted[:1])
    verdict = judge(found, directory, wanted)
    direct = bool(found) and verdict.sure and found[0].named >= NAMED
    of_another = question.coverage or _names_another(case, wanted[0])
    by_place = of_another and (found[0].named < IN_FULL or found[0].explained < WHOLLY) if direct else False
    by_place = by_place or any("|" in place for place in question.places)  # a county is always walked from
    if direct and not by_place:
        good = (f for f in found if f.named >= NAMED and f.score >= ANSWER)
        rivals = tuple(f.entry for f in good if f.entry not in verdict.entries)
        return replace(settled(verdict, found, question), beside=rivals[:3])
    alike = _alike(case, wanted[0])
    if alike is not None and not question.coverage:
        return alike
    way = walk(case, wanted)
    if direct and (way is None or way.outcome == "unknown" or (not question.places and _is_among(found[0], way))):
        return settled(verdict, found, question)
    if way is not None:
        return way
    if not question.names_something:
        return kind_alone(case, wanted[0])
    if verdict.sure:
        return settled(verdict, found, question)
    others = case.find(wanted[1:]) if wanted[1:] else ()
    if others and judge(others, directory).sure:
        return settled(judge(others, directory), others, question)
    near = tuple(f.entry for f in case.ours() if f.score >= ANSWER)
    fallback = directory.kinds[wanted[0]].fallback
    if fallback:
        near = (directory.entries[fallback], *near)
    why = f"no {wanted[0]} fits, and nothing it could serve is named"
    return Resolution("unknown", "near" if near else "nothing", why, 0.0, near[:3], kind=wanted[0], found=found)


def _is_among(found: Found, way: Resolution) -> bool:
    return len(way.entries) > 1 and found.entry in way.entries


def _names_another(case: Case, wanted: str) -> bool:
    """Whether something of another kind is named, by its full name or by the word for its kind: that is what is served."""
    question, entries = case.question, case.directory.entries
    apart = {k for term in question.terms if term.kinds and wanted not in term.kinds for k in term.kinds}
    return bool(apart) or any(entries[i].kind != wanted for i in question.named)


def _alike(case: Case, wanted: str) -> Resolution | None:
    """The entry named of another kind that the same words may mean: "guards" are a troop and each of its posts."""
    if any(term.kinds == (wanted,) for term in case.question.terms):
        return None
    kinds = tuple(k for term in case.question.terms if wanted in term.kinds for k in term.kinds if k != wanted)
    found = case.find(kinds) if kinds else ()
    place_words = {word for term in case.question.terms if term.place for word, _ in term.spellings}
    if not found or found[0].named < MISTYPED or place_words.issuperset(word for word, _ in found[0].matched):
        return None
    verdict = judge(found, case.directory, kinds)
    return settled(verdict, found, case.question) if verdict.sure else None
