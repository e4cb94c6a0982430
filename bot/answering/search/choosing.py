"""Which entries are worth a close look: those with the most telling words of the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

Wanted = tuple[int, float, Callable[[], Sequence[int]]]
"""A word: how many entries have it, what it is worth to one that has it, and a way to get them."""


def votes(words: Iterable[Wanted], budget: int) -> dict[int, float]:
    """What the words are worth to each entry that has any of them.

    Rare words are looked up first, and no more than ``budget`` entries in all, so that a common word never costs a walk
    through all that have it; but the rarest word is looked up in any case, as far as the budget goes.
    """
    found: dict[int, float] = {}
    get = found.get
    left = budget
    for count, gain, entries in sorted(words, key=itemgetter(0)):
        if count > left and found:
            break
        if count:
            for entry in entries()[:left]:
                found[entry] = get(entry, 0.0) + gain
            left -= count
    return found
