"""How well an entry fits a question: how much of its name was said, and how much of what was said it explains."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from bot.answering.search.reading import Asked
from bot.answering.search.store import Listed, Word

AS_NAME = 0.8
"""How far a word that stands beside names (a region's) is explained by a name that has it."""
FURTHER = 0.85
"""How closely the second and further texts beside a name stand to it."""
MET = 0.95
"""The likeness from which on a word was met for certain."""
MISREAD = 0.75
"""The likeness above which a word of names may be a misspelt one of a region all the same."""
WHOLE = 0.999
"""The share of a name said from which on it was said in full."""
OF_NAME, OF_QUESTION = 0.5, 1.2
"""Exponents: half a name said is worth far more than half, half a question explained less."""


class Hit(NamedTuple):
    """An entry that was found."""

    entry: Listed
    score: float
    """0..1: the share of the name said × the share of the question explained."""
    words: frozenset[int] = frozenset()
    """The places in the question where its name was said, where it was said in full."""


def places(said: Asked, word: Word, alike: float) -> bool:
    """Whether a typed word may be this word beside names: one that names have just so is no badly misspelt region."""
    return bool(word.beside) and (alike > MISREAD or not said.known)


class Scorer:
    """Compares entries with one question."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = asked
        content = [n for n, word in enumerate(asked) if word.sort is None and word.cost]
        last = content[-1] if len(content) > 1 else -1
        # of each word of the listing: what it is of a name as well as it was said, and how far it explains which places
        self._reach: dict[int, tuple[float, list[tuple[int, float]]]] = {}
        self._beside: list[tuple[int, float, Set[int]]] = []
        for n, said in enumerate(asked):
            for word, alike in said.readings:
                explains = alike * AS_NAME if n == last and word.beside else alike
                before, explained = self._reach.get(word.number) or (0.0, [])
                explained.append((n, explains))
                worth = word.share * alike
                self._reach[word.number] = worth if worth > before else before, explained
                if word.beside and places(said, word, alike):
                    self._beside.append((n, alike, word.beside))
        self._told: dict[tuple[int, ...], list[tuple[int, float]]] = {}
        self._gain = [word.gain for word in asked]
        self._cost = [word.cost for word in asked]
        self._costs = sum(self._cost)

    def score(self, entry: Listed) -> tuple[float, bool]:
        """0..1: the share of its name that was said × the share of the question that it explains; and whether it was said
        in full.
        """
        named, explained, _ = self._compare(entry)
        return named**OF_NAME * explained**OF_QUESTION, named > WHOLE

    def met(self, entry: Listed) -> frozenset[str]:
        """The words of the question that it explains without doubt."""
        _, _, gained = self._compare(entry)
        return frozenset(self._asked[n].text for n, likeness in gained.items() if likeness > MET)

    def said(self, entry: Listed) -> frozenset[int]:
        """The places in the question where words of its name were said."""
        return frozenset(n for w in entry.name if w in self._reach for n, _ in self._reach[w][1])

    def _said_beside(self, texts: tuple[int, ...]) -> list[tuple[int, float]]:
        """Each place in the question that texts beside a name explain, with how far; of an entry's many share the same."""
        first, *others = texts
        found = self._told[texts] = [
            (n, likeness if first in those else likeness * FURTHER)
            for n, likeness, those in self._beside
            if first in those or not those.isdisjoint(others)
        ]
        return found

    def _compare(self, entry: Listed) -> tuple[float, float, dict[int, float]]:
        """The share of its name that was said, that of the question it explains, and how well it fits each word."""
        said = 0.0
        gained: dict[int, float] = {}
        fits = gained.get
        reached = self._reach.get
        for w in entry.name:
            if reach := reached(w):
                worth, explained = reach
                said += worth
                for n, likeness in explained:
                    if likeness > fits(n, 0.0):
                        gained[n] = likeness
        if not said:
            return 0.0, 0.0, gained
        if self._beside:
            texts = entry.beside
            for n, likeness in told if (told := self._told.get(texts)) is not None else self._said_beside(texts):
                if likeness > fits(n, 0.0):
                    gained[n] = likeness
        gain, costs = 0.0, self._costs
        for n, likeness in gained.items():
            gain += self._gain[n] * likeness
            costs -= self._cost[n] * likeness
        lost = costs if costs > 0 else 0.0
        return said / entry.whole, gain / (gain + lost) if gain else 0.0, gained
