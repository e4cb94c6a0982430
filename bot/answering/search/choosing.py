"""Which entries are worth a close look: those with the most telling words of the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

Wanted = tuple[int, float, Callable[[], Sequence[int]]]
"""A word: how many entries have it, what it is worth to one that has it, and a way to get them."""
W = TypeVar("W")


def votes(words: Iterable[Wanted], budget: int) -> dict[int, float]:
    """What the words are worth to each entry that has any of them; of all words, those that are affordable."""
    return tally((gain, entries()[:budget]) for gain, entries in affordable(words, budget))


def affordable(words: Iterable[tuple[int, float, W]], budget: int) -> list[tuple[float, W]]:
    """The words to look up, each with what it is worth: rare ones first, and no more than ``budget`` entries in all.

    So a common word never costs a walk through all entries that have it; but the rarest one is looked up in any case, as far
    as the budget goes. ``words``: how many entries have it, what it is worth, and the word.
    """
    chosen: list[tuple[float, W]] = []
    left = budget
    for count, gain, word in sorted(words, key=itemgetter(0)):
        if count > left and chosen:
            break
        if count:
            chosen.append((gain, word))
            left -= count
    return chosen


def tally(lists: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """For each entry in any of the lists, what those that it is in are worth together."""
    found: dict[int, float] = {}
    get = found.get
    for gain, entries in lists:
        for entry in entries:
            found[entry] = get(entry, 0.0) + gain
    return found
