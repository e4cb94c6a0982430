"""Reading a fact's value by the type of its attribute."""

from __future__ import annotations

from dataclasses import dataclass

from bot.directory import hours as opening
from bot.directory.hours import Span, WeeklyHours
from bot.directory.model import Attribute, Place, Target
from bot.directory.phones import Phone, parse_phones
from bot.directory.reading.checks import CHECKS, check_zone
from bot.directory.reading.ground import Ground
from bot.directory.reading.places import code_advice
from bot.directory.reading.reader import Reader, quoted, shape
from bot.directory.reading.yamlfile import Mapping, Node, Sequence


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a fact: the text people read, and what the type makes of it."""

    text: str
    phones: tuple[Phone, ...] = ()
    hours: WeeklyHours | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the values of one file's facts. ``what`` names entry and attribute in messages."""

    reader: Reader
    ground: Ground

    def read(self, attribute: Attribute, node: Node, what: str, place: Place) -> Value | None:
        """The value; None, and a problem noted, when it is none of its type. ``place`` is where the entry stands."""
        if attribute.type == "coverage":
            return self._coverage(node, what)
        if attribute.type == "hours" and isinstance(node, Mapping):
            return self._hours(node, what, place)
        text = self.reader.scalar(node, what)
        if not text:
            return None
        if attribute.type == "entry":
            known = self.ground.has(text, self.reader, node.line, what)
            return self._named((Target(entry=text),)) if known else None
        if attribute.type == "phone":
            region = place.country or self.ground.places.home
            if region not in self.ground.places.names:
                return Value(text)  # the country is noted already, and no number can be checked without it
            try:
                return Value(text, phones=parse_phones(text, region))
            except ValueError as error:
                self.reader.problem(node.line, f"{what} {error}")
        elif check := CHECKS.get(attribute.type):
            self.reader.check(check, text, node.line, what)
        return Value(text)

    def _coverage(self, node: Node, what: str) -> Value | None:
        """Entries, places and named places. Unknown ones are noted and left out."""
        if isinstance(node, Mapping):
            self.reader.problem(node.line, f"{what} is {shape(node)}; write a list of codes and entry ids")
            return None
        found: dict[Target, None] = {}
        for item in node.items if isinstance(node, Sequence) else [node]:
            text = self.reader.scalar(item, what)
            target = self._target(text, item.line, what) if text else None
            if target in found:
                self.reader.problem(item.line, f"{what}: {quoted(text)} stands twice; keep one")
            elif target:
                found[target] = None
        return self._named(tuple(found)) if found else None

    def _target(self, text: str, line: int, what: str) -> Target | None:
        if "/" in text:
            return Target(entry=text) if self.ground.has(text, self.reader, line, what) else None
        locality, comma, code = (part.strip() for part in text.rpartition(","))
        if code in self.ground.places.names and bool(locality) == bool(comma):
            return Target(place=code, locality=locality)
        advice = code_advice(code, self.ground.places.aliases) if code else f"{quoted(text)} has no code after the comma"
        self.reader.problem(line, f"{what}: {advice}" if code else f"{what}: {advice}; write it as Some County, US-CA")
        return None

    def _named(self, targets: tuple[Target, ...]) -> Value:
        """Targets as people read them: ``Texas, Imperial County (California), Tucson Sector``."""
        names: list[str] = []
        for target in targets:
            known = self.ground.roll.find(target.entry)
            name = known.name if known else self.ground.places.names[target.place]
            names.append(f"{target.locality} ({name})" if target.locality else name)
        return Value(", ".join(names), targets=targets)

    def _hours(self, node: Mapping, what: str, place: Place) -> Value | None:
        reader = self.reader
        fields = reader.mapping(node, what)
        tz = reader.line(fields, "tz", what)
        if tz:
            reader.check(check_zone, tz, fields.values["tz"].line, f"{what}: tz")
        elif not place.tz:
            reader.problem(node.line, f"{what} have no time zone; add tz: … here or in the entry's place")
        settled: dict[int, tuple[str, tuple[Span, ...]]] = {}
        fine = True
        for key, value in fields.values.items():
            if key == "tz":
                continue
            text = reader.scalar(value, f"{what}: {key}")
            try:
                for day in opening.days_named(key):
                    if day in settled:
                        name = opening.WEEKDAYS[day]
                        raise ValueError(f"{name} is settled twice, by {settled[day][0]} and by {key}; keep one of them")
                    settled[day] = (key, opening.parse_day(text) if text else ())
            except ValueError as error:
                reader.problem(fields.lines[key], f"{what}: {error}")
                fine = False
        missing = [name for day, name in enumerate(opening.WEEKDAYS) if day not in settled]
        if missing and fine:
            reader.problem(node.line, f"{what} say nothing of {', '.join(missing)}; add {missing[0]}: closed, or its hours")
        if missing or not fine:
            return None
        try:
            week = opening.week((settled[day][1] for day in range(7)), tz or place.tz)
        except ValueError as error:
            reader.problem(node.line, f"{what}: {error}")
            return None
        return Value(opening.printed(week), hours=week)
