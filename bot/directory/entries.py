"""Reading entry files: first who is there, then every entry in full."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.directory import values
from bot.directory.declarations import ENTRY_KEYS
from bot.directory.facts import FactReader, Ground, Known, Origin
from bot.directory.model import Entry, Fact, Location, Place
from bot.directory.places import code_advice
from bot.directory.reader import Reader, instead, quoted
from bot.directory.yamlfile import Mapping, Node, Sequence

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_PLACE_KEYS = ("city", "state", "country", "lat", "lon", "located_by", "tz")


@dataclass(slots=True)
class Draft:
    """An entry whose id, kind and name are known."""

    id: str
    kind: str
    name: str
    fields: Mapping


@dataclass(slots=True)
class EntryFile:
    """An entry file, read as far as who is in it."""

    reader: Reader
    top: Mapping
    drafts: list[Draft]


def read_drafts(reader: Reader, node: Node | None, kinds: set[str], known: dict[str, Known]) -> EntryFile:
    """Ids, kinds and names of a file's entries, which are added to ``known``."""
    top = reader.fields(node, "the file", ("kind", "source", "as_of", "entries"), ("entries",))
    default = reader.text(top, "kind", "the file")
    if default and default not in kinds:
        reader.problem(top.values["kind"].line, f"unknown kind {quoted(default)}; {instead(default, kinds, 'declare it in kinds.yaml')}")
    listed = top.values.get("entries")
    if listed is not None and not isinstance(listed, Sequence):
        reader.problem(listed.line, "entries must be a list; begin each entry with `- id: …`")
    file = EntryFile(reader, top, [])
    for item in listed.items if isinstance(listed, Sequence) else ():
        draft = _draft(reader, item, default, kinds, len(file.drafts) + 1)
        file.drafts.append(draft)
        if not draft.id:
            continue
        where = Location(reader.file, draft.fields.line)
        if draft.id in known:
            message = f"the id {draft.id} stands twice, first at {known[draft.id].where}; give one of them another id"
            reader.problem(draft.fields.values["id"].line, message)
        else:
            known[draft.id] = Known(draft.kind, draft.name, where)
    return file


def _draft(reader: Reader, item: Node, default: str, kinds: set[str], number: int) -> Draft:
    fields = reader.mapping(item, f"entry {number}")
    id = reader.text(fields, "id", f"entry {number}")
    what = id or f"entry {number}"
    kind = reader.text(fields, "kind", what) or default
    name = " ".join(reader.text(fields, "name", what).split())
    if not isinstance(item, Mapping):
        return Draft("", kind, name, fields)
    if "id" not in fields.values:
        reader.problem(fields.line, f"{what} has no id; add `id: {kind or 'kind'}/{_slug(name) or 'name'}`")
    elif id and not _ID.fullmatch(id):
        family, _, slug = id.partition("/")
        fit = f"{_slug(family)}/{_slug(slug)}" if slug else f"{kind or 'kind'}/{_slug(id)}"
        reader.problem(fields.values["id"].line, f"{quoted(id)} is no id; write it as {fit}")
    elif id and kind in kinds and id.partition("/")[0] != kind:
        advice = f"write {kind}/{id.partition('/')[2]}, or give it another kind"
        reader.problem(fields.values["id"].line, f"the id {id} does not begin with its kind, {kind}; {advice}")
    if "name" not in fields.values:
        reader.problem(fields.line, f"{what} has no name; add `name: …`")
    if not kind:
        reader.problem(fields.line, f"{what} has no kind; add `kind: …` here or at the top of the file")
    elif kind != default and kind not in kinds:
        reader.problem(fields.values["kind"].line, f"{what}: unknown kind {quoted(kind)}; {instead(kind, kinds, 'declare it in kinds.yaml')}")
    return Draft(id, kind, name, fields)


def read_entries(file: EntryFile, ground: Ground) -> list[Entry]:
    """The entries of a file in full."""
    facts = FactReader(file.reader, ground)
    default = facts.origin(file.top, "the file", Origin(None, ""))
    found = [_entry(file.reader, draft, facts, default, ground) for draft in file.drafts if draft.id]
    if facts.sourceless:
        (line, what), *more = facts.sourceless
        also = f" (nor have {len(more)} more in this file)" if len(more) > 1 else " (nor has one more in this file)" if more else ""
        file.reader.problem(line, f"{what} has no source{also}; add `source: …` at the top of the file, in the entry or beside the value")
    return found


