"""How likely a word was mistyped into another: fingers swap, double, drop and hit the key beside; they do not invent."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

SWAPPED, DOUBLED, DROPPED, BESIDE, HEARD, OTHER = 0.7, 0.6, 0.9, 0.8, 1.05, 1.4
"""What a slip costs: two letters swapped, one typed twice or once too few, one left out, the key beside hit, a letter that
sounds alike; and anything else, which makes another word rather than a slip.
"""
ONE_SLIP, TWO_SLIPS = 0.95, 1.75
"""What one slip costs at most, and what two do."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = ("aeiouy", "ckqsz", "bvw", "dt", "mn", "gj", "fv", "lr")


def _pairs() -> frozenset[tuple[str, str]]:
    """Letters whose keys touch, in a row or one row further down."""
    touching = set()
    for at, row in enumerate(_ROWS):
        touching |= set(pairwise(row))
        for below in _ROWS[at + 1 : at + 2]:
            touching |= set(zip(row, below, strict=False)) | set(zip(row[1:], below, strict=False))
    return frozenset(touching | {(b, a) for a, b in touching})


_TOUCHING = _pairs()
_SOUNDING = frozenset((a, b) for alike in _ALIKE for a in alike for b in alike if a != b)


@lru_cache(maxsize=65536)
def cost(typed: str, word: str) -> float:
    """The cheapest way from a word to what was typed for it: about 1 for each ordinary slip, 0 for the word itself."""
    if typed == word:
        return 0.0
    width = len(word)
    before_last: list[float] = []
    last = [n * DROPPED for n in range(width + 1)]
    for i, letter in enumerate(typed):
        row = [last[0] + OTHER]
        for j, meant in enumerate(word):
            best = min(last[j] + _changed(letter, meant), row[j] + _dropped(word, j), last[j + 1] + _added(typed, i, meant))
            if i and j and letter == word[j - 1] and typed[i - 1] == meant:
                best = min(best, before_last[j - 1] + SWAPPED * (letter != meant))
            row.append(best)
        before_last, last = last, row
    return round(last[width], 2)


def _changed(letter: str, meant: str) -> float:
    if letter == meant:
        return 0.0
    if (letter, meant) in _TOUCHING:
        return BESIDE
    return HEARD if (letter, meant) in _SOUNDING else OTHER


def _dropped(word: str, at: int) -> float:
    return DOUBLED if at and word[at] == word[at - 1] else DROPPED


def _added(typed: str, at: int, meant: str) -> float:
    """A letter too many: the one before typed twice, or the key beside hit as well."""
    if at and typed[at] == typed[at - 1]:
        return DOUBLED
    return 1.0 if (typed[at], meant) in _TOUCHING else OTHER
