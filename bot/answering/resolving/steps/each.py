"""The same asked of several things at once: each is settled by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bot.answering.model import Question
from bot.answering.resolving.joined import Part, joints_of, names, parts_of, runs_of, spelt_out, words_for, words_for_sorts
from bot.answering.resolving.resolution import Case, Reason, Resolution
from bot.answering.search.candidates import judge
from bot.answering.thresholds import WHOLLY

MOST = 6
"""Things asked of at once."""
HONEST = ("not-covered", "none-there", "no-place")
"""Reasons for an unknown that says something of the thing named."""
ALONE = ("count", "nearest", "list")
"""Operations that are of one thing, whatever is joined."""
STORY = 14
"""Words from which on a question is a story, whose *and* goes on with it."""
ITEM = 3
"""Everyday words and fillers that an item of a list may have."""
FEW = 4
"""Entries that a part may mean and that are all told."""

Settle = Callable[[Case], Resolution]
Settled = tuple[Case, Resolution]


def each(case: Case, settle: Settle) -> Resolution | None:
    """What every part of a question comes to, when it joins several that each name something; else None."""
    languages, question = case.directory.languages.values(), case.question
    if "&" in question.text and (joint := next((j for lang in languages for j in lang.conversation.get("and", ())), "")):
        question = case.understand(replace(case.ask, text=spelt_out(case, joint)))
        case = case.about(question)
    joints = joints_of(case)
    joined = len(runs_of(question, joints, False)) > 1
    listed = any(w.listed for w in question.words) and (joined or question.compare or bool(question.plural))
    if not (joined or listed):
        return None
    if (
        (len(question.words) > STORY and not question.compare)
        or question.operation in ALONE
        or question.rules
        or question.topics
        or question.codes
    ):
        return None
    if question.compare and len(question.kinds) > 1 and not (question.names_something or question.places or question.tags):
        return Resolution(
            "unknown", "which", "sorts of things are set side by side, none of them named", 0.0, kind=question.kinds[0]
        )
    for commas in (True, False) if listed else (False,):
        parts = parts_of(case, joints, commas)
        if 2 <= len(parts) <= MOST and (together := _together(case, parts, settle)) is not None:
            return together
    return None


def _together(case: Case, parts: list[Part], settle: Settle) -> Resolution | None:
    """What the parts come to, where they may well be meant together."""
    question = case.question
    if not question.compare and _is_one_name(case, parts):
        return None
    cases = [_asked_alone(case, part, parts) for part in parts]
    if not all(c.question.names_something or c.question.places for c in cases):
        return None
    if any(_is_a_story(part, question) for part in parts[1:]):
        return None
    settled = _narrowed(tuple((c, settle(c)) for c in cases))
    told = tuple(way for way in settled if _is_told(way[1]))
    if not told or not all(_is_told(r) or r.reason in HONEST for _, r in settled) or not _alike(told, question):
        return None
    known = [r for _, r in told]
    entries = tuple(dict.fromkeys(e for r in known for e in (r.entries[:1] if r.outcome == "answer" else r.entries)))
    why = f"asked of {len(parts)} things: " + "; ".join(r.why for _, r in settled)
    reason: Reason = "compared" if question.compare and 1 < len(entries) <= MOST else "each"
    return Resolution("list", reason, why, min(r.confidence for r in known), entries, each=settled)


def _is_told(resolution: Resolution) -> bool:
    """Whether it is one entry, or few enough to tell all of them."""
    return resolution.outcome == "answer" or (resolution.outcome == "choices" and len(resolution.entries) <= FEW)


def _is_a_story(part: Part, question: Question) -> bool:
    """Whether a part tells more than what is asked of it: it is no mere item of a list."""
    return sum(w.role == "filler" or w.norm in question.everyday for w in part) > ITEM


def _narrowed(settled: tuple[Settled, ...]) -> tuple[Settled, ...]:
    """Of a part that may mean several, those of the same kind as the other parts' answers, and none of these themselves."""
    answers = [r.entries[0] for _, r in settled if r.outcome == "answer"]
    kinds = {e.kind for e in answers}
    narrowed = []
    for case, r in settled:
        if r.outcome == "choices":
            others = tuple(e for e in r.entries if e not in answers) or r.entries
            left = tuple(e for e in others if e.kind in kinds and len(kinds) == 1) or others
            r = replace(r, outcome="answer" if len(left) == 1 else "choices", entries=left)
        narrowed.append((case, r))
    return tuple(narrowed)


