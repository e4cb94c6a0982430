"""Questions that go on from what was asked and answered last: what they mean in full.

A question that is complete by itself is never changed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import takewhile

from bot.answering.model import Turn
from bot.answering.resolving.offered import Continued, Settle, of_all, picked
from bot.answering.resolving.pointing import Phrase, entries_of, find, names, opening, phrases
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.turns import taken
from bot.answering.understanding.normalize import words

SHORT = 8
"""Words up to which a question may go on by a mere hint."""


def continued(case: Case, settle: Settle) -> Continued:
    """What a question means after the last turn of its conversation."""
    ask, known = case.ask, case.directory.entries
    last = ask.turn or taken(ask.context)
    if not (last.text or last.entries or last.offered):
        return case, None
    entries = tuple(id for id in last.entries if id in known)
    offered, via = (tuple(id for id in ids if id in known) for ids in (last.offered, last.via))
    last = replace(last, entries=entries, offered=offered, via=via)
    case = replace(case, ask=replace(ask, context=entries))
    for way in (_in_another_language, picked, _of_another_thing, _of_that, of_all):
        found = way(case, last, settle)
        if found is not None:
            return found
    return case, None


def _in_another_language(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "In Spanish": the last question again."""
    tongues = _tongues(tuple(case.directory.languages))
    named = [w.norm for w in case.question.words if w.norm in tongues]
    others = [w for w in case.question.words if w.norm not in tongues]
    if (
        len(named) != 1
        or len(others) >= SHORT
        or not last.text
        or not all(w.role == "filler" or len(w.norm) < 4 for w in others)
    ):
        return None
    question = case.understand(replace(case.ask, text=last.text))
    again = case.about(replace(question, language=tongues[named[0]], attributes=last.attributes))
    resolution = settle(again)
    if last.entries and resolution.entries[:1] != entries_of(last.entries[:1], case):
        resolution = Resolution("answer", "found", "the same again", 0.9, entries_of(last.entries[:1], case))
    return again, resolution


def _of_another_thing(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "What about El Paso?": what was asked, of something else."""
    norms = tuple(w.norm for w in case.question.words)
    begins = opening(norms, case) or _elsewhere(case, last)
    rest = norms[len(begins) :]
    alone = case.understand(replace(case.ask, text=" ".join(rest))) if begins and rest else None
    if alone is None or (alone.attributes and alone.kinds):
        return None
    if not (alone.kinds or alone.tags or alone.attributes):  # nothing is asked: the last question is
        labels = [case.directory.kinds[kind].label for kind in last.kinds[:1]]
        alone = case.understand(replace(case.ask, text=" ".join((*rest, *labels))))
    if not names(alone):
        return None
    operation = last.operation if alone.operation == "get" else alone.operation
    attributes = alone.attributes or last.attributes
    whole = replace(alone, attributes=attributes, operation=operation, plural=(), language=case.question.language)
    meant = case.about(whole)
    resolution = settle(meant)
    kinds = {case.directory.entries[id].kind for id in last.entries[:1]}
    alike = tuple(e for e in resolution.entries if e.kind in kinds)
    if resolution.outcome == "choices" and len(alike) == 1:
        resolution = replace(resolution, outcome="answer", entries=alike)
    return meant, resolution


def _elsewhere(case: Case, last: Turn) -> Phrase:
    """The little words before a place, where nothing else is said and several of a kind were asked for: "in Maine?"."""
    said = case.question.words
    little = tuple(w.norm for w in takewhile(lambda w: w.role == "filler", said))
    only = all(w.role == "place" for w in said[len(little) :])
    return little if little and only and last.kinds and last.operation in ("count", "list", "nearest") else ()


def _of_that(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "Which hall is that in?": something is asked of what was answered."""
    question = case.question
    norms = tuple(w.norm for w in question.words)
    pointing = find(norms, [*phrases(case, "that", "those"), *filter(None, [opening(norms, case)])])
    asked = question.kinds or question.coverage or question.attributes
    if last.entries and pointing and question.compare and len(norms) <= SHORT:
        return case.about(case.understand(replace(case.ask, text=_with_its_name(norms, pointing, last, case)))), None
    if not (last.entries and pointing and asked) or len(norms) > SHORT or names(question, {norms[at] for at in pointing}):
        return None
    if not (question.kinds or question.coverage):
        return case, Resolution("answer", "found", "of what was answered", 0.85, entries_of(last.entries[:1], case))
    kept = [norm for at, norm in enumerate(norms) if at not in pointing]
    meant: list[Continued] = []
    for thing in entries_of((last.entries[0], *last.via), case):
        whole = case.understand(replace(case.ask, text=" ".join((*kept, thing.name))))
        of_thing = case.about(replace(whole, language=question.language))
        meant.append((of_thing, settle(of_thing)))
    return next((way for way in meant if way[1] and way[1].outcome != "unknown"), meant[0])


def _with_its_name(norms: Phrase, pointing: frozenset[int], last: Turn, case: Case) -> str:
    """The words with the name of what was answered, and of what sort it is, in place of those that point to it."""
    thing = case.directory.entries[last.entries[0]]
    kind = case.directory.kinds[thing.kind]
    spelt = [
        thing.name if at == min(pointing) else norm for at, norm in enumerate(norms) if at not in pointing - {min(pointing)}
    ]
    return " ".join((*spelt, kind.label) if kind.rank > 1 else spelt)


@cache
def _tongues(languages: tuple[str, ...]) -> dict[str, str]:
    """The names of these languages in each of them, folded → code; only those of one word."""
    from babel import Locale

    names = ((code, words(Locale(other).languages.get(code, ""))) for code in languages for other in languages)
    return {name[0]: code for code, name in names if len(name) == 1}
