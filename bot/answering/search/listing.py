"""The engine over any plain listing: lines with a name, what stands beside it, and a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from bot.answering.search.confidence import confidence
from bot.answering.search.memory import Memory
from bot.answering.search.numbering import Speech
from bot.answering.search.ranking import Ranking
from bot.answering.search.reading import SHARE
from bot.answering.search.store import Line, Store
from bot.answering.search.talk import Talk
from bot.answering.understanding.normalize import words
from bot.answering.understanding.phrases import short_forms
from bot.directory.model import Directory

CODE = 3
"""Letters that a code of a country or state has at most."""


def talk(spoken: Directory) -> Talk:
    """What words do in questions, in a directory's languages."""
    return Talk(spoken.languages.values(), spoken.kinds.values())


def speech(spoken: Directory) -> Speech:
    """What a directory's languages and places tell of the words of any listing."""
    alike: dict[str, tuple[str, ...]] = {}
    for code, names in spoken.places.aliases.items():
        for name in (spoken.places.names.get(code, ""), *names):
            alike.setdefault(name.lower(), names)
    said = talk(spoken)
    return Speech(short_forms(spoken), alike, {word: SHARE[said.sort(word)] for word in said})


def lands(spoken: Directory) -> frozenset[tuple[str, ...]]:
    """The words of each name of a country or state; codes are left out."""
    places = spoken.places
    return frozenset(words(name) for name in (*places.names.values(), *chain(*places.aliases.values())) if len(name) > CODE)


def makers(same: Mapping[str, str]) -> frozenset[str]:
    """Words that names are made with in many places, so that people shorten them, and their short forms."""
    return frozenset(word for short, full in same.items() if " " not in full for word in (short, full))


class Listing:
    """A listing that can be asked in the words of a directory's languages. Immutable."""

    def __init__(self, store: Store, spoken: Directory) -> None:
        """``spoken``: whose languages and places are understood; its entries are not looked at."""
        self._store = store
        same = short_forms(spoken)
        self.ranking = Ranking(store, talk(spoken), same, lands(spoken))
        self.makers = makers(same)

    def __len__(self) -> int:
        return len(self._store)

    def find(self, question: str) -> tuple[tuple[str, ...], float]:
        """Ids of up to three entries, best first, and how sure it is, 0..1, that the first is the one meant."""
        ranked = self.ranking.rank(question)
        return tuple([hit.entry.id for hit in ranked.hits]), confidence(ranked, len(self), self.makers)


def in_memory(lines: Iterable[Line], spoken: Directory) -> Listing:
    """A listing of the lines, in this process's memory."""
    return Listing(Memory(lines, speech(spoken)), spoken)