def _alike(settled: tuple[Settled, ...], question: Question) -> bool:
    """Whether they may well be meant together: of one sort, or, where no sort is named or each with its own, each in full;
    none by two names.
    """
    firsts = [r.entries[0] for _, r in settled]
    of_own_sort = all(e.kind in c.question.kinds or _tells_its_sort(c) for e, (c, _) in zip(firsts, settled, strict=True))
    whole = all(r.found and r.found[0].named >= WHOLLY for _, r in settled)
    in_full = whole and (question.compare or not question.kinds or of_own_sort)
    named = [e.id for e, (_, r) in zip(firsts, settled, strict=True) if r.reason != "serves"]
    return (len({e.kind for e in firsts}) == 1 or in_full) and len(set(named)) == len(named)


def _is_one_name(case: Case, parts: list[Part]) -> bool:
    """Whether one entry's name has words of more than one of the parts, that each has alone: they are no several things."""
    found = case.find(case.question.kinds)
    if not found or not (found[0].named >= WHOLLY or judge(found, case.directory, case.question.kinds).sure):
        return False
    met = {word for word, _ in found[0].matched} - words_for_sorts(case)
    spelt = {term.typed: {s for s, _ in term.spellings} for term in case.question.terms}
    often = Counter(norm for part in parts for norm in {w.norm for w in part})
    own = ([w for w in part if often[w.norm] == 1 and names(w, case.question)] for part in parts)
    return sum(any(spelt.get(w.norm, {w.norm}) & met for w in mine) for mine in own) > 1


def _asked_alone(case: Case, part: Part, parts: list[Part]) -> Case:
    """A part as a question of its own, with the words for what is asked, and of what sort, that stand in another part."""
    alone = _understood(case, part)
    lacking = () if alone.question.kinds or alone.question.tags else _first(parts, ("kind", "tag"))
    if lacking and _tells_its_sort(alone):  # then it is only asked for who serves it
        kinds = case.directory.kinds
        sorts = {w: kinds[w.meaning] for w in lacking if w.role == "kind"}
        lacking = tuple(w for w, kind in sorts.items() if kind.rank > 1 and "covers" in kind.attributes)
    return _understood(case, (*part, *lacking)) if lacking else alone


def _understood(case: Case, part: Part) -> Case:
    """Some words of a question as one of its own that asks the same."""
    question = case.question
    alone = case.understand(replace(case.ask, text=" ".join(w.norm for w in part)))
    can_have = {a for kind in alone.kinds for a in case.directory.kinds[kind].attributes}
    shared = tuple(a for a in question.attributes if not can_have or a in can_have)
    alone = replace(
        alone,
        attributes=alone.attributes or shared,
        operation=question.operation,
        coverage=alone.coverage or question.coverage,
        clock=question.clock,
        language=question.language,
        plural=(),
    )
    return case.about(alone)


def _tells_its_sort(case: Case) -> bool:
    """Whether one thing is named, and what sort of thing it is with it: "Hill House"."""
    found = case.find()
    verdict = judge(found, case.directory)
    if not verdict.sure or len(verdict.entries) > 1 or found[0].explained < WHOLLY:
        return False
    return not words_for(verdict.entries[0].kind, case).isdisjoint(w.norm for w in case.question.words)


def _first(parts: list[Part], roles: tuple[str, ...]) -> Part:
    return next((had for part in reversed(parts) if (had := tuple(w for w in part if w.role in roles))), ())
