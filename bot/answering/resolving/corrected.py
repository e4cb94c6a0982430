"""A question whose asker takes back what was said first: "the hall, no wait, the house"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from bot.answering.model import Word
from bot.answering.resolving.resolution import Case, Resolution

SURE = ("answer", "list", "count")
"""Outcomes by which a reading is believed."""
ASKING = ("attribute", "kind", "tag", "operation")
"""Roles of words that go for what is said instead, where that has none of its own."""
NAMING = ("name", "place")

Part = tuple[Word, ...]


def as_meant(case: Case, settle: Callable[[Case], Resolution]) -> Case:
    """The question without what its asker took back, where that has an answer; else as it stands."""
    first, instead = _parts(case)
    for text in _readings(first, instead):
        meant = case.about(case.understand(replace(case.ask, text=text)), text)
        if settle(meant).outcome in SURE:
            return meant
    return case


def _parts(case: Case) -> tuple[Part, Part]:
    """The words before and after the last phrase that takes something back; none where there is no such phrase."""
    typed = case.question.words
    sorts = [language.conversation.get("correct", ()) for language in case.directory.languages.values()]
    if not _any_of(*sorts).search(case.question.text):
        return (), ()
    said = f" {' '.join(w.norm for w in typed)} "
    best = max(((at + len(p), at) for phrases in sorts for p in phrases if (at := said.rfind(f" {p} ")) >= 0), default=None)
    if best is None:
        return (), ()
    end, start = (said[:at].count(" ") for at in best)
    return typed[:start], typed[end:]


@lru_cache(maxsize=8)
def _any_of(*sorts: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a text that may have any of these phrases; with none, never."""
    phrases = "|".join(re.escape(phrase) for phrases in sorts for phrase in phrases)
    return re.compile(rf"\b(?:{phrases or '(?!)'})\b", re.IGNORECASE)


def _readings(first: Part, instead: Part) -> Iterator[str]:
    """What may be meant: what is said instead, with what was asked before it; or that, in place of the last words before."""
    named = [n for n, w in enumerate(first) if w.role in NAMING]
    more = sum(w.role in NAMING for w in instead)
    if not named or not more:
        return
    asked = {w.role for w in instead}
    yield _spelt((*(w for w in first if w.role in ASKING and w.role not in asked), *instead))
    if more < len(named):
        yield _spelt((*(w for n, w in enumerate(first) if n not in named[-more:]), *instead))


def _spelt(words: Part) -> str:
    return " ".join(w.norm for w in words)
