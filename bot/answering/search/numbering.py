"""The words of names, and the texts beside names, as numbers in the order they come; many lines at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, repeat, zip_longest
from typing import NamedTuple

from bot.answering.search.store import Line
from bot.answering.understanding.normalize import fold, words

AT_ONCE = 256
"""Lines that are taken together: most of the work on their names is then done in a few calls. More of them would not stay
in a processor's cache meanwhile."""

_MARKS = ",()/.-"
_NEW = -1
"""In the place of a word's number."""


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
        self._spelt: dict[str, int] = {}  # the same, by how they stand in names
        self.texts: dict[str, int] = _Numbers({"": 0})
        """The number of each text beside a name."""

    def read(self, lines: Iterable[Line]) -> Iterator[Numbered]:
        """All lines, in their order."""
        left = iter(lines)
        while some := list(islice(left, AT_ONCE)):
            ids, names, beside, codes = zip(*some, strict=True)
            columns = zip_longest(*beside, fillvalue="")
            yield Numbered(
                list(ids),
                *self._called(names),
                [list(map(self.texts.__getitem__, column)) for column in columns],
                _run_together(codes),
            )

    def _called(self, names: Sequence[str]) -> tuple[list[int], list[int]]:
        """The ``words`` of all names, and how many each has, in a fraction of the time where most are but plain words."""
        plainly = "\n".join(names)
        if plainly.count("\n") >= len(names):
            plainly = "\n".join([name.replace("\n", " ") for name in names])
        for mark in _MARKS:
            plainly = plainly.replace(mark, " ")
        parts = list(map(str.split, plainly.split("\n")))
        known = list(map(self._spelt.get, chain.from_iterable(parts), repeat(_NEW)))
        lengths = list(map(len, parts))
        ends = list(accumulate(lengths, initial=0))
        found: list[int] = []
        done = 0
        for name in sorted({bisect_right(ends, at) - 1 for at, number in enumerate(known) if number == _NEW}):
            own = self._spell(names[name], parts[name])
            found += known[done : ends[name]] + own
            lengths[name], done = len(own), ends[name + 1]
        return found + known[done:], lengths

    def _spell(self, name: str, parts: Sequence[str]) -> list[int]:
        """The words of a name some of whose parts are new; or no words by themselves: initials, and what has other marks."""
        plain = list(map(fold.__wrapped__, parts))  # each is met but once or twice: nothing to be remembered
        if not all(word.isalnum() and (len(word) > 1 or word.isdigit()) for word in plain):
            return [self._number(word) for word in words(name)]
        numbers = [self._number(word) for word in plain]
        self._spelt.update(zip(parts, numbers, strict=True))
        return numbers

    def _number(self, word: str) -> int:
        return self.words[self._speech.same.get(word, word)]

    def finish(self) -> dict[int, set[int]]:
        """Numbers the words of the texts beside names and those of questions, too, when all lines are read.

        Returns for each word that stands beside names the texts that have it.
        """
        self._spelt.clear()  # as much memory as the words themselves
        same, alike, talk = self._speech
        beside: dict[int, set[int]] = {}
        for text, number in self.texts.items():
            for word in {same.get(w, w) for t in (text, *alike.get(text.lower(), ())) for w in words(t)}:
                beside.setdefault(self.words[word], set()).add(number)
        for word in talk:
            self.words[word]
        return beside


def _run_together(codes: Sequence[str]) -> list[str]:
    """The words of each code as one."""
    plainly = "\n".join(codes).lower()
    for mark in (" ", *_MARKS):
        plainly = plainly.replace(mark, "")
    found = plainly.split("\n")
    if plainly.isascii() and "".join(found).isalnum() and len(found) == len(codes):
        return found
    return ["".join(words(code)) for code in codes]
