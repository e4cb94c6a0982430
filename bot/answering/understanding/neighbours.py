"""Which of many words lie within a few typing errors of a typed one, without a look at all of them.

A word with at most two errors keeps one of its three pieces whole, nearly in its place: words are kept by length and piece,
and only those that share one with the typed word are compared with it. (After Li, Deng, Wang and Feng, "Pass-Join", 2011.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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

_Get = Callable[[str], list[str] | None]
"""The words of a shelf by their piece."""
_Sought = tuple[int, slice, list[_Get]]
"""A piece of a typed word (of which of its ``forms``, from where to where), and the shelves where it is looked for."""

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
    form: int
    """In which of the word's ``forms`` the piece stands,"""
    at: int
    """from where"""
    end: int
    """to where."""


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
                    yield Look(Shelf(most, length, place), 0, at + moved, at + moved + width)


@cache
def further(typed: int, errors: int) -> tuple[Look, ...]:
    """Where else to look beyond one error: two letters swapped where pieces meet break both of them."""
    if errors < 2:
        return ()
    near = looks(typed, 1)
    borders = [border for border, _ in _CUTS[typed, 3][1:]] if typed > 4 else []
    swapped = sorted({n for border in borders for n in range(max(0, border - 2), border + 1)})
    broken = [look._replace(form=n + 1) for n in swapped for look in near if look.at <= n + 1 and look.end > n]
    return tuple(look for look in (*looks(typed, min(errors, MOST)), *broken) if look not in near)


def forms(word: str) -> list[str]:
    """The word as it is, and with two letters swapped, in all ways."""
    return [word, *[f"{word[:n]}{word[n + 1]}{word[n]}{word[n + 2 :]}" for n in range(len(word) - 1)]]


def nearest(word: str, candidates: Collection[str], errors: int) -> list[tuple[str, int]]:
    """Those of the candidates that lie within this many errors, as ``Neighbours.near`` has them."""
    hits = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=None)
    found = sorted({(int(distance), hit) for hit, distance, _ in hits if len(hit) >= SHORTEST[int(distance)]})
    return [(hit, distance) for distance, hit in found]


class Neighbours:
    """Words by their pieces, in memory."""

    def __init__(self, known: Collection[str]) -> None:
        """``known``: each word once, in something that tells fast whether a word is in it."""
        self._known = known
        self._shelves = shelved(known)
        self._looks: dict[tuple[int, int], tuple[list[_Sought], list[_Sought]]] = {}

    def near(self, word: str, errors: int) -> list[tuple[str, int]]:
        """The words within this many errors (letters put in, left out, wrong, or swapped with the next one), the nearest
        first, then in the order of the alphabet. Words too short for so many are found within fewer.
        """
        if not 1 < len(word) < LONGEST:
            return [(word, 0)] if word in self._known else []
        if (key := (len(word), errors)) not in self._looks:
            self._looks[key] = self._sought(looks(len(word), 1)), self._sought(further(*key))
        near, more = self._looks[key]
        typed = forms(word)
        sharing = _sharing(typed, near)
        sharing.append([form for form in typed if form in self._known])
        left = COMPARED
        for there in sorted(_sharing(typed, more), key=len):
            if left <= 0:
                break
            left -= len(there)
            sharing.append(there)
        return nearest(word, list(chain.from_iterable(sharing)), errors)

    def _sought(self, looks: Iterable[Look]) -> list[_Sought]:
        """Those of the places where any words are."""
        found: dict[tuple[int, int, int], list[_Get]] = defaultdict(list)
        for shelf, form, at, end in looks:
            if shelf in self._shelves:
                found[form, at, end].append(self._shelves[shelf].get)
        return [(form, slice(at, end), shelves) for (form, at, end), shelves in found.items()]


def _sharing(typed: Sequence[str], sought: Iterable[_Sought]) -> list[list[str]]:
    """Words that share a piece with the typed one, list by list."""
    pieces = [(typed[form][at], shelves) for form, at, shelves in sought]
    return [there for piece, shelves in pieces for get in shelves if (there := get(piece))]
