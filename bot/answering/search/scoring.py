"""How well an entry fits a question: how much of its name was said, and how much of what was said it explains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.search.reading import Asked
from bot.answering.search.store import Store

AS_NAME = 0.8
"""How far a word that stands beside names (a region's) is explained by a name that has it."""
MET = 0.95
"""The likeness from which on a word was met for certain."""
OF_NAME, OF_QUESTION = 0.5, 1.2
"""Exponents: half a name said is worth far more than half, half a question explained less."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and what speaks for and against it."""

    entry: int
    score: float
    """0..1: the share of the name said × the share of the question explained."""
    named: float = 1.0
    explained: float = 1.0
    own: float = 1.0
    """How telling the words of the name are that were said and are nothing but names, 1 for one that only this entry has."""
    slips: float = 0.0
    """What misspelling took off their likeness."""
    rivals: int = 0
    """How many words of the listing the worst misspelt one may as well stand for."""
    lost: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """What was lost by words of the listing, by words nothing is known of, by everyday words."""
    foreign: int = 0
    """Words for other matters that it does not have."""
    elsewhere: int = 0
    """Words that stand beside other names, but not beside this one: another region's."""
    qualified: float = 0.0
    """How usual in names a word is, 0..1, that stands right beside those of this one and is not among them: *west*."""
    touched: int = 0
    """Words that stand so and do no asking, usual in names or not."""
    words: frozenset[int] = frozenset()
    """The places in the question where its name was said."""


class Scorer:
    """Compares entries with one question."""

    def __init__(self, store: Store, asked: tuple[Asked, ...]) -> None:
        self._store = store
        self._asked = asked
        self._reach: dict[int, list[tuple[int, float]]] = {}
        self._beside: list[tuple[int, float, Callable[[int], float]]] = []
        for n, word in enumerate(asked):
            for r in word.readings:
                self._reach.setdefault(r.word, []).append((n, r.alike))
                if store.stands_beside(r.word):
                    self._beside.append((n, r.alike, store.beside(r.word)))
        self._costs = sum(word.cost for word in asked)
        content = [n for n, word in enumerate(asked) if word.sort is None and word.cost]
        self._last = content[-1] if len(content) > 1 else -1

    def score(self, entry: int) -> float:
        """0..1: the share of its name that was said × the share of the question that it explains."""
        named, explained, _ = self._compare(entry)
        return float(named**OF_NAME * explained**OF_QUESTION)

    def met(self, entry: int) -> frozenset[str]:
        """The words of the question that it explains without doubt."""
        _, _, gained = self._compare(entry)
        return frozenset(self._asked[n].text for n, likeness in gained.items() if likeness > MET)

    def hit(self, entry: int) -> Hit:
        """The entry with all evidence."""
        named, explained, gained = self._compare(entry)
        own = slips = 0.0
        rivals = 0
        for w in self._store.name(entry):
            if w in self._reach:
                n, likeness = max(self._reach[w], key=lambda reading: reading[1])
                if self._asked[n].sort is None:
                    own += self._store.share(w) * likeness
                if likeness < 1:
                    slips += 1 - likeness
                    rivals = max(rivals, sum(r.alike >= likeness for r in self._asked[n].readings))
        lost = [0.0, 0.0, 0.0]
        foreign = elsewhere = 0
        for n, word in enumerate(self._asked):
            if n not in gained:
                foreign += word.sort == "foreign"
                elsewhere += word.known and word.sort is None and self._store.stands_beside(word.readings[0].word)
            lost[2 if word.sort else 0 if word.known else 1] += word.cost * (1 - gained.get(n, 0.0))
        score = named**OF_NAME * explained**OF_QUESTION
        said = frozenset(n for w in self._store.name(entry) for n, _ in self._reach.get(w, ()))
        around = {at for n in said for at in (n - 1, n + 1) if 0 <= at < len(self._asked) and at not in gained}
        qualified = max(map(self._usual, around), default=0.0)
        touched = sum(self._asked[at].sort in (None, "everyday", "foreign") for at in around)
        return Hit(
            entry,
            score,
            named,
            explained,
            own,
            slips,
            rivals,
            (lost[0], lost[1], lost[2]),
            foreign,
            elsewhere,
            qualified,
            touched,
            said,
        )

    def _usual(self, at: int) -> float:
        """How usual in names the word of the question is at this place; 0 for one that no name has or that asks."""
        if not self._asked[at].known or self._asked[at].sort in ("ask", "filler"):
            return 0.0
        word = self._asked[at].readings[0].word
        return 1 - self._store.rarity(word) if self._store.count(word) else 0.0

    def _compare(self, entry: int) -> tuple[float, float, dict[int, float]]:
        """The share of its name that was said, that of the question it explains, and how well it fits each word."""
        store, reach = self._store, self._reach
        total = said = 0.0
        gained: dict[int, float] = {}
        for w in store.name(entry):
            share = store.share(w)
            total += share
            readings = reach.get(w)
            if readings:
                best = 0.0
                for n, likeness in readings:
                    best = max(best, likeness)
                    if n == self._last and store.stands_beside(w):
                        likeness *= AS_NAME
                    if likeness > gained.get(n, 0.0):
                        gained[n] = likeness
                said += share * best
        if not said:
            return 0.0, 0.0, gained
        for n, likeness, stands in self._beside:
            if likeness > gained.get(n, 0.0) and (here := likeness * stands(entry)) > gained.get(n, 0.0):
                gained[n] = here
        gain, costs = 0.0, self._costs
        for n, likeness in gained.items():
            word = self._asked[n]
            gain += word.gain * likeness
            costs -= word.cost * likeness
        return said / total, gain / (gain + max(0.0, costs)) if gain else 0.0, gained
