"""Questions that go on from what was asked and answered last: what they mean in full.

A question that is complete by itself is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from itertools import takewhile

from bot.answering.model import Question, Turn
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.turns import taken
from bot.answering.understanding.normalize import words
from bot.directory.model import Entry

ORDINALS = ("first", "second", "third", "fourth", "fifth")
SHORT = 8
"""Words up to which a question may go on by a mere hint."""
ASKING = ("filler", "attribute", "operation")
"""Roles of words that name nothing."""

Settle = Callable[[Case], Resolution]
Phrase = tuple[str, ...]
Continued = tuple[Case, Resolution | None]
"""The case as it is meant, and what it comes to, where that is settled already."""


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
    for way in (_in_another_language, _picked, _of_another_thing, _of_that, _of_all):
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
    if last.entries and resolution.entries[:1] != _entries(last.entries[:1], case):
        resolution = Resolution("answer", "found", "the same again", 0.9, _entries(last.entries[:1], case))
    return again, resolution


def _picked(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "The second one", "no. 3", "the other one": of what was offered last."""
    ids = _pick(case, last)
    if not ids:
        return None
    entries = _entries(ids, case)
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
    if len(at) == 1 and _asks_only(case, at):
        number = int(next(iter(at.values())))
        return last.offered[number - 1 : number] if number else ()
    for place, key in enumerate(ORDINALS):
        if (found := _find(norms, _phrases(case, key))) and _asks_only(case, found):
            return last.offered[place : place + 1]
    if (found := _find(norms, _phrases(case, "last"))) and _asks_only(case, found):
        return last.offered[-1:]
    if (found := _find(norms, _phrases(case, "other"))) and _asks_only(case, found):
        return tuple(id for id in last.offered if id not in last.entries[:1])
    return ()


def _of_another_thing(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "What about El Paso?": what was asked, of something else."""
    norms = tuple(w.norm for w in case.question.words)
    opening = max((p for p in _phrases(case, "more") if norms[: len(p)] == p), key=len, default=())
    opening = opening or _elsewhere(case, last)
    rest = norms[len(opening) :]
    alone = case.understand(replace(case.ask, text=" ".join(rest))) if opening and rest else None
    if alone is None or not (alone.names_something or alone.places or alone.codes) or (alone.attributes and alone.kinds):
        return None
    if not (alone.kinds or alone.tags or alone.attributes):  # nothing is asked: the last question is
        labels = [case.directory.kinds[kind].label for kind in last.kinds[:1]]
        alone = case.understand(replace(case.ask, text=" ".join((*rest, *labels))))
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
    pointing = _find(norms, [*_phrases(case, "that"), *(p for p in _phrases(case, "more") if norms[: len(p)] == p)])
    asked = question.kinds or question.coverage or question.attributes
    if not (last.entries and pointing and asked) or len(norms) > SHORT or _names(question, {norms[at] for at in pointing}):
        return None
    if not (question.kinds or question.coverage):
        return case, Resolution("answer", "found", "of what was answered", 0.85, _entries(last.entries[:1], case))
    kept = [norm for at, norm in enumerate(norms) if at not in pointing]
    meant: list[Continued] = []
    for thing in _entries((last.entries[0], *last.via), case):
        whole = case.understand(replace(case.ask, text=" ".join((*kept, thing.name))))
        of_thing = case.about(replace(whole, language=question.language))
        meant.append((of_thing, settle(of_thing)))
    return next((way for way in meant if way[1] and way[1].outcome != "unknown"), meant[0])


def _of_all(case: Case, last: Turn, settle: Settle) -> Continued | None:
    """ "And their phones?", "list them": a fact of all that were listed, or all of them again."""
    question = case.question
    if (
        last.entries
        or len(last.offered) < 2
        or not (question.attributes or question.several)
        or _names(question)
        or question.kinds
        or question.tags
    ):
        return None
    entries = _entries(last.offered, case)
    kinds = {e.kind for e in entries}
    if len(kinds) > 1:
        return case, Resolution("choices", "several", "of one of those that were shown, but of which?", 0.5, entries)
    return case, Resolution("list", "members", "of all that were listed", 0.9, entries, kind=entries[0].kind)


def _names(question: Question, but: Collection[str] = ()) -> bool:
    """Whether the question names anything itself, some of its words left aside."""
    meant = replace(question, terms=tuple(t for t in question.terms if t.typed not in but))
    return bool(meant.names_something or meant.places or meant.codes)


def _entries(ids: Collection[str], case: Case) -> tuple[Entry, ...]:
    return tuple(case.directory.entries[id] for id in ids)


def _phrases(case: Case, key: str) -> list[Phrase]:
    """The phrases of a sort of conversation word in all languages, the longest first."""
    languages = case.directory.languages.values()
    return sorted({words(p) for language in languages for p in language.conversation.get(key, ())}, key=len, reverse=True)


def _find(norms: Phrase, phrases: Collection[Phrase]) -> frozenset[int]:
    """Positions of the first of the phrases that stands in the text; none when none does."""
    for phrase in phrases:
        for start in range(len(norms) - len(phrase) + 1):
            if norms[start : start + len(phrase)] == phrase:
                return frozenset(range(start, start + len(phrase)))
    return frozenset()


def _asks_only(case: Case, but: Collection[int]) -> bool:
    """Whether all words, but those at some positions, name nothing."""
    return all(w.role in ASKING for at, w in enumerate(case.question.words) if at not in but)


@cache
def _tongues(languages: tuple[str, ...]) -> dict[str, str]:
    """The names of these languages in each of them, folded → code; only those of one word."""
    from babel import Locale

    names = ((code, words(Locale(other).languages.get(code, ""))) for code in languages for other in languages)
    return {name[0]: code for code, name in names if len(name) == 1}
