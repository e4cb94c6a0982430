"""Many short lists of numbers in two arrays: a million entries' words, and the entries of each word, in a few megabytes."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable
from itertools import accumulate, chain, repeat
from operator import sub


class Lists:
    """Lists of numbers, by number."""

    def __init__(self, rows: Iterable[Iterable[int]] = ()) -> None:
        self._ends = array("I", [0])
        self._flat = array("I")
        for row in rows:
            self.append(row)

    @classmethod
    def of(cls, flat: array[int], ends: array[int]) -> Lists:
        """Lists that stand one behind another in ``flat``; ``ends``: 0 and where each ends."""
        lists = cls()
        lists._flat, lists._ends = flat, ends
        return lists

    def append(self, row: Iterable[int]) -> None:
        """Adds a list behind the others."""
        self._flat.extend(row)
        self._ends.append(len(self._flat))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> array[int]:
        return self._flat[self._ends[number] : self._ends[number + 1]]

    def first(self, number: int, most: int) -> array[int]:
        """The beginning of a list, not longer than ``most``."""
        start = self._ends[number]
        return self._flat[start : min(self._ends[number + 1], start + most)]

    def size(self, number: int) -> int:
        """How long a list is."""
        return self._ends[number + 1] - self._ends[number]

    def turned(self, count: int) -> Lists:
        """For each number below ``count`` the lists that it stands in, in their order; once for each time it does."""
        rows: list[array[int]] = [array("I") for _ in range(count)]
        sizes = map(sub, self._ends[1:], self._ends)
        places = chain.from_iterable(map(repeat, range(len(self)), sizes))
        # a loop over millions that does nothing but append: as a map it runs three times as fast
        deque(map(array.append, map(rows.__getitem__, self._flat), places), maxlen=0)
        return Lists.of(array("I", b"".join(rows)), array("I", accumulate(map(len, rows), initial=0)))
