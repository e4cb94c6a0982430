"""A question that asks the same of several things, in parts that each name one."""

from __future__ import annotations

import re

from bot.answering.model import Question, Word
from bot.answering.resolving.resolution import Case
from bot.answering.understanding.normalize import words

Form = tuple[str, ...]
"""The words of a phrase."""
Part = tuple[Word, ...]


def joints_of(case: Case) -> frozenset[Form]:
    """What joins several that are asked of."""
    question = case.question
    # of names an or asks which of them: "is it the hall's or the house's"
    either = question.compare or (len(question.places) > 1 and not question.names_something)
    keys = ("and", *(("or",) if either else ()), *(("against",) if question.compare else ()))
    said = (lang.conversation.get(key, ()) for lang in case.directory.languages.values() for key in keys)
    return frozenset(words(phrase) for phrases in said for phrase in phrases)


def spelt_out(case: Case, joint: str) -> str:
    """The text with a word for each ``&``, those left out that stand within the name of one thing."""
    text = case.question.text
    entries = (case.directory.entries[id] for id in case.question.named)
    for name in (name for entry in entries for name in (entry.name, *entry.aliases)):
        text = re.sub(r"\W+".join(words(name)), lambda m: m[0].replace("&", " "), text, flags=re.IGNORECASE)
    return text.replace("&", f" {joint} ")


def parts_of(case: Case, joints: frozenset[Form], commas: bool) -> list[Part]:
    """The words in parts that each name something: a run of words that names nothing belongs to the next one, or, where each
    run has a word for another sort of thing, goes with the name that stands in one of them.
    """
    runs = runs_of(case.question, joints, commas)
    sorts = [{w.meaning for w in run if w.role == "kind"} for run in runs]
    naming = [run for run in runs if any(names(w, case.question) for w in run)]
    if len(naming) == 1 and len(runs) > 1 and all(sort or run is naming[0] for sort, run in zip(sorts, runs, strict=True)):
        apart = all(one.isdisjoint(other) for n, one in enumerate(sorts) for other in sorts[n + 1 :])
        if apart and (name := _without_its_sort(naming[0], case)):
            return [run if run is naming[0] else (*run, *name) for run in runs]
    parts: list[Part] = []
    waiting: Part = ()
    for run in runs:
        if run in naming:
            parts.append(waiting + run)
            waiting = ()
        else:
            waiting += run
    if parts and waiting:
        parts[-1] += waiting
    return parts


def runs_of(question: Question, joints: frozenset[Form], commas: bool) -> list[Part]:
    """The runs of words between joints, and between commas where they count."""
    runs: list[list[Word]] = [[]]
    typed, at = question.words, 0
    firsts = {joint[0] for joint in joints}
    while at < len(typed):
        word = typed[at]
        starts = (j for j in joints if j[0] == word.norm) if word.norm in firsts else ()
        joint = next((j for j in starts if _joins(typed[at : at + len(j)], j)), ())
        compares = question.compare and (word.role, word.meaning) == ("operation", "compare")
        if joint or compares or (commas and word.listed and word.role != "place"):
            runs.append([])
        if not (joint or compares):
            runs[-1].append(word)
        at += len(joint) or 1
    return [tuple(run) for run in runs if run]


def _without_its_sort(part: Part, case: Case) -> Part:
    """The words that name something, without those for a sort of thing: Hill, of Hill House."""
    sorts = words_for_sorts(case)
    return tuple(w for w in part if names(w, case.question) and w.norm not in sorts)


def _joins(run: Part, joint: Form) -> bool:
    """Whether these words are a joint, and no part of a name, of a place or of a word for something."""
    free = all(w.role in ("filler", "operation") or (w.role == "name" and not w.meaning) for w in run)
    return free and tuple(w.norm for w in run) == joint


def names(word: Word, question: Question) -> bool:
    return word.role == "place" or (word.role == "name" and word.norm not in question.everyday)


def words_for(kind: str, case: Case) -> frozenset[str]:
    """All words that people have for a sort of thing."""
    languages = case.directory.languages.values()
    return frozenset(w for language in languages for phrase in language.kinds.get(kind, ()) for w in words(phrase))


def words_for_sorts(case: Case) -> frozenset[str]:
    """The same for all sorts of things."""
    return frozenset[str]().union(*(words_for(kind, case) for kind in case.directory.kinds))
