"""The little words by which a question points to what was said before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.answering.model import Question
from bot.answering.resolving.resolution import Case
from bot.answering.understanding.normalize import words
from bot.directory.model import Entry

ASKING = ("filler", "attribute", "operation")
"""Roles of words that name nothing."""

Phrase = tuple[str, ...]


def phrases(case: Case, *keys: str) -> list[Phrase]:
    """The phrases of sorts of conversation words in all languages, the longest first."""
    languages = case.directory.languages.values()
    said = {words(p) for language in languages for key in keys for p in language.conversation.get(key, ())}
    return sorted(said, key=len, reverse=True)


def find(norms: Phrase, wanted: Collection[Phrase]) -> frozenset[int]:
    """Positions of the first of the phrases that stands in the text; none when none does."""
    for phrase in wanted:
        for start in range(len(norms) - len(phrase) + 1):
            if norms[start : start + len(phrase)] == phrase:
                return frozenset(range(start, start + len(phrase)))
    return frozenset()


def opening(norms: Phrase, case: Case) -> Phrase:
    """The words with which a question goes on from the last one: "what about"; none when it does not begin so."""
    return max((p for p in phrases(case, "more") if norms[: len(p)] == p), key=len, default=())


def asks_only(case: Case, but: Collection[int], roles: Collection[str] = ASKING) -> bool:
    """Whether all words, but those at some positions, name nothing."""
    return all(w.role in roles for at, w in enumerate(case.question.words) if at not in but)


def names(question: Question, but: Collection[str] = ()) -> bool:
    """Whether the question names anything itself, some of its words left aside."""
    meant = replace(question, terms=tuple(t for t in question.terms if t.typed not in but))
    return bool(meant.names_something or meant.places or meant.codes)


def entries_of(ids: Collection[str], case: Case) -> tuple[Entry, ...]:
    """The entries with these ids."""
    return tuple(case.directory.entries[id] for id in ids)
