"""Which of many words lie within a few typing errors of a typed one, without a look at all of them.

A word with at most two errors keeps one of its three pieces whole, nearly in its place: words are kept by length and piece,
and only those that share one with the typed word are compared with it. (After Li, Deng, Wang and Feng, "Pass-Join", 2011.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = (0, 3, 4, 8)
"""Letters that a word has at least to be found over so many errors."""
MOST = len(SHORTEST) - 1
"""The most errors that are bridged."""
LONGEST = 40
"""Letters from which on a word is only found as it is."""
COMPARED = 2000
"""Words that are compared with a typed one when more than one error is bridged: of pieces that many words share, not all."""

Piece = tuple[int, int]
"""Where it begins and how long it is."""
Look = tuple[Callable[[str], "list[str] | None"], int, int]
"""Where words that have a piece are found by it, and from where to where it stands in the typed word."""


def pieces(length: int, count: int) -> tuple[Piece, ...]:
    """A word of this length cut into ``count`` pieces as equal as can be, the shorter first."""
    size, longer = divmod(length, count)
    found, at = [], 0
    for n in range(count):
        width = size + (n >= count - longer)
        found.append((at, width))
        at += width
    return tuple(found)


_CUTS = {(length, count): pieces(length, count) for length in range(1, LONGEST) for count in range(2, MOST + 2)}


class Neighbours:
    """Words by their pieces."""

    def __init__(self, known: Collection[str]) -> None:
        """``known``: each word once, in something that tells fast whether a word is in it."""
        self._known = known
        self._looks: dict[tuple[int, int], tuple[Look, ...]] = {}
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in known:
            by_length[len(word)].append(word)
        # errors bridged → length → for each piece: its letters → the words that have it there
        self._kept: list[dict[int, tuple[dict[str, list[str]], ...]]] = [
            {
                length: tuple(_by_piece(words, at, at + width) for at, width in _CUTS[length, errors + 1])
                for length, words in by_length.items()
                if errors and SHORTEST[errors] <= length < LONGEST
            }
            for errors in range(MOST + 1)
        ]

    def near(self, word: str, errors: int) -> list[tuple[str, int]]:
        """The words within this many errors (letters put in, left out, wrong, or swapped with the next one), the nearest
        first, then in the order of the alphabet. Words too short for so many are found within fewer.
        """
        if not 1 < len(word) < LONGEST:
            return [(word, 0)] if word in self._known else []
        sharing = self._sharing(word, 1)
        swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]
        sharing.append([w for w in (word, *swapped) if w in self._known])  # a swap across a border breaks both pieces
        if errors > 1:
            left = COMPARED
            more = self._sharing(word, min(errors, MOST))
            for border, _ in _CUTS[len(word), 3][1:] if len(word) > 4 else ():
                for n in range(border - 2, border + 1):
                    more += self._sharing(swapped[n], 1)
            for there in sorted(more, key=len):
                if left <= 0:
                    break
                left -= len(there)
                sharing.append(there)
        candidates = list(chain.from_iterable(sharing))
        hits = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=None)
        found = {hit: int(distance) for hit, distance, _ in hits if len(hit) >= SHORTEST[int(distance)]}
        return sorted(found.items(), key=lambda f: (f[1], f[0]))

    def _sharing(self, word: str, errors: int) -> list[list[str]]:
        """Words that share a piece with the typed one, where at most ``errors`` errors may have moved it to."""
        key = (len(word), errors)
        if key not in self._looks:
            self._looks[key] = tuple(self._looked_at(*key))
        return [there for get, at, end in self._looks[key] if (there := get(word[at:end])) is not None]

    def _looked_at(self, typed: int, errors: int) -> Iterator[Look]:
        """All that is looked at for a typed word of this length."""
        for length in range(max(SHORTEST[1], typed - errors), typed + errors + 1):
            most = bisect_right(SHORTEST, length, 0, errors + 1) - 1  # a short word may have fewer
            kept = self._kept[most].get(length)
            if kept is None:
                continue
            longer = typed - length
            for n, (at, width) in enumerate(_CUTS[length, most + 1]):
                # before the piece lie at most n errors, behind it at most the rest
                for moved in range(max(-n, longer - (most - n)), min(n, longer + (most - n)) + 1):
                    if 0 <= at + moved <= typed - width:
                        yield kept[n].get, at + moved, at + moved + width


def _by_piece(words: Iterable[str], at: int, end: int) -> dict[str, list[str]]:
    """Words by what stands at a place in them."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[at:end]].append(word)
    return found
