"""Reading entry files: first who is there, then every entry in full."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.directory.model import Entry, Fact, Kind, Location, Place
from bot.directory.reading.checks import check_zone
from bot.directory.reading.declarations import ENTRY_KEYS
from bot.directory.reading.facts import FactReader, Origin
from bot.directory.reading.ground import Ground, Known, Roll
from bot.directory.reading.places import code_advice, country_advice
from bot.directory.reading.reader import Reader, quoted
from bot.directory.reading.yamlfile import Mapping, Node, Scalar, Sequence

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_DEGREES = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]+)?")
_UNREADABLE = Place(country="?", tz="UTC")  # a problem is noted, and no other shall follow from it
_PLACE_KEYS = ("city", "state", "country", "lat", "lon", "located_by", "tz")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry read as far as its id, kind and name."""

    id: str
    kind: str
    name: str
    fields: Mapping

    def names(self) -> Iterator[tuple[str, int]]:
        """Its name and its aliases, each with its line."""
        if self.name:
            yield self.name, self.fields.values["name"].line
        node = self.fields.values.get("aliases")
        for item in node.items if isinstance(node, Sequence) else [node]:
            if isinstance(item, Scalar):
                yield " ".join(item.text.split()), item.line


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry file read as far as who is in it."""

    reader: Reader
    top: Mapping
    drafts: list[Draft]


def read_drafts(reader: Reader, node: Node | None, kinds: Collection[str], roll: Roll) -> EntryFile:
    """Ids, kinds and names of a file's entries, who are put on the roll."""
    file = EntryFile(reader, reader.fields(node, "", ("kind", "source", "as_of", "entries"), ("entries",)), [])
    default = reader.line(file.top, "kind", "")
    if default and default not in kinds:
        reader.unknown(file.top.values["kind"].line, "", "kind", default, kinds, "declare it in kinds.yaml")
    listed = file.top.values.get("entries")
    if listed is not None and not isinstance(listed, Sequence):
        reader.problem(listed.line, "entries must be a list; begin each entry with `- id: …`")
    for number, item in enumerate(listed.items if isinstance(listed, Sequence) else (), start=1):
        what = _called(item) or f"entry {number}"
        fields = reader.mapping(item, what)
        if not isinstance(item, Mapping):
            continue
        id = reader.line(fields, "id", what)
        kind = reader.line(fields, "kind", what) or default
        draft = Draft(id, kind, reader.line(fields, "name", what), fields)
        fit = _check_draft(reader, draft, what, default, kinds)
        file.drafts.append(draft)
        known = Known(kind, draft.name or id, Location(reader.file, fields.line))
        if id and id not in roll.entries:
            roll.entries[id] = known
            roll.meant.setdefault(fit, known)
        else:
            roll.nameless.extend([known, roll.entries[id]] if id else [known])  # the first may have the wrong id
        if id and roll.entries[id] is not known:
            twice = f"the id {id} stands twice, first at {roll.entries[id].where}; give one of them another id"
            reader.problem(fields.values["id"].line, twice)
    return file


def _called(item: Node) -> str:
    """The id of an entry that is not checked yet, to name it by; empty when it has none."""
    id = item.values.get("id") if isinstance(item, Mapping) else None
    return " ".join(id.text.split()) if isinstance(id, Scalar) else ""


def _check_draft(reader: Reader, draft: Draft, what: str, default: str, kinds: Collection[str]) -> str:
    """Notes what is wrong with id, kind and name, and returns the id that the entry should have."""
    fields, id, kind = draft.fields, draft.id, draft.kind
    family, _, slug = id.partition("/")
    fit = id
    if "id" not in fields.values:
        reader.problem(fields.line, f"{what} has no id; add `id: {kind or 'kind'}/{_slug(draft.name) or 'name'}`")
    elif id and not _ID.fullmatch(id):
        fit = f"{_slug(family)}/{_slug(slug)}" if _slug(slug) else f"{kind or 'kind'}/{_slug(family)}"
        reader.problem(fields.values["id"].line, f"{quoted(id)} is no id; write it as {fit}")
    elif id and kind in kinds and family != kind:
        fit = f"{kind}/{slug}"
        advice = f"write {kind}/{slug}, or add kind: {family}" if family in kinds else f"write {kind}/{slug}"
        reader.problem(fields.values["id"].line, f"the id {id} does not begin with its kind, {kind}; {advice}")
    if "name" not in fields.values:
        reader.problem(fields.line, f"{what} has no name; add `name: …`")
    if not kind:
        reader.problem(fields.line, f"{what} has no kind; add `kind: …` to it, or at the top of the file")
    elif kind != default and kind not in kinds:
        reader.unknown(fields.values["kind"].line, what, "kind", kind, kinds, "declare it in kinds.yaml")
    return fit


