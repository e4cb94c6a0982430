"""What finding needs of a listing, asked for in batches: words, near words, the entries of a word, all about an entry.

``Store`` is all that ranking sees of it, so that another engine may stand in for the one in memory. A question takes a
handful of calls, however many words and candidates it has: where a call is a trip to another process, that is what it costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import NamedTuple, Protocol

NEAR = 48
"""Near words that are told of a typed one."""


class Line(NamedTuple):
    """An entry as a plain listing has it."""

    id: str
    name: str
    beside: tuple[str, ...] = ()
    """Texts that tell where it is or what it belongs to: its region, for one."""
    code: str = ""


class Word(NamedTuple):
    """A word that names have, or texts beside them. Words are numbered in the order they came."""

    number: int
    text: str
    entries: int
    """How many entries are called so."""
    rarity: float
    """How few entries are called so, 0..1: 1 for a word of one entry only; 0 for one of none."""
    share: float
    """How much of a name it is, beside others."""
    beside: Set[int]
    """The texts beside names that have it, by number."""


class Listed(NamedTuple):
    """What is compared of an entry. Entries are numbered in the order they came."""

    number: int
    id: str
    name: tuple[int, ...]
    """The words of its name."""
    whole: float
    """The shares of all of them together."""
    beside: tuple[int, ...]
    """The texts beside its name, the closest first."""


class Store(Protocol):
    """The storage side of finding entries."""

    def __len__(self) -> int:
        """How many entries there are."""

    def words(self, texts: Iterable[str]) -> Mapping[str, Word]:
        """Those of the texts that are words of names or of texts beside them."""

    def near(self, texts: Mapping[str, int]) -> Mapping[str, Sequence[tuple[Word, int]]]:
        """For each text the words within so many typing errors, with these, the nearest first, at most ``NEAR`` of them."""

    def called(self, words: Sequence[int], most: int) -> Sequence[Sequence[int]]:
        """For each word the entries that have it in their name, the first ``most`` of them."""

    def listed(self, entries: Iterable[int]) -> Sequence[Listed]:
        """What is known of entries, in their order."""

    def beside(
        self, words: Sequence[Word], entries: Collection[int], called: Sequence[int], most: int
    ) -> Sequence[Collection[int]]:
        """For each word those of the entries that have it beside their name. All of them are among those that the words in
        ``called`` have: a store may keep what stands beside names with the words of these.
        """

    def coded(self, codes: Iterable[str]) -> Mapping[str, Sequence[int]]:
        """For each code that is one the entries with exactly it; codes as their words run together: ``a17`` for *A-17*."""
