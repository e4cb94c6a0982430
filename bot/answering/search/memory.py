"""A listing in this process's memory."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, compress, islice, zip_longest
from operator import ne

from bot.answering.search.numbering import Numbering, Speech
from bot.answering.search.postings import Lists
from bot.answering.search.store import NEAR, Line, Listed, Word
from bot.answering.understanding.neighbours import Neighbours

LEAST = 0.03
"""The least that a word counts, however common it is."""

REMEMBERED = 8192
"""Entries that are kept as they were last looked at."""

_NOWHERE: frozenset[int] = frozenset()


class Memory:
    """A store in this process: words and codes in dictionaries, everything else in arrays."""

    def __init__(self, lines: Iterable[Line], speech: Speech) -> None:
        """Reads all lines once."""
        numbers = Numbering(speech)
        names, ends = array("I"), array("I", [0])
        self._ids: list[str] = []
        self._columns: list[array[int]] = []
        self._coded: dict[str, int] = {}
        self._coded_too: dict[str, list[int]] = {}  # further entries that have the code of another one
        for some in numbers.read(lines):
            before = len(self._ids)
            self._ids += some.ids
            names.extend(some.words)
            ends.extend(islice(accumulate(some.lengths, initial=ends[-1]), 1, None))
            self._columns += (array("I", bytes(4 * before)) for _ in some.beside[len(self._columns) :])
            for column, texts in zip_longest(self._columns, some.beside, fillvalue=[0] * len(some.ids)):
                column.extend(texts)
            entries = range(before, len(self._ids))
            owners = map(self._coded.setdefault, some.codes, entries)
            for entry in compress(entries, map(ne, owners, entries)):
                self._coded_too.setdefault(some.codes[entry - before], []).append(entry)
        self._coded.pop("", None)
        self._coded_too.pop("", None)
        self._names = Lists.of(names, ends)
        self._beside = numbers.finish()
        self._number = dict(numbers.words)
        self._called = self._names.turned(len(self._number))
        everything = math.log(1 + len(self._ids))
        counts = (self._called.size(word) for word in range(len(self._number)))
        self._rarity = array("f", (1 - math.log(n) / everything if n else 0.0 for n in counts))
        rarities = zip(self._number, self._rarity, strict=True)
        self._share = array("f", (max(LEAST, rarity) * speech.talk.get(word, 1.0) for word, rarity in rarities))
        self._met: dict[str, Word] = {}
        self._seen: dict[int, Listed] = {}
        self._neighbours = Neighbours(self._number)

    def __len__(self) -> int:
        return len(self._ids)

    def words(self, texts: Iterable[str]) -> dict[str, Word]:
        met = self._met.get
        return {text: met(text) or self._word(text) for text in texts if text in self._number}

    def near(self, texts: Mapping[str, int]) -> dict[str, list[tuple[Word, int]]]:
        met = self._met.get
        return {
            text: [(met(w) or self._word(w), distance) for w, distance in self._neighbours.near(text, errors)[:NEAR]]
            for text, errors in texts.items()
        }

    def called(self, words: Sequence[int], most: int) -> list[array[int]]:
        return [self._called.first(word, most) for word in words]

    def listed(self, entries: Iterable[int]) -> list[Listed]:
        seen = self._seen
        if len(seen) > REMEMBERED:
            seen.clear()
        return [seen.get(entry) or self._listed(entry) for entry in entries]

    def beside(self, words: Sequence[Word], entries: Collection[int], called: Sequence[int], most: int) -> list[set[int]]:
        return [{entry for column in self._columns for entry in entries if column[entry] in word.beside} for word in words]

    def coded(self, codes: Iterable[str]) -> dict[str, list[int]]:
        return {code: [self._coded[code], *self._coded_too.get(code, ())] for code in codes if code in self._coded}

    def _listed(self, entry: int) -> Listed:
        name = tuple(self._names[entry])
        whole = sum(map(self._share.__getitem__, name))
        found = Listed(entry, self._ids[entry], name, whole, tuple([column[entry] for column in self._columns]))
        self._seen[entry] = found
        return found

    def _word(self, text: str) -> Word:
        number = self._number[text]
        beside = self._beside.get(number, _NOWHERE)
        word = Word(number, text, self._called.size(number), self._rarity[number], self._share[number], beside)
        self._met[text] = word
        return word
