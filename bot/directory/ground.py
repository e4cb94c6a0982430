"""What entries are read against: everything declared, and who the other entries are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.directory.language import Places
from bot.directory.model import Attribute, Kind, Location, Source, Tag
from bot.directory.reader import Reader, nearest, quoted


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as others refer to it: known before any entry is read in full."""

    kind: str
    name: str
    where: Location


@dataclass(frozen=True, slots=True)
class Ground:
    """All of it."""

    attributes: Mapping[str, Attribute]
    kinds: Mapping[str, Kind]
    tags: Mapping[str, Tag]
    sources: Mapping[str, Source]
    places: Places
    entries: Mapping[str, Known]
    complete: bool
    """Whether every file could be read; only then is an id that is not among the entries a mistake."""

    def has(self, id: str, reader: Reader, line: int, what: str) -> bool:
        """Whether there is an entry with this id; noted when there is none."""
        if id in self.entries:
            return True
        if self.complete:
            close = nearest(id, self.entries)
            advice = f"did you mean {close}?" if close else "write the id of an entry"
            reader.problem(line, f"{what}: no entry {quoted(id)}; {advice}")
        return False
