"""What entries are read against: everything declared, and who the other entries are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.directory.language import Places
from bot.directory.model import Attribute, Kind, Location, Source, Tag
from bot.directory.reading.reader import Reader, nearest, quoted


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as others refer to it: known before any entry is read in full."""

    kind: str
    name: str
    where: Location


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is there: the entries by their ids, and those whose own id nobody can know."""

    entries: dict[str, Known] = field(default_factory=dict)
    meant: dict[str, Known] = field(default_factory=dict)
    """The same by the ids that they should have, where theirs is not well formed."""
    nameless: list[Known] = field(default_factory=list)
    """Entries without an id, and those that share one; that is noted already."""

    def find(self, id: str) -> Known | None:
        """The entry that somebody means by an id, if there is one."""
        return self.entries.get(id) or self.meant.get(id)

    def may_be_nameless(self, id: str) -> bool:
        """Whether an id that nobody has may well be the lost one of such an entry: same kind, and a word of its name."""
        family, _, slug = id.partition("/")
        said = set(slug.split("-"))
        return any(known.kind == family and said & set(known.name.casefold().split()) for known in self.nameless)


@dataclass(slots=True)
class Missing:
    """An id that nobody has: where it is named first in the order of reading, and how often."""

    reader: Reader
    line: int
    what: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Ground:
    """All of it."""

    attributes: Mapping[str, Attribute]
    kinds: Mapping[str, Kind]
    tags: Mapping[str, Tag]
    sources: Mapping[str, Source]
    places: Places
    roll: Roll
    today: date
    complete: bool
    """Whether every file could be read; only then is an id that is not among the entries a mistake."""

    missing: dict[str, Missing] = field(default_factory=dict)
    """Ids that were referred to in vain."""

    def has(self, id: str, reader: Reader, line: int, what: str) -> bool:
        """Whether there is an entry with this id; remembered for ``note_missing`` when there is none."""
        if self.roll.find(id):
            return True
        if id in self.missing:
            self.missing[id].times += 1
        else:
            self.missing[id] = Missing(reader, line, what)
        return False

    def note_missing(self) -> None:
        """Notes each id that was referred to in vain, once, unless another problem explains it."""
        if not self.complete:
            return
        for id, first in self.missing.items():
            if self.roll.may_be_nameless(id):
                continue
            close = nearest(id, self.roll.entries)
            advice = f"did you mean {close}?" if close else "write the id of an entry"
            if first.times > 1:  # nobody mistypes the same id so often: its entry has another one now
                more = f", and {first.times - 1} more"
                advice = f"if an entry was given another id, give it this one again; else {advice}"
            else:
                more = ""
            first.reader.problem(first.line, f"{first.what}{more}: no entry {quoted(id)}; {advice}")
