"""Entries by the first letters of what they are called: fast enough to be asked at every letter typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable

from bot.answering.understanding.normalize import plain, tokens, words
from bot.directory.model import Directory, Entry

MOST = 100
"""Entries offered at once; Slack takes no more."""
READ = 200
"""Characters read of what was typed: no name is longer, and each word more is looked up again at every letter."""
LAST = "\U0010ffff"


class Typeahead:
    """Finds entries whose names, codes and places begin with what was typed. Built once over a directory."""

    def __init__(self, directory: Directory) -> None:
        self._entries = tuple(directory.entries.values())
        self._names = tuple(words(entry.name) for entry in self._entries)
        kinds = {id: (kind.elsewhere, kind.rank, number) for number, (id, kind) in enumerate(directory.kinds.items())}
        self._order = [(kinds[e.kind], len(name), e.name) for e, name in zip(self._entries, self._names, strict=True)]
        holders: defaultdict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for word in _words(entry, directory):
                holders[word].add(number)
        self._words = sorted(holders)
        self._holders = tuple(frozenset(holders[word]) for word in self._words)

    def find(self, text: str, kinds: Collection[str] = (), most: int = MOST) -> list[Entry]:
        """The entries of which every word typed begins a word, best first; ``kinds``: of these only; empty: of any."""
        typed = tuple(token.norm for token in tokens(plain(text[:READ])))
        if not typed:
            return []
        found = set.intersection(*map(self._beginning, set(typed)))
        if kinds:
            found = {number for number in found if self._entries[number].kind in kinds}
        best = sorted(found, key=lambda number: (self._far(number, typed), self._order[number]))
        return [self._entries[number] for number in best[:most]]

    def _beginning(self, start: str) -> set[int]:
        first, end = bisect_left(self._words, start), bisect_left(self._words, start + LAST)
        return {number for holders in self._holders[first:end] for number in holders}

    def _far(self, number: int, typed: tuple[str, ...]) -> int:
        """How far an entry is from what was typed. 0: its code; 1: its name begins so; 2: words of its name; 3: others."""
        name = self._names[number]
        if len(typed) == 1 and any(words(code) == typed for code in self._entries[number].codes):
            return 0
        if all(word.startswith(start) for word, start in zip(name, typed, strict=False)) and len(name) >= len(typed):
            return 1
        return 2 if all(any(word.startswith(start) for word in name) for start in typed) else 3


def _words(entry: Entry, directory: Directory) -> Iterable[str]:
    """All by which an entry is found here: its names and codes, its kind, where it stands and what it serves."""
    kind, names = directory.kinds[entry.kind], directory.places.names
    codes = (entry.place.state, entry.place.country, *(target.place for target in entry.covers))
    where = (entry.place.city, entry.place.state.rpartition("-")[2], *(names.get(code, "") for code in codes))
    for text in (entry.name, *entry.aliases, *entry.codes, kind.label, kind.plural, *where):
        yield from words(text)
