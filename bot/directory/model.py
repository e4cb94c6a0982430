"""What the directory is made of. Everything is immutable once loaded.

An entry is one thing in the directory; all that is said of it is a fact, with its source and the date it was true.
Relations are facts too: ``part_of`` (one entry) and ``covers`` (entries and places).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.directory.hours import WeeklyHours
from bot.directory.language import Language, Places
from bot.directory.phones import Phone

AttributeType = Literal[
    "text", "number", "date", "phone", "email", "url", "address", "hours", "code", "entry", "coverage", "parts"
]
Standing = Literal["official", "secondary", "unofficial"]
COMMAND = "/directory"
"""The slash command that asks for everything, where the fact base names no other."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in the fact base."""

    file: str
    """Path relative to the fact base's folder, with forward slashes."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts came from."""

    id: str
    title: str
    url: str
    """Empty where the source has no address."""
    date: str
    """When the source was published or captured: ``2026-09-28``, ``2016-11``, ``2006``; empty when undated."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be asked of an entry, as declared in ``kinds.yaml``."""

    id: str
    type: AttributeType
    label: str
    """How people read it, in the fact base's own language: ``Phone``."""
    part_kinds: tuple[str, ...] = ()
    """Only for type ``parts``: the kinds of entries listed, which name this one in ``part_of`` or cover."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of thing an entry is, as declared in ``kinds.yaml``."""

    id: str
    label: str
    """One of them, as people say it: ``port of entry``."""
    plural: str
    attributes: tuple[str, ...]
    """Ids of the attributes its entries may have, in the order a card shows them."""
    rank: int = 2
    """1: what people mean by a bare place name; 2: equal only when its own words are used; 3: named in full."""
    shelf_life_days: int | None = None
    """A fact older than this is shown as possibly out of date; None: never."""
    fallback: str = ""
    """Id of the entry that answers when coverage finds no nearer one of this kind; empty: none."""
    command: str = ""
    """The slash command that asks for this kind only, with its slash; empty: none."""
    about: str = ""
    """Id of the entry that tells what such a thing is or does; empty: none."""
    elsewhere: bool = False
    """True: its entries are other people's business; they are pointed to, never given as an answer."""
    counts: str = ""
    """Id of the figure that says how many there are; empty: none, the entries are counted."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that an entry covers: another entry, a country, a state, or a named place inside one."""

    entry: str = ""
    """Id of an entry, or empty."""
    place: str = ""
    """ISO 3166 code, ``DK`` or ``US-TX``, or empty."""
    locality: str = ""
    """A named place inside ``place`` (``Imperial County``), or empty for the whole of it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An attribute's value, with its source and the date it was true."""

    attribute: str
    value: str
    """As people read it, digits as the source prints them."""
    source: Source
    as_of: str
    """``2026-09-28``, ``2016-11`` or ``2006``; empty when undated."""
    label: str = ""
    """What tells this value from the entry's others: ``from abroad``, ``host country only``."""
    note: str = ""
    """A doubt or condition that must be shown beside the value."""
    former: bool = False
    """True: kept as history, never shown as current."""
    phones: tuple[Phone, ...] = ()
    """The numbers in the value, for type ``phone`` (one printed value may hold two)."""
    hours: WeeklyHours | None = None
    """For type ``hours`` when given by weekday; None when only printed text is known."""
    targets: tuple[Target, ...] = ()
    """For types ``entry`` (one) and ``coverage`` (any number)."""
    where: Location | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands."""

    city: str = ""
    state: str = ""
    """ISO 3166-2 code, ``US-TX``, or empty."""
    country: str = ""
    """ISO 3166-1 alpha-2 code, ``US``."""
    lat: float | None = None
    lon: float | None = None
    """Degrees, WGS 84."""
    located_by: str = ""
    """What the coordinates come from; empty without coordinates."""
    tz: str = ""
    """IANA time zone, or empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the directory."""

    id: str
    """``kind-or-family/slug``, unique, never reused."""
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    """Other names people use; matched, not shown."""
    codes: tuple[str, ...] = ()
    """The values of its current facts of type ``code`` (port code, airport code …), in order."""
    place: Place = field(default_factory=Place)
    facts: tuple[Fact, ...] = ()
    """Current and former, in the order of the file."""
    tags: tuple[str, ...] = ()
    """Traits that can be asked for as a list, declared in ``kinds.yaml``: ``service-port``, ``user-fee-airport``."""
    note: str = ""
    where: Location | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # unique, where all fields would be gone through each time

    def current(self, attribute: str) -> tuple[Fact, ...]:
        """The facts of an attribute that hold now."""
        return tuple([f for f in self.facts if f.attribute == attribute and not f.former])

    @property
    def part_of(self) -> str:
        """Id of the entry this one is part of, or empty."""
        for fact in self.facts:
            if fact.attribute == "part_of" and fact.targets and not fact.former:
                return fact.targets[0].entry
        return ""

    @property
    def covers(self) -> tuple[Target, ...]:
        """What it serves, as recorded."""
        return tuple(t for f in self.current("covers") for t in f.targets)


@dataclass(frozen=True, slots=True)
class Tag:
    """A trait that entries share, as declared in ``kinds.yaml``."""

    id: str
    label: str
    plural: str


@dataclass(frozen=True)
class Directory:
    """The whole fact base."""

    title: str
    """Whose directory it is, as shown to people."""
    about: str
    """One sentence on what can be asked."""
    general: str
    """Id of the entry to send people to when nothing better is known; may be empty."""
    examples: Mapping[str, tuple[str, ...]]
    """Questions worth showing to a newcomer, by language."""
    kinds: Mapping[str, Kind]
    attributes: Mapping[str, Attribute]
    tags: Mapping[str, Tag]
    sources: Mapping[str, Source]
    entries: Mapping[str, Entry]
    languages: Mapping[str, Language]
    places: Places
    parts: Mapping[str, tuple[str, ...]]
    """Entry id → ids of the entries that are part of it."""
    covered_by: Mapping[str, tuple[str, ...]]
    """Entry id or place code → ids of the entries that cover it, or only a named place in it: their targets tell."""
    command: str = COMMAND
    """The slash command that asks for everything, with its slash; the kinds that have one bring their own."""

    def examples_in(self, language: str) -> tuple[str, ...]:
        """Those of a language; where it has none, of the first that has."""
        return self.examples.get(language) or next(filter(None, self.examples.values()), ())

    @property
    def main_phone(self) -> str:
        """Id of the attribute that has the number to call: the first one declared of that type; empty: there is none."""
        return next((attribute.id for attribute in self.attributes.values() if attribute.type == "phone"), "")

    def ancestors(self, entry: Entry) -> Iterator[Entry]:
        """What the entry is part of, nearest first."""
        while whole := entry.part_of:
            entry = self.entries[whole]
            yield entry

    def parts_of(self, entry: Entry, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
        """The entries of these kinds directly inside an entry, in the order of the files."""
        inside = (self.entries[i] for i in self.parts.get(entry.id, ()))
        return tuple(e for e in inside if e.kind in kinds)

    def members(self, entry: Entry, attribute: str) -> tuple[Entry, ...]:
        """What an attribute of type ``parts`` lists: entries of its kinds that are directly part of the entry, in the order
        of the files, and then those that it covers by id.
        """
        kinds = self.attributes[attribute].part_kinds
        covered = (self.entries[target.entry] for target in entry.covers if target.entry)
        found = {e.id: e for e in (*self.parts_of(entry, kinds), *covered) if e.kind in kinds}
        return tuple(found.values())
