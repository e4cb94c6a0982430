"""The words of names, and the texts beside names, as numbers in the order they come; many lines at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from bot.answering.search.store import Line
from bot.answering.understanding.normalize import fold, words

AT_ONCE = 4096
"""Lines that are taken together: most of the work on their names is then done in a few calls."""

_MARKS = ",()/.-"
_UNEVEN = re.compile(r"[^\w ,()/.\n-]|_|\b[a-z](?:[.-]| [a-z]\b)")
"""What a name has that is more than plain words and marks between them."""


class Speech(NamedTuple):
    """What is known beforehand of the words of a listing."""

    same: Mapping[str, str] = {}
    """Short words of names, and what they are short for."""
    alike: Mapping[str, Sequence[str]] = {}
    """Texts beside names, in lower case, and what they are called, too: *TX* for *texas*."""
    talk: Mapping[str, float] = {}
    """Words of questions, which a misspelt one may be, and how much of a name each is at most."""


class Numbered(NamedTuple):
    """Some lines in numbers."""

    ids: list[str]
    words: list[int]
    """The words of all names,"""
    lengths: list[int]
    """and how many each has."""
    beside: list[list[int]]
    """The first text beside each name, the second of each, and so on; 0 where there is none."""
    codes: list[str]
    """As their words run together; empty where there is none."""


class _Numbers(dict[str, int]):
    """Gives a number to each text that it is asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class Numbering:
    """Gives out the numbers."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.words: dict[str, int] = _Numbers()
        """The number of each word."""
        self.texts: dict[str, int] = _Numbers({"": 0})
        """The number of each text beside a name."""

    def read(self, lines: Iterable[Line]) -> Iterator[Numbered]:
        """All lines, in their order."""
        left = iter(lines)
        while some := list(islice(left, AT_ONCE)):
            names = split([line.name for line in some])
            said = list(chain.from_iterable(names))
            columns = zip_longest(*(line.beside for line in some), fillvalue="")
            yield Numbered(
                [line.id for line in some],
                list(map(self.words.__getitem__, map(self._speech.same.get, said, said))),
                list(map(len, names)),
                [list(map(self.texts.__getitem__, column)) for column in columns],
                list(map("".join, split([line.code for line in some]))),
            )

    def finish(self) -> dict[int, set[int]]:
        """Numbers the words of the texts beside names and those of questions, too, when all lines are read.

        Returns for each word that stands beside names the texts that have it.
        """
        same, alike, talk = self._speech
        beside: dict[int, set[int]] = {}
        for text, number in self.texts.items():
            for word in {same.get(w, w) for t in (text, *alike.get(text.lower(), ())) for w in words(t)}:
                beside.setdefault(self.words[word], set()).add(number)
        for word in talk:
            self.words[word]
        return beside


def split(texts: Sequence[str]) -> list[Sequence[str]]:
    """The ``words`` of each text, in a fraction of the time where most have but plain words."""
    low = [text.lower() if text.isascii() else fold(text) for text in texts]
    together = "\n".join(low)
    if together.count("\n") >= len(texts):  # one of several lines
        return [words(text) for text in low]
    plainly = together
    for mark in _MARKS:
        plainly = plainly.replace(mark, " ")
    found: list[Sequence[str]] = [line.split() for line in plainly.split("\n")]
    number = seen = 0
    for uneven in _UNEVEN.finditer(together):
        number += together.count("\n", seen, uneven.start())
        seen = uneven.start()
        found[number] = words(low[number])
    return found