def read_entries(file: EntryFile, ground: Ground) -> list[Entry]:
    """The entries of a file in full; those without an id, which is noted already, left out."""
    facts = FactReader(file.reader, ground)
    default = facts.origin(file.top, "", Origin())
    found = [_entry(file.reader, draft, facts, default, ground) for draft in file.drafts]
    if facts.sourceless:
        (line, what), *more = facts.sourceless
        also = f", nor have {len(more)} more facts of this file" if more else ""
        advice = "add `source: …` beside it, in the entry or at the top of the file"
        file.reader.problem(line, f"{what} has no source{also}; {advice}")
    return [entry for entry in found if entry.id]


def _entry(reader: Reader, draft: Draft, facts: FactReader, default: Origin, ground: Ground) -> Entry:
    fields, what = draft.fields, draft.id or draft.name or "an entry"
    kind = ground.kinds.get(draft.kind)
    place = _place(reader, fields.values.get("place"), f"{what}: place", ground)
    tags = reader.items(fields, "tags", what)
    for tag, line in tags.items():
        if tag not in ground.tags:
            reader.unknown(line, what, "tag", tag, ground.tags, "declare it under tags in kinds.yaml")
    origin = facts.origin(fields, what, default)
    found = _facts(reader, draft, what, kind, facts, place, origin, ground) if kind else []
    return Entry(
        id=draft.id,
        kind=draft.kind,
        name=draft.name,
        aliases=tuple(reader.items(fields, "aliases", what)),
        codes=_codes(found, kind.attributes if kind else (), ground),
        place=place,
        facts=tuple(found),
        tags=tuple(tags),
        note=reader.text(fields, "note", what),
        where=Location(reader.file, fields.line),
    )


def _facts(
    reader: Reader, draft: Draft, what: str, kind: Kind, facts: FactReader, place: Place, origin: Origin, ground: Ground
) -> list[Fact]:
    found: list[Fact] = []
    fields = draft.fields
    for key, node in fields.values.items():
        if key in ENTRY_KEYS:
            continue
        attribute = ground.attributes.get(key)
        if attribute is None:
            known = (*ENTRY_KEYS, *(a for a in kind.attributes if ground.attributes[a].type != "parts"))
            reader.unknown_key(fields, key, fields.lines[key], what, known, "take it out, or declare it in kinds.yaml")
        elif attribute.type == "parts":
            reader.problem(fields.lines[key], f"{what}: {key} is worked out from part_of and covers; take it out")
        elif key not in kind.attributes:
            advice = f"take it out, or add it to the attributes of {kind.id} in kinds.yaml"
            reader.problem(fields.lines[key], f"{what}: the kind {kind.id} has no attribute {key}; {advice}")
        else:
            found.extend(facts.read(attribute, node, f"{what}: {key}", place, origin))
    return found


def _codes(facts: list[Fact], attributes: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Current codes in the order of the kind's attributes."""
    order = [a for a in attributes if ground.attributes[a].type == "code"]
    return tuple(dict.fromkeys(f.value for a in order for f in facts if f.attribute == a and not f.former))


def _place(reader: Reader, node: Node | None, what: str, ground: Ground) -> Place:
    if node is None:
        return Place()
    fields = reader.fields(node, what, _PLACE_KEYS)
    if not isinstance(node, Mapping):
        return _UNREADABLE
    places = ground.places
    state, country = (reader.line(fields, key, what) for key in ("state", "country"))
    if state and ("-" not in state or state not in places.names):
        reader.problem(fields.values["state"].line, f"{what}: state: {code_advice(state, places.aliases)}")
        state = ""
    if country and ("-" in country or country not in places.names):
        reader.problem(fields.values["country"].line, f"{what}: country: {country_advice(country)}")
    elif state and country and state[:2] != country:
        advice = f"write country: {state[:2]}, or take it out"
        reader.problem(fields.values["country"].line, f"{what}: the state {state} is not in {country}; {advice}")
    lat, lon = _degrees(reader, fields, "lat", what, 90), _degrees(reader, fields, "lon", what, 180)
    for here, missing in (("lat", "lon"), ("lon", "lat"), ("located_by", "lat and lon")):
        if here in fields.values and not fields.values.keys() & {missing, *missing.split(" and ")}:
            advice = f"add {missing}, or take {here} out"
            reader.problem(fields.values[here].line, f"{what} has {here} but no {missing}; {advice}")
    tz = reader.line(fields, "tz", what)
    if tz:
        reader.check(check_zone, tz, fields.values["tz"].line, f"{what}: tz")
    return Place(
        city=reader.line(fields, "city", what),
        state=state,
        country=state[:2] or country or places.home,
        lat=lat,
        lon=lon,
        located_by=reader.line(fields, "located_by", what),
        tz=tz,
    )


def _degrees(reader: Reader, fields: Mapping, key: str, what: str, most: int) -> float | None:
    text = reader.line(fields, key, what)
    if not text:
        return None
    if not _DEGREES.fullmatch(text) or abs(float(text)) > most:
        advice = f"write degrees from -{most} to {most}, such as 31.33"
        reader.problem(fields.values[key].line, f"{what}: {key} is {quoted(text)}; {advice}")
        return None
    return float(text)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
