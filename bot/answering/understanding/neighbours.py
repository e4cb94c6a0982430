"""Which of many words lie within a few typing errors of a typed one, without a look at all of them.

A word with at most two errors keeps one of its three pieces whole, nearly in its place: words are kept by length and piece,
and only those that share one with the typed word are compared with it. (After Li, Deng, Wang and Feng, "Pass-Join", 2011.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

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


class Shelf(NamedTuple):
    """Where words of a length are kept by one of their pieces."""

    errors: int
    """How many are bridged: a word is cut into one piece more."""
    length: int
    place: int
    """Which of the pieces."""


class Look(NamedTuple):
    """Where to look for words near a typed one."""

    shelf: Shelf
    at: int
    """From where"""
    end: int
    """to where the piece stands in the typed word."""


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


def shelved(words: Iterable[str]) -> dict[Shelf, Mapping[str, list[str]]]:
    """All words on all their shelves, by their piece."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in words:
        by_length[len(word)].append(word)
    return {
        Shelf(errors, length, place): _by_piece(there, at, at + width)
        for length, there in by_length.items()
        for errors in range(1, MOST + 1)
        if SHORTEST[errors] <= length < LONGEST
        for place, (at, width) in enumerate(_CUTS[length, errors + 1])
    }


def _by_piece(words: Iterable[str], at: int, end: int) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[at:end]].append(word)
    return found


@cache
def looks(typed: int, errors: int) -> tuple[Look, ...]:
    """Where words lie that share a piece with a typed one of so many letters, where the errors may have moved it to."""
    return tuple(_looks(typed, errors))


def _looks(typed: int, errors: int) -> Iterator[Look]:
    for length in range(max(SHORTEST[1], typed - errors), min(typed + errors + 1, LONGEST)):
        most = bisect_right(SHORTEST, length, 0, errors + 1) - 1  # a short word may have fewer
        longer = typed - length
        for place, (at, width) in enumerate(_CUTS[length, most + 1]):
            # before the piece lie at most as many errors as pieces, behind it at most the rest
            for moved in range(max(-place, longer - (most - place)), min(place, longer + (most - place)) + 1):
                if 0 <= at + moved <= typed - width:
                    yield Look(Shelf(most, length, place), at + moved, at + moved + width)


def swaps(word: str) -> list[str]:
    """The word with two letters swapped, in all ways."""
    return [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]


def searches(word: str, errors: int) -> list[tuple[str, int]]:
    """For what to look beyond one error, and over how many: two letters swapped where pieces meet break both of them."""
    if errors < 2:
        return []
    borders = [border for border, _ in _CUTS[len(word), 3][1:]] if len(word) > 4 else []
    swapped = swaps(word)
    return [(word, min(errors, MOST)), *((swapped[n], 1) for border in borders for n in range(border - 2, border + 1))]


def nearest(word: str, candidates: Collection[str], errors: int) -> list[tuple[str, int]]:
    """Those of the candidates that lie within this many errors, as ``Neighbours.near`` has them."""
    hits = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=None)
    found = {hit: int(distance) for hit, distance, _ in hits if len(hit) >= SHORTEST[int(distance)]}
    return sorted(found.items(), key=lambda f: (f[1], f[0]))


class Neighbours:
    """Words by their pieces, in memory."""

    def __init__(self, known: Collection[str]) -> None:
        """``known``: each word once, in something that tells fast whether a word is in it."""
        self._known = known
        self._shelves = shelved(known)
        self._looks: dict[tuple[int, int], list[tuple[Callable[[str], list[str] | None], int, int]]] = {}

    def near(self, word: str, errors: int) -> list[tuple[str, int]]:
        """The words within this many errors (letters put in, left out, wrong, or swapped with the next one), the nearest
        first, then in the order of the alphabet. Words too short for so many are found within fewer.
        """
        if not 1 < len(word) < LONGEST:
            return [(word, 0)] if word in self._known else []
        sharing = self._sharing(word, 1)
        sharing.append([w for w in (word, *swaps(word)) if w in self._known])
        left = COMPARED
        for there in sorted(chain.from_iterable(self._sharing(*search) for search in searches(word, errors)), key=len):
            if left <= 0:
                break
            left -= len(there)
            sharing.append(there)
        return nearest(word, list(chain.from_iterable(sharing)), errors)

    def _sharing(self, word: str, errors: int) -> list[list[str]]:
        """Words that share a piece with the typed one, list by list."""
        key = (len(word), errors)
        if key not in self._looks:
            there = [look for look in looks(*key) if look.shelf in self._shelves]
            self._looks[key] = [(self._shelves[look.shelf].get, look.at, look.end) for look in there]
        return [found for get, at, end in self._looks[key] if (found := get(word[at:end])) is not None]
