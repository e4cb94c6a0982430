"""Reading the facts of one entry: a value alone, a value with particulars, or several of either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.directory import hours as opening
from bot.directory import values
from bot.directory.hours import WeeklyHours
from bot.directory.language import Places
from bot.directory.model import Attribute, Fact, Kind, Location, Place, Source, Tag, Target
from bot.directory.phones import parse_phones
from bot.directory.places import code_advice
from bot.directory.reader import Reader, instead, nearest, quoted
from bot.directory.yamlfile import Mapping, Node, Scalar, Sequence

PARTICULARS = ("value", "label", "note", "source", "as_of", "former")
"""Keys beside a fact's value."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as others refer to it: known before any entry is read in full."""

    kind: str
    name: str
    where: Location


@dataclass(slots=True)
class Ground:
    """All that entries are read against."""

    attributes: dict[str, Attribute]
    kinds: dict[str, Kind]
    tags: dict[str, Tag]
    sources: dict[str, Source]
    places: Places
    entries: dict[str, Known]
    complete: bool
    """Whether every file could be read; only then is an id that is not among the entries a mistake."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where facts come from unless they say otherwise."""

    source: Source | None
    as_of: str


@dataclass(slots=True)
class FactReader:
    """Reads the facts of the entries of one file."""

    reader: Reader
    ground: Ground
    sourceless: list[tuple[int, str]] = field(default_factory=list)
    """Facts for which no source is known: line, and what they are."""

    def facts(self, attribute: Attribute, node: Node, what: str, place: Place, origin: Origin) -> Iterator[Fact]:
        """The facts an attribute's node holds. ``what`` names entry and attribute in messages."""
        for value, particulars in self._forms(attribute, node, what):
            yield from self._fact(attribute, value, particulars, what, place, origin)

    def origin(self, fields: Mapping, what: str, default: Origin) -> Origin:
        """The source and date given beside something, or the default ones."""
        reader = self.reader
        source, as_of = default.source, default.as_of
        if "source" in fields.values:
            name = reader.text(fields, "source", what)
            source = self.ground.sources.get(name) or Source(name, name, "", "", "unofficial")
            if name and name not in self.ground.sources:
                advice = instead(name, self.ground.sources, "declare it in sources.yaml")
                reader.problem(fields.values["source"].line, f"{what}: unknown source {quoted(name)}; {advice}")
        if "as_of" in fields.values:
            node = fields.values["as_of"]
            as_of = reader.scalar(node, f"{what}: as_of", may_be_empty=True)
            if as_of:
                self._check(values.check_date, as_of, node.line, f"{what}: as_of")
        return Origin(source, as_of)

    def _forms(self, attribute: Attribute, node: Node, what: str) -> Iterator[tuple[Node, Mapping | None]]:
        """The value nodes under an attribute, each with its particulars or None."""
        if isinstance(node, Sequence):
            if not node.items:
                self.reader.problem(node.line, f"{what} is an empty list; write a value, or take the key out")
            if attribute.type == "coverage":
                alone = [item for item in node.items if not isinstance(item, Mapping)]
                if alone:  # a plain list of targets is one fact
                    yield Sequence(alone[0].line, alone), None
                items: list[Node] = [item for item in node.items if isinstance(item, Mapping)]
            else:
                items = node.items
            for item in items:
                yield from self._form(attribute, item, what)
        else:
            yield from self._form(attribute, node, what)

    def _form(self, attribute: Attribute, node: Node, what: str) -> Iterator[tuple[Node, Mapping | None]]:
        if isinstance(node, Sequence):
            self.reader.problem(node.line, f"{what}: a list inside a list; write the values in one list")
        elif isinstance(node, Scalar) or (attribute.type == "hours" and "value" not in node.values and _names_days(node)):
            yield node, None
        else:
            fields = self.reader.fields(node, what, PARTICULARS, ("value",))
            if "value" in fields.values:
                yield fields.values["value"], fields

    def _fact(
        self, attribute: Attribute, value: Node, particulars: Mapping | None, what: str, place: Place, origin: Origin
    ) -> Iterator[Fact]:
        reader = self.reader
        label = note = ""
        former = False
        if particulars is not None:
            origin = self.origin(particulars, what, origin)
            label = reader.text(particulars, "label", what)
            note = reader.text(particulars, "note", what)
            former = reader.choice(particulars, "former", what, ("true", "false"), "false") == "true"
        if origin.source is None:
            self.sourceless.append((value.line, what))
        where = Location(reader.file, value.line)
        source = origin.source or Source("", "", "", "", "unofficial")
        if attribute.type == "coverage":
            targets = self._targets(value, what)
            shown = self.named(targets)
            if targets:
                yield Fact(attribute.id, shown, source, origin.as_of, label, note, former, targets=targets, where=where)
        elif attribute.type == "hours" and isinstance(value, Mapping):
            week = self._hours(value, what, place)
            if week:
                yield Fact(attribute.id, opening.printed(week), source, origin.as_of, label, note, former, hours=week, where=where)
        else:
            text = self._text(attribute, value, what)
            if not text:
                return
            if attribute.type == "entry":
                targets = self._entry(text, value.line, what)
                if targets:
                    yield Fact(attribute.id, self.named(targets), source, origin.as_of, label, note, former, targets=targets, where=where)
                return
            phones = ()
            if attribute.type == "phone":
                try:
                    phones = parse_phones(text, place.country or self.ground.places.home)
                except ValueError as error:
                    reader.problem(value.line, f"{what} {error}")
            elif check := values.CHECKS.get(attribute.type):
                self._check(check, text, value.line, what)
            yield Fact(attribute.id, text, source, origin.as_of, label, note, former, phones, where=where)

    def _text(self, attribute: Attribute, value: Node, what: str) -> str:
        if isinstance(value, Mapping) and attribute.type != "hours":
            self.reader.problem(value.line, f"{what} must be one text, not `key: value` lines")
            return ""
        return self.reader.scalar(value, what)

    def _check(self, check: object, text: str, line: int, what: str) -> None:
        try:
            check(text)  # type: ignore[operator]
        except ValueError as error:
            self.reader.problem(line, f"{what} {error}")

    def _entry(self, id: str, line: int, what: str) -> tuple[Target, ...]:
        if id in self.ground.entries:
            return (Target(entry=id),)
        if self.ground.complete:
            close = nearest(id, self.ground.entries)
            self.reader.problem(line, f"{what}: no entry {quoted(id)}; {f'did you mean {close}?' if close else 'write the id of an entry'}")
        return ()

    def _targets(self, value: Node, what: str) -> tuple[Target, ...]:
        """Entries, places and named places. Unknown ones are noted and left out."""
        if isinstance(value, Mapping):
            self.reader.problem(value.line, f"{what} must be a list of codes and entry ids, not `key: value` lines")
            return ()
        found: dict[Target, None] = {}
        for item in value.items if isinstance(value, Sequence) else [value]:
            text = self.reader.scalar(item, what)
            for target in self._target(text, item.line, what) if text else ():
                if target in found:
                    self.reader.problem(item.line, f"{what}: {quoted(text)} stands twice; keep one")
                found[target] = None
        return tuple(found)

    def _target(self, text: str, line: int, what: str) -> tuple[Target, ...]:
        if "/" in text:
            return self._entry(text, line, what)
        locality, comma, code = text.rpartition(",")
        code = code.strip()
        if code in self.ground.places.names and bool(locality.strip()) == bool(comma):
            return (Target(place=code, locality=locality.strip()),)
        advice = code_advice(code, self.ground.places) if code else 'no code after the comma; write it as "Imperial County, US-CA"'
        self.reader.problem(line, f"{what}: {advice}")
        return ()

    def named(self, targets: tuple[Target, ...]) -> str:
        """Targets as people read them: ``Texas, Imperial County (California), Tucson Sector``."""
        return ", ".join(self._named(target) for target in targets)

    def _named(self, target: Target) -> str:
        if target.entry:
            return self.ground.entries[target.entry].name
        place = self.ground.places.names[target.place]
        return f"{target.locality} ({place})" if target.locality else place

    def _hours(self, value: Mapping, what: str, place: Place) -> WeeklyHours | None:
        reader = self.reader
        fields = reader.mapping(value, what)
        tz = reader.text(fields, "tz", what)
        if tz:
            self._check(values.check_zone, tz, fields.values["tz"].line, f"{what}: tz")
        elif not place.tz:
            reader.problem(value.line, f"{what}: no time zone; add tz here or in the entry's place, such as tz: America/Chicago")
        days: dict[int, tuple[opening.Span, ...]] = {}
        settled_by: dict[int, str] = {}
        fine = True
        for key, node in fields.values.items():
            if key == "tz":
                continue
            try:
                named = opening.days_named(key)
                parsed = opening.parse_day(reader.scalar(node, f"{what}: {key}"))
            except ValueError as error:
                reader.problem(fields.lines[key], f"{what}: {error}")
                fine = False
                continue
            for day in named:
                if day in days:
                    name = opening.WEEKDAYS[day]
                    reader.problem(fields.lines[key], f"{what}: {name} is settled twice, by {settled_by[day]} and {key}; keep one")
                    fine = False
                days[day] = parsed
                settled_by[day] = key
        missing = [name for day, name in enumerate(opening.WEEKDAYS) if day not in days]
        if fine and missing:
            reader.problem(value.line, f"{what}: nothing is said of {', '.join(missing)}; add {missing[0]}: closed, or its hours")
            fine = False
        if not fine:
            return None
        try:
            return opening.week((days[day] for day in range(7)), tz or place.tz)
        except ValueError as error:
            reader.problem(value.line, f"{what}: {error}")
            return None


def _names_days(node: Mapping) -> bool:
    """Whether the keys look like weekdays, and not like the particulars of a fact."""
    return not any(key in PARTICULARS for key in node.values)
