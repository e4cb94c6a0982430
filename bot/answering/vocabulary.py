"""All words that the directory and its languages know, and which of them a misspelt word may have been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

REMEMBERED = 20_000
"""Words whose corrections are remembered."""


def forgiven(length: int) -> int:
    """How many typing errors a word of this many letters is forgiven."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


class Vocabulary:
    """Words by length, so that a misspelt one is compared only with those it can reach."""

    def __init__(self, known: Iterable[str], everyday: Iterable[str]) -> None:
        """``known``: words that a typing error may be corrected to; ``everyday``: words that are never corrected."""
        self._known = frozenset(known)
        self._everyday = frozenset(everyday)
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._known:
            if not word.isdigit():
                by_length[len(word)].append(word)
        self._by_length = {length: sorted(group) for length, group in by_length.items()}
        self._seen: dict[str, tuple[tuple[str, int], ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

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
        if word in self._known:
            return ((word, 0),)
        if word in self._everyday or any(c.isdigit() for c in word):
            return ()
        limit = forgiven(len(word))
        found: list[tuple[str, int]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            group = self._by_length.get(length)
            cutoff = min(limit, forgiven(length))
            if group and cutoff:
                hits = process.extract(word, group, scorer=OSA.distance, score_cutoff=cutoff, limit=None)
                found += [(hit, int(errors)) for hit, errors, _ in hits]
        if not found:
            return ()
        fewest = min(errors for _, errors in found)
        nearest = sorted(hit for hit, errors in found if errors == fewest)
        same_start = [hit for hit in nearest if hit[0] == word[0]]
        return tuple((hit, fewest) for hit in (same_start or nearest)[:6])
