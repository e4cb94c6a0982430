"""The directory as something to browse: kind, then state or country, then entries."""

from __future__ import annotations

from collections import defaultdict

from bot.directory.model import Directory, Entry


class Shelves:
    """All entries by kind and by where they are at home or serve. Built once over a directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        found: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        of_kind: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(directory.entries.values(), key=lambda e: e.name.lower()):
            of_kind[entry.kind].append(entry)
            for region in self._regions(entry):
                found[entry.kind][region].append(entry)
        self._of_kind = {kind: tuple(entries) for kind, entries in of_kind.items()}
        self._found = {kind: {place: tuple(es) for place, es in places.items()} for kind, places in found.items()}

    def kinds(self) -> dict[str, int]:
        """The kinds that have entries, in the order of the fact base, other people's business last, with how many."""
        kinds = sorted(self._directory.kinds.values(), key=lambda kind: kind.elsewhere)
        return {kind.id: len(self._of_kind[kind.id]) for kind in kinds if kind.id in self._of_kind}

    def regions(self, kind: str) -> dict[str, int]:
        """ISO codes of the states and countries that a kind's entries are in or serve, with how many there are."""
        return {code: len(entries) for code, entries in self._found.get(kind, {}).items()}

    def entries(self, kind: str, region: str = "") -> tuple[Entry, ...]:
        """The entries of a kind, in or for a state or country (empty: all), by name."""
        return self._found.get(kind, {}).get(region, ()) if region else self._of_kind.get(kind, ())

    def _regions(self, entry: Entry) -> set[str]:
        """Where an entry is and what it serves; where nothing is known of that, what the thing that it is part of serves."""
        own = {_home(entry)} - {""} | self._served(entry)
        above = map(self._served, self._directory.ancestors(entry))
        return own or next(filter(None, above), set())

    def _served(self, entry: Entry) -> set[str]:
        offices = (self._directory.entries[target.entry] for target in entry.covers if target.entry)
        return ({target.place for target in entry.covers} | {_home(office) for office in offices}) - {""}


def _home(entry: Entry) -> str:
    """The state an entry is in, or its country."""
    return entry.place.state or entry.place.country
