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


def _touching() -> dict[str, set[str]]:
    """For each letter those whose keys touch its own, in a row or one row further down."""
    touching: dict[str, set[str]] = {letter: set() for row in _ROWS for letter in row}
    for at, row in enumerate(_ROWS):
        pairs = [*pairwise(row)]
        for below in _ROWS[at + 1 : at + 2]:
            pairs += [*zip(row, below, strict=False), *zip(row[1:], below, strict=False)]
        for one, other in pairs:
            touching[one].add(other)
            touching[other].add(one)
    return touching


_TOUCHING = _touching()
_SOUNDING = {letter: {other for alike in _ALIKE if letter in alike for other in alike} for letter in _TOUCHING}


@lru_cache(maxsize=65536)
def cost(typed: str, word: str) -> float:
    """The cheapest way from a word to what was typed for it: about 1 for each ordinary slip, 0 for the word itself."""
    if typed == word:
        return 0.0
    dropped = [DROPPED, *(DOUBLED if one == other else DROPPED for one, other in pairwise(word))]
    before_last: list[float] = []
    last = [n * DROPPED for n in range(len(word) + 1)]
    for i, letter in enumerate(typed):
        touching, sounding = _TOUCHING.get(letter, ()), _SOUNDING.get(letter, ())
        again = i > 0 and letter == typed[i - 1]
        best = last[0] + OTHER
        row = [best]
        for j, meant in enumerate(word):
            beside = meant in touching
            changed = 0.0 if letter == meant else BESIDE if beside else HEARD if meant in sounding else OTHER
            # a letter too many: the one before typed twice, or the key beside hit as well
            added = DOUBLED if again else 1.0 if beside else OTHER
            best += dropped[j]
            if last[j] + changed < best:
                best = last[j] + changed
            if last[j + 1] + added < best:
                best = last[j + 1] + added
            if i and j and letter == word[j - 1] and typed[i - 1] == meant:
                best = min(best, before_last[j - 1] + SWAPPED * (letter != meant))
            row.append(best)
        before_last, last = last, row
    return round(last[-1], 2)
