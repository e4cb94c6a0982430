"""How well an entry fits a question: how much of its name was said, and how much of what was said it explains."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from bot.answering.search.reading import Asked
from bot.answering.search.store import Listed

AS_NAME = 0.8
"""How far a word that stands beside names (a region's) is explained by a name that has it."""
FURTHER = 0.85
"""How closely the second and further texts beside a name stand to it."""
MET = 0.95
"""The likeness from which on a word was met for certain."""
OF_NAME, OF_QUESTION = 0.5, 1.2
"""Exponents: half a name said is worth far more than half, half a question explained less."""


class Hit(NamedTuple):
    """An entry and what speaks for and against it."""

    entry: Listed
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


class _Reach(NamedTuple):
    """A word of the listing, and the places in the question where it may have been said."""

    alike: float
    """How well it fits the place that it fits best,"""
    best: int
    """and which that is."""
    share: float
    """How much of a name it is."""
    places: tuple[tuple[int, float], ...]
    """Each place with how far it is explained by a name that has the word."""


class Scorer:
    """Compares entries with one question."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = asked
        content = [n for n, word in enumerate(asked) if word.sort is None and word.cost]
        last = content[-1] if len(content) > 1 else -1
        self._reach: dict[int, _Reach] = {}
        self._beside: list[tuple[int, float, Set[int]]] = []
        for n, said in enumerate(asked):
            for word, alike in said.readings:
                explains = alike * AS_NAME if n == last and word.beside else alike
                before = self._reach.get(word.number)
                if before is None:
                    self._reach[word.number] = _Reach(alike, n, word.share, ((n, explains),))
                else:
                    best = max((before.alike, -before.best), (alike, -n))
                    self._reach[word.number] = _Reach(best[0], -best[1], word.share, (*before.places, (n, explains)))
                if word.beside:
                    self._beside.append((n, alike, word.beside))
        self._told: dict[tuple[int, ...], list[tuple[int, float]]] = {}
        self._costs = sum([word.cost for word in asked])

    def score(self, entry: Listed) -> float:
        """0..1: the share of its name that was said × the share of the question that it explains."""
        named, explained, _ = self._compare(entry)
        return float(named**OF_NAME * explained**OF_QUESTION)

    def met(self, entry: Listed) -> frozenset[str]:
        """The words of the question that it explains without doubt."""
        _, _, gained = self._compare(entry)
        return frozenset(self._asked[n].text for n, likeness in gained.items() if likeness > MET)

    def hit(self, entry: Listed) -> Hit:
        """The entry with all evidence."""
        named, explained, gained = self._compare(entry)
        own = slips = 0.0
        rivals = 0
        said: set[int] = set()
        for w in entry.name:
            if (reach := self._reach.get(w)) is not None:
                if self._asked[reach.best].sort is None:
                    own += reach.share * reach.alike
                if reach.alike < 1:
                    slips += 1 - reach.alike
                    rivals = max(rivals, sum(r.alike >= reach.alike for r in self._asked[reach.best].readings))
                said.update(n for n, _ in reach.places)
        lost = [0.0, 0.0, 0.0]
        foreign = elsewhere = 0
        for n, word in enumerate(self._asked):
            if n not in gained:
                foreign += word.sort == "foreign"
                elsewhere += word.known and word.sort is None and bool(word.readings[0].word.beside)
            lost[2 if word.sort else 0 if word.known else 1] += word.cost * (1 - gained.get(n, 0.0))
        around = {at for n in said for at in (n - 1, n + 1) if 0 <= at < len(self._asked) and at not in gained}
        return Hit(
            entry,
            float(named**OF_NAME * explained**OF_QUESTION),
            named,
            explained,
            own,
            slips,
            rivals,
            (lost[0], lost[1], lost[2]),
            foreign,
            elsewhere,
            qualified=max(map(self._usual, around), default=0.0),
            touched=sum(self._asked[at].sort in (None, "everyday", "foreign") for at in around),
            words=frozenset(said),
        )

    def _said_beside(self, texts: tuple[int, ...]) -> list[tuple[int, float]]:
        """Each place in the question that texts beside a name explain, with how far; of an entry's many share the same."""
        found = self._told.get(texts)
        if found is None:
            first, *others = texts
            found = self._told[texts] = [
                (n, likeness if first in those else likeness * FURTHER)
                for n, likeness, those in self._beside
                if first in those or not those.isdisjoint(others)
            ]
        return found

    def _usual(self, at: int) -> float:
        """How usual in names the word of the question is at this place; 0 for one that no name has or that asks."""
        asked = self._asked[at]
        if not asked.known or asked.sort in ("ask", "filler"):
            return 0.0
        word = asked.readings[0].word
        return 1 - word.rarity if word.entries else 0.0

    def _compare(self, entry: Listed) -> tuple[float, float, dict[int, float]]:
        """The share of its name that was said, that of the question it explains, and how well it fits each word."""
        said = 0.0
        gained: dict[int, float] = {}
        reached = self._reach.get
        for w in entry.name:
            if (reach := reached(w)) is not None:
                said += reach.share * reach.alike
                for n, likeness in reach.places:
                    if likeness > gained.get(n, 0.0):
                        gained[n] = likeness
        if not said:
            return 0.0, 0.0, gained
        for n, likeness in self._said_beside(tuple(entry.beside)) if self._beside else ():
            if likeness > gained.get(n, 0.0):
                gained[n] = likeness
        gain, costs = 0.0, self._costs
        for n, likeness in gained.items():
            word = self._asked[n]
            gain += word.gain * likeness
            costs -= word.cost * likeness
        return said / entry.whole, gain / (gain + max(0.0, costs)) if gain else 0.0, gained
