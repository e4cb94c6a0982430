"""The shapes that the schemas are made of: JSON Schema for a text, a date, one of several words, keys with values.

``errorMessage`` and ``enumDescriptions`` are what editors show; validators pass them over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.directory.reading.checks import PATTERNS

Schema = dict[str, Any]

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
COUNTRY = "[A-Z]{2}"
PLACE = "[A-Z]{2}(-[A-Z0-9]{1,3})?"


def named(definition: str) -> Schema:
    """The schema that stands under this name in the definitions of the same file."""
    return {"$ref": f"#/definitions/{definition}"}


def a_text(description: str = "") -> Schema:
    """Any text; editors read some texts as numbers."""
    return _described(description, {"type": ["string", "number"], "minLength": 1})


def a_word() -> Schema:
    """A word people use; editors read the word ``true`` as something else."""
    return {"type": ["string", "number", "boolean"], "minLength": 1}


def patterned(pattern: str, advice: str, offered: Sequence[str] = (), types: Sequence[str] = ("string",)) -> Schema:
    """A text that fits a pattern as a whole. ``offered`` are values worth completing; ``types`` what editors may read."""
    schema: Schema = {"type": [*types] if len(types) > 1 else types[0], "pattern": f"^({pattern})$", "errorMessage": advice}
    return {**schema, "examples": [*offered]} if offered else schema


def a_url() -> Schema:
    """A web address."""
    return patterned(PATTERNS["url"], "write an address that begins with https:// or http://")


def an_entry_id(offered: Sequence[str] = ()) -> Schema:
    """Any id: whether there is such an entry is for ``check`` to say. ``offered`` are ids worth completing."""
    return patterned(f"{SLUG}/{SLUG}", "write the id of an entry", offered)


def a_date(description: str = "", may_be_empty: bool = False) -> Schema:
    """A day, a month or a year."""
    pattern = f"({PATTERNS['date']})?" if may_be_empty else PATTERNS["date"]
    date = patterned(pattern, "write a date as 2026-09-28, 2026-09 or 2026", types=("string", "integer"))
    return _described(description, {**date, "minimum": 1000, "maximum": 9999})


def degrees(most: int) -> Schema:
    """Degrees of latitude or longitude."""
    number = patterned("[-+]?[0-9]{1,3}([.][0-9]+)?", f"write degrees from -{most} to {most}", types=("number", "string"))
    return {**number, "minimum": -most, "maximum": most}


def a_whole_number(least: int, most: int, description: str = "") -> Schema:
    """A whole number within bounds."""
    number = patterned("[0-9]{1,6}", f"write a whole number from {least} to {most}", types=("integer", "string"))
    return _described(description, {**number, "minimum": least, "maximum": most})


def yes_or_no(description: str) -> Schema:
    """``true`` or ``false``."""
    return _described(description, {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(true|false)$"}]})


def one_of(words: Mapping[str, str], advice: str, description: str = "") -> Schema:
    """One of these words, each with what it means."""
    schema = {"enum": [*words], "enumDescriptions": [*words.values()], "errorMessage": advice}
    return _described(description, schema)


def one_or_more(each: Schema, description: str = "") -> Schema:
    """One, or a list."""
    return _described(description, {"anyOf": [each, {"type": "array", "items": each}]})


def an_object(properties: Mapping[str, Schema], *needed: str) -> Schema:
    """Keys with values, and no other keys."""
    schema: Schema = {"type": "object", "properties": {**properties}, "additionalProperties": False}
    return {**schema, "required": [*needed]} if needed else schema


def sections(ids: str, each: Schema, advice: str) -> Schema:
    """Things of one shape, each under an id that fits a pattern."""
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^({ids})$", "errorMessage": advice},
        "additionalProperties": each,
    }


def _described(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema} if description else schema