def _entry(reader: Reader, draft: Draft, facts: FactReader, default: Origin, ground: Ground) -> Entry:
    fields, what = draft.fields, draft.id
    kind = ground.kinds.get(draft.kind)
    origin = facts.origin(fields, what, default)
    place = _place(reader, fields.values.get("place"), what, ground)
    tags = reader.items(fields, "tags", what)
    for tag, line in tags:
        if tag not in ground.tags:
            reader.problem(line, f"{what}: unknown tag {quoted(tag)}; {instead(tag, ground.tags, 'declare it under tags in kinds.yaml')}")
    found: list[Fact] = []
    for key, node in fields.values.items():
        if key in ENTRY_KEYS or kind is None:
            continue
        attribute = ground.attributes.get(key)
        if attribute is None:
            known = (*ENTRY_KEYS, *kind.attributes)
            reader.problem(fields.lines[key], f"{what}: unknown key {quoted(key)}; {instead(key, known, 'take it out, or declare it in kinds.yaml')}")
        elif attribute.type == "parts":
            reader.problem(fields.lines[key], f"{what}: {key} is worked out from part_of and covers; take it out")
        elif key not in kind.attributes:
            advice = f"take it out, or add {key} to the attributes of {kind.id} in kinds.yaml"
            reader.problem(fields.lines[key], f"{what}: the kind {kind.id} has no attribute {key}; {advice}")
        else:
            found.extend(facts.facts(attribute, node, f"{what}: {key}", place, origin))
    return Entry(
        id=draft.id,
        kind=draft.kind,
        name=draft.name,
        aliases=tuple(" ".join(alias.split()) for alias in reader.texts(fields, "aliases", what)),
        codes=_codes(found, kind.attributes if kind else (), ground),
        place=place,
        facts=tuple(found),
        tags=tuple(tag for tag, _ in tags if tag in ground.tags),
        note=reader.text(fields, "note", what),
        where=Location(reader.file, fields.line),
    )


def _codes(facts: list[Fact], attributes: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Current codes in the order of the kind's attributes."""
    order = [a for a in attributes if ground.attributes[a].type == "code"]
    return tuple(dict.fromkeys(f.value for a in order for f in facts if f.attribute == a and not f.former))


def _place(reader: Reader, node: Node | None, what: str, ground: Ground) -> Place:
    if node is None:
        return Place()
    what = f"{what}: place"
    fields = reader.fields(node, what, _PLACE_KEYS)
    places = ground.places
    state = reader.text(fields, "state", what)
    if state and not ("-" in state and state in places.names):
        reader.problem(fields.values["state"].line, f"{what}: state: {code_advice(state, places)}")
        state = ""
    country = reader.text(fields, "country", what)
    if country and (country not in places.names or "-" in country):
        reader.problem(fields.values["country"].line, f"{what}: country: {code_advice(country, places)}")
        country = ""
    if state and country and state[:2] != country:
        reader.problem(fields.values["country"].line, f"{what}: the state {state} is not in {country}; write country: {state[:2]}, or take it out")
    lat, lon = _degrees(reader, fields, "lat", what, 90), _degrees(reader, fields, "lon", what, 180)
    if ("lat" in fields.values) != ("lon" in fields.values):
        there, gone = ("lat", "lon") if "lat" in fields.values else ("lon", "lat")
        reader.problem(fields.values[there].line, f"{what} has {there} but no {gone}; write both or none")
        lat = lon = None
    located_by = reader.text(fields, "located_by", what)
    if located_by and "lat" not in fields.values and "lon" not in fields.values:
        reader.problem(fields.values["located_by"].line, f"{what} has located_by but no lat and lon; write them, or take it out")
    tz = reader.text(fields, "tz", what)
    if tz:
        try:
            values.check_zone(tz)
        except ValueError as error:
            reader.problem(fields.values["tz"].line, f"{what}: tz {error}")
    city = " ".join(reader.text(fields, "city", what).split())
    return Place(city, state, country or state[:2] or places.home, lat, lon, located_by, tz)


def _degrees(reader: Reader, fields: Mapping, key: str, what: str, most: int) -> float | None:
    text = reader.text(fields, key, what)
    if not text:
        return None
    if not re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", text) or abs(float(text)) > most:
        reader.problem(fields.values[key].line, f"{what}: {key} is {quoted(text)}; write degrees from -{most} to {most}, such as 31.33")
        return None
    return float(text)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
