"""What finding needs of a listing: its words, the entries of a word, the words of an entry.

``Store`` is all that ranking sees of it, so that another engine may stand in for the one in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a plain listing has it."""

    id: str
    name: str
    beside: tuple[str, ...] = ()
    """Texts that tell where it is or what it belongs to: its region, for one."""
    code: str = ""


class Store(Protocol):
    """The storage side of finding entries. Words and entries are numbers, in the order they came."""

    def __len__(self) -> int:
        """How many entries there are."""

    def word(self, text: str) -> int:
        """The number of a word that names or texts beside them have; -1 for another."""

    def near(self, text: str, errors: int) -> Sequence[tuple[int, int, str]]:
        """Words within this many typing errors, with the errors and their letters, the nearest first."""

    def rarity(self, word: int) -> float:
        """How few entries are called so, 0..1: 1 for a word of one entry only."""

    def count(self, word: int) -> int:
        """How many entries are called so."""

    def called(self, word: int) -> Sequence[int]:
        """The entries that have the word in their name."""

    def name(self, entry: int) -> Sequence[int]:
        """The words of an entry's name."""

    def share(self, word: int) -> float:
        """How much of a name the word is, beside others."""

    def stands_beside(self, word: int) -> bool:
        """Whether it stands beside any name."""

    def beside(self, word: int) -> Callable[[int], float]:
        """Tells for an entry how closely the word stands beside its name, 0 or up to 1."""

    def those_beside(self, word: int, entries: Iterable[int]) -> list[int]:
        """Those of the entries that have the word beside their names."""

    def coded(self, code: str) -> Sequence[int]:
        """The entries with exactly this code, as its words run together: ``a17`` for *A-17*."""

    def id(self, entry: int) -> str:
        """An entry's id."""
