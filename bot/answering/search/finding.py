"""What answering needs of a search: how telling a word is, who has a code, and which entries fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from bot.answering.model import Term
from bot.directory.model import Entry


class Found(NamedTuple):
    """How well an entry fits the terms."""

    entry: Entry
    score: float
    """0..1, a little more with what search adds."""
    named: float
    """Share of its best-fitting name that was used, 0..1."""
    explained: float
    """Share of the question's words that it explains, 0..1."""
    name: str
    """The name that fits best."""
    matched: tuple[tuple[str, float], ...] = ()
    """Words of the name that were met, with their likeness."""


class Index(Protocol):
    """A directory's entries by word and by code; ``index.WordIndex`` is the one in use. Never changes once it stands."""

    def weigh(self, word: str) -> tuple[float, float]:
        """How telling a word is, 0..1 (1 for a word of one entry, near 0 for a word of nearly all, 0 when unknown), and how
        much it speaks against an entry without it, 0..1.
        """

    def by_code(self, code: str) -> tuple[str, ...]:
        """Ids of the entries with exactly this code, mailbox or phone number (digits, with or without the country's)."""

    def find(self, terms: tuple[Term, ...], kinds: Iterable[str] = (), most: int = 12) -> tuple[Found, ...]:
        """The entries that fit best, best first; only of these kinds, when any are given."""
