"""The same asked of several things at once: each is settled by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bot.answering.model import Question, Word
from bot.answering.resolving.resolution import Case, Reason, Resolution
from bot.answering.search.candidates import judge
from bot.answering.thresholds import WHOLLY
from bot.answering.understanding.normalize import words

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
Part = tuple[Word, ...]
Settled = tuple[Case, Resolution]


def each(case: Case, settle: Settle) -> Resolution | None:
    """What every part of a question comes to, when it joins several that each name something; else None."""
    languages, question = case.directory.languages.values(), case.question
    if "&" in question.text and (joint := next((j for lang in languages for j in lang.conversation.get("and", ())), "")):
        question = case.understand(replace(case.ask, text=_spelt_out(case, joint)))
        case = case.about(question)
    # of names an or asks which of them: "is it the hall's or the house's"
    keys = ("and", "or") if len(question.places) > 1 and not question.names_something else ("and",)
    said = (lang.conversation.get(key, ()) for lang in languages for key in keys)
    joints = frozenset(words(phrase) for phrases in said for phrase in phrases)
    if {w.norm for w in question.words}.isdisjoint(joint[0] for joint in joints):
        return None
    if (
        (len(question.words) > STORY and not question.compare)
        or question.operation in ALONE
        or question.rules
        or question.topics
        or question.codes
    ):
        return None
    parts = _parts(question, joints)
    if not 2 <= len(parts) <= MOST or (not question.compare and _is_one_name(case, parts)):
        return None
    cases = [_asked_alone(case, part, parts) for part in parts]
    if not all(c.question.names_something or c.question.places for c in cases):
        return None
    if any(_is_a_story(part, question) for part in parts[1:]):
        return None
    settled = _narrowed(tuple((c, settle(c)) for c in cases))
    known = [r for _, r in settled if r.outcome == "answer" or (r.outcome == "choices" and len(r.entries) <= FEW)]
    if not known or not all(r in known or r.reason in HONEST for _, r in settled) or not _alike(known, question):
        return None
    entries = tuple(dict.fromkeys(e for r in known for e in (r.entries[:1] if r.outcome == "answer" else r.entries)))
    why = f"asked of {len(parts)} things: " + "; ".join(r.why for _, r in settled)
    apart = len(entries) > 1 and all(r.outcome == "answer" for _, r in settled)
    reason: Reason = "compared" if question.compare and apart else "each"
    return Resolution("list", reason, why, min(r.confidence for r in known), entries, each=settled)


def _spelt_out(case: Case, joint: str) -> str:
    """The text with a word for each ``&``, those left out that stand within the name of one thing."""
    text = case.question.text
    entries = (case.directory.entries[id] for id in case.question.named)
    for name in (name for entry in entries for name in (entry.name, *entry.aliases)):
        text = re.sub(r"\W+".join(words(name)), lambda m: m[0].replace("&", " "), text, flags=re.IGNORECASE)
    return text.replace("&", f" {joint} ")


def _is_a_story(part: Part, question: Question) -> bool:
    """Whether a part tells more than what is asked of it: it is no mere item of a list."""
    return sum(w.role == "filler" or w.norm in question.everyday for w in part) > ITEM


def _narrowed(settled: tuple[Settled, ...]) -> tuple[Settled, ...]:
    """Of a part that may mean several, the one that is of the same kind as the other parts' answers."""
    kinds = {r.entries[0].kind for _, r in settled if r.outcome == "answer"}
    narrowed = []
    for case, r in settled:
        alike = tuple(e for e in r.entries if e.kind in kinds)
        one = r.outcome == "choices" and len(kinds) == 1 and len(alike) == 1
        narrowed.append((case, replace(r, outcome="answer", entries=alike) if one else r))
    return tuple(narrowed)


def _alike(settled: list[Resolution], question: Question) -> bool:
    """Whether they may well be meant together: of one sort, or, where no sort is named, each in full; none by two names."""
    firsts = [r.entries[0] for r in settled]
    in_full = (question.compare or not question.kinds) and all(r.found and r.found[0].named >= WHOLLY for r in settled)
    served = all(r.reason == "serves" for r in settled)
    return (len({e.kind for e in firsts}) == 1 or in_full) and (served or len({e.id for e in firsts}) == len(firsts))


def _parts(question: Question, joints: frozenset[tuple[str, ...]]) -> list[Part]:
    """The runs of words between joints; one that names nothing belongs to the next."""
    runs: list[list[Word]] = [[]]
    typed, at = question.words, 0
    firsts = {joint[0] for joint in joints}
    while at < len(typed):
        starts = (j for j in joints if j[0] == typed[at].norm) if typed[at].norm in firsts else ()
        joint = next((j for j in starts if _joins(typed[at : at + len(j)], j)), ())
        if joint:
            runs.append([])
        else:
            runs[-1].append(typed[at])
        at += len(joint) or 1
    parts: list[list[Word]] = []
    waiting: list[Word] = []
    for run in runs:
        if any(_names(word, question) for word in run):
            parts.append(waiting + run)
            waiting = []
        else:
            waiting += run
    if parts and waiting:
        parts[-1] += waiting
    return [tuple(part) for part in parts]


def _joins(run: Part, joint: tuple[str, ...]) -> bool:
    """Whether these words are a joint, and no part of a name, of a place or of a word for something."""
    free = all(w.role in ("filler", "operation") or (w.role == "name" and not w.meaning) for w in run)
    return free and tuple(w.norm for w in run) == joint


def _names(word: Word, question: Question) -> bool:
    return word.role == "place" or (word.role == "name" and word.norm not in question.everyday)


def _is_one_name(case: Case, parts: list[Part]) -> bool:
    """Whether one entry's name has words of more than one of the parts, that each has alone: they are no several things."""
    found = case.find(case.question.kinds)
    if not found or not (found[0].named >= WHOLLY or judge(found, case.directory, case.question.kinds).sure):
        return False
    kind = found[0].entry.kind
    languages = case.directory.languages.values()
    of_kind = {w for language in languages for phrase in language.kinds.get(kind, ()) for w in words(phrase)}
    met = {word for word, _ in found[0].matched} - of_kind
    spelt = {term.typed: {s for s, _ in term.spellings} for term in case.question.terms}
    often = Counter(norm for part in parts for norm in {w.norm for w in part})
    own = ([w for w in part if often[w.norm] == 1 and _names(w, case.question)] for part in parts)
    return sum(any(spelt.get(w.norm, {w.norm}) & met for w in mine) for mine in own) > 1


def _asked_alone(case: Case, part: Part, parts: list[Part]) -> Case:
    """A part as a question of its own, with the words for what is asked, and of what sort, that stand in another part."""
    question = case.question
    said = any(w.role in ("kind", "tag") or (question.compare and w.role == "name" and w.meaning) for w in part)
    lacking = () if said else _first(parts, ("kind", "tag"))
    text = " ".join((*(w.norm for w in part), *(w.norm for w in lacking)))
    alone = case.understand(replace(case.ask, text=text))
    alone = replace(
        alone,
        attributes=alone.attributes or question.attributes,
        operation=question.operation,
        coverage=alone.coverage or question.coverage,
        clock=question.clock,
        language=question.language,
        plural=(),
    )
    return case.about(alone)


def _first(parts: list[Part], roles: tuple[str, ...]) -> Part:
    return next((had for part in reversed(parts) if (had := tuple(w for w in part if w.role in roles))), ())
