"""All words that the directory and its languages know, and which of them a misspelt word may have been."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.understanding import slips
from bot.answering.understanding.neighbours import Neighbours
from bot.answering.understanding.slips import TWO_SLIPS

REMEMBERED = 20_000
"""Words whose corrections are remembered."""
COMPARED, MOST = 12, 6
"""Corrections with the fewest errors whose slips are compared, and how many of them are kept."""
SLIPPED = 5
"""Letters from which on two slips of the finger are forgiven, if they can only have been made in one word."""
AS_LIKELY = 0.3
"""Slips that cost no more than this beyond the likeliest are as likely."""


def forgiven(length: int) -> int:
    """How many typing errors a word of this many letters is forgiven."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


class Vocabulary:
    """Words known, and those that are everyday."""

    def __init__(self, known: Iterable[str], everyday: Iterable[str]) -> None:
        """``known``: words that a typing error may be corrected to; ``everyday``: words that are never corrected."""
        self.known = frozenset(known)
        self._everyday = frozenset(everyday)
        self._neighbours = Neighbours({word for word in self.known if not word.isdigit()})
        self._seen: dict[str, tuple[tuple[str, int], ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self.known

    def everyday(self, word: str) -> bool:
        """Whether it is an ordinary word of a language, which may stand in a name all the same."""
        return word in self._everyday

    def near(self, word: str) -> tuple[tuple[str, int], ...]:
        """The known words that ``word`` may stand for, with the errors made, fewest first; itself when it is known.

        Words with digits and everyday words are never corrected. Of several corrections only those with the fewest errors
        count, and those that keep the first letter before others: people seldom get it wrong.
        """
        if word not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._look_up(word)
        return self._seen[word]

    def _look_up(self, word: str) -> tuple[tuple[str, int], ...]:
        if word in self.known:
            return ((word, 0),)
        if word in self._everyday or any(c.isdigit() for c in word):
            return ()
        limit = forgiven(len(word))
        near = self._neighbours.near(word, limit) if limit else []
        found = [(hit, errors) for hit, errors in near if errors <= forgiven(len(hit))]
        if not found and len(word) >= SLIPPED:
            near = self._neighbours.near(word, 2)
            found = [(hit, e) for hit, e in near if len(hit) >= SLIPPED and slips.cost(word, hit) <= TWO_SLIPS]
            return tuple(found) if len(found) == 1 else ()
        if not found:
            return ()
        fewest = found[0][1]
        nearest = [hit for hit, errors in found if errors == fewest]
        nearest = [hit for hit in nearest if hit[0] == word[0]] or nearest
        costs = {hit: slips.cost(word, hit) for hit in nearest[:COMPARED]}
        likely = min(costs.values()) + AS_LIKELY
        return tuple((hit, fewest) for hit in sorted(costs, key=costs.__getitem__)[:MOST] if costs[hit] <= likely)
