"""The JSON Schema of entry files: what an entry may have, by its kind."""

from __future__ import annotations

from collections.abc import Mapping

from bot.directory.hours import WEEKDAYS
from bot.directory.model import AttributeType, Directory, Kind
from bot.directory.reading.checks import PATTERNS
from bot.directory.schemas.shapes import (
    COUNTRY,
    PLACE,
    SLUG,
    Schema,
    a_date,
    a_text,
    a_url,
    an_entry_id,
    an_object,
    degrees,
    named,
    one_of,
    one_or_more,
    patterned,
    yes_or_no,
)

_ZONE = "[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*"
_SPAN = "[0-9]{1,3}:[0-9]{2} ?[-–—] ?[0-9]{1,3}:[0-9]{2}"
_DAY = f"[Cc]losed|24h|24 hours|{_SPAN}([,;] ?{_SPAN})*"


def entry_schema(directory: Directory) -> Schema:
    """Of entry files. What an entry may have depends on its kind: its own or, when it names none, the file's."""
    by_own_kind = [{"if": _is_kind(id), "then": named(f"kind-{id}")} for id in directory.kinds]
    by_kind_of_file = [
        {"if": _is_kind(id), "then": _entries({"if": _has_kind(), "else": named(f"kind-{id}")})} for id in directory.kinds
    ]
    of_file = {key: named(key) for key in ("kind", "source", "as_of")}
    attributes = [attribute for attribute in directory.attributes.values() if attribute.type != "parts"]
    types = {attribute.type for attribute in attributes}
    values = {type: value for type, value in _values(directory).items() if type in types}
    return {
        "title": "Entries of a directory",
        **an_object({**of_file, "entries": {"type": "array", "items": named("entry")}}, "entries"),
        "allOf": [{"if": _has_kind(), "else": _entries({"required": ["kind"]})}, *by_kind_of_file],
        "definitions": {
            "entry": {"type": "object", "properties": {"kind": named("kind")}, "allOf": by_own_kind},
            **_shared(directory),
            **{f"kind-{kind.id}": _entry(kind, directory) for kind in directory.kinds.values()},
            **{f"facts-{attribute.id}": _facts(attribute.label, attribute.type) for attribute in attributes},
            **{f"value-{type}": value for type, value in values.items()},
            **{f"detailed-{type}": _detailed(type) for type in values},
        },
    }


def _is_kind(id: str) -> Schema:
    return {"properties": {"kind": {"const": id}}, **_has_kind()}


def _has_kind() -> Schema:
    return {"required": ["kind"]}


def _entries(each: Schema) -> Schema:
    return {"properties": {"entries": {"items": each}}}


def _entry(kind: Kind, directory: Directory) -> Schema:
    attributes = [id for id in kind.attributes if directory.attributes[id].type != "parts"]
    id = patterned(f"{kind.id}/{SLUG}", f"write {kind.id}/ and a name in small letters, digits and dashes")
    properties = {
        "id": {**id, "description": "Unique in the fact base; never changed, never used again."},
        "kind": {"const": kind.id},
        **{key: named(key) for key in ("name", "aliases", "place", "tags", "note", "source", "as_of")},
        **{attribute: named(f"facts-{attribute}") for attribute in attributes},
    }
    return {"title": kind.label, **an_object(properties, "id", "name")}


def _shared(directory: Directory) -> dict[str, Schema]:
    """What files, entries and facts may have whatever their kind."""
    kinds = {kind.id: kind.label for kind in directory.kinds.values()}
    sources = {source.id: source.title for source in directory.sources.values()}
    zones = {entry.place.tz for entry in directory.entries.values() if entry.place.tz}
    place = {
        "city": a_text(),
        "state": named("state"),
        "country": named("country"),
        "lat": degrees(90),
        "lon": degrees(180),
        "located_by": a_text("What the coordinates come from."),
        "tz": named("tz"),
    }
    both = {"lat": ["lon"], "lon": ["lat"], "located_by": ["lat", "lon"]}
    return {
        "kind": one_of(kinds, f"no such kind; {_declare('kinds.yaml')}", "What sort of thing it is."),
        "source": one_of(sources, f"no such source; {_declare('sources.yaml')}", "Where the facts come from."),
        "as_of": a_date('The day the facts were true; "" where it is not known.', may_be_empty=True),
        "name": a_text("As people read it."),
        "aliases": one_or_more(a_text(), "Other names people use; matched, not shown."),
        "note": a_text("A doubt or condition, shown with it."),
        "tags": one_or_more(named("tag"), "Traits that can be asked for as a list."),
        "tag": one_of({tag.id: tag.label for tag in directory.tags.values()}, f"no such tag; {_declare('kinds.yaml')}"),
        "place": {"description": "Where it stands.", **an_object(place), "dependencies": both},
        "state": one_of(_states(directory), f"no such state; {_declare('language/places.yaml')}"),
        "country": patterned(COUNTRY, "write a two-letter ISO 3166 code, such as DK"),
        "tz": patterned(_ZONE, "write an IANA time zone, such as America/Chicago", sorted(zones)),
        "entry-id": an_entry_id(sorted(directory.parts)),
    }


def _declare(file: str) -> str:
    return f"declare it in {file} and run: python -m bot schema"


def _states(directory: Directory) -> Mapping[str, str]:
    return {code: name for code, name in directory.places.names.items() if "-" in code}


def _facts(label: str, type: AttributeType) -> Schema:
    """The facts of an attribute: a value, a value with its particulars, or several of either."""
    one = [named(f"value-{type}"), named(f"detailed-{type}")]
    return {"description": label, "anyOf": [*one, {"type": "array", "minItems": 1, "items": {"anyOf": one}}]}


def _detailed(type: str) -> Schema:
    value = named(f"value-{type}")
    properties = {
        "value": one_or_more(value) if type == "coverage" else value,
        "label": a_text("What tells it from the entry's others."),
        **{key: named(key) for key in ("note", "source", "as_of")},
        "former": yes_or_no("true: history, never shown as current."),
    }
    return {"title": "with its particulars", **an_object(properties, "value")}


def _values(directory: Directory) -> Mapping[str, Schema]:
    """Attribute type → one value of it."""
    number, code = ("string", "number"), ("string", "integer")
    locality = patterned(f".+, *{PLACE}", "write a named place and its code, such as Some County, US-CA")
    return {
        "text": a_text(),
        "address": a_text(),
        "number": patterned(PATTERNS["number"], "write digits only, such as 328", types=number),
        "date": a_date(),
        "code": {**patterned(PATTERNS["code"], "write letters and digits only", types=code), "maxLength": 16},
        "phone": {**patterned(".*[0-9].*", "write a phone number", types=code), "maxLength": 300},
        "email": patterned(PATTERNS["email"], "write one address, name@example.org"),
        "url": a_url(),
        "entry": named("entry-id"),
        "coverage": {"anyOf": [named("state"), named("country"), locality, named("entry-id")]},
        "hours": {"anyOf": [a_text("As printed, where it cannot be put by weekday."), _week()]},
    }


def _week() -> Schema:
    """Opening hours by weekday. Any range of days may be a key; the usual ones are offered."""
    advice = 'write closed, 24 hours, or spans such as "08:00-12:00, 13:00-16:30"'
    day = patterned(_DAY, advice, ["closed", "24 hours"])
    usual = {key: day for key in (*WEEKDAYS, "daily", "mon-fri", "mon-sat", "sat-sun")}
    one = f"({'|'.join(WEEKDAYS)})"
    return {**an_object({"tz": named("tz"), **usual}), "patternProperties": {f"^{one}-{one}$": day}}
