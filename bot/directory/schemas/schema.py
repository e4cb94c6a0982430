"""JSON Schema (draft-07) for the files of a fact base, so that an editor completes what a curator types and underlines
what the loader would refuse.

An editor reads ``2019`` and ``0102`` as numbers where the loader reads text; the schemas take both. They know what is
declared (kinds, attributes, tags, sources), not what refers to what: that is for ``check``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import get_args

from bot.directory.language import CONVERSATION, DAYS, OPERATIONS
from bot.directory.model import AttributeType, Directory, Standing
from bot.directory.questions import OUTCOMES
from bot.directory.schemas.entry_schema import entry_schema
from bot.directory.schemas.shapes import (
    COUNTRY,
    PLACE,
    Schema,
    a_date,
    a_text,
    a_url,
    a_whole_number,
    a_word,
    an_entry_id,
    an_object,
    one_or_more,
    patterned,
    sections,
    yes_or_no,
)

FOLDER = "schema"
"""Where the schemas stand in the fact base's folder."""
_SPECIAL = {
    "directory.yaml": "directory",
    "kinds.yaml": "kinds",
    "sources.yaml": "sources",
    "language/places.yaml": "places",
}
_NAME = "[a-z][a-z0-9]*([-_][a-z0-9]+)*"
_LANGUAGE = "[a-z]{2,3}"


def schema_for(file: str) -> str:
    """The name of the schema of a file, given by its path in the fact base: ``offices/ports/texas.yaml`` → ``entry``."""
    if file in _SPECIAL:
        return _SPECIAL[file]
    return {"language": "language", "questions": "questions"}.get(file.partition("/")[0], "entry")


def first_line(file: str) -> str:
    """The comment by which an editor finds a file's schema; it stands first in the file, given by its path."""
    return f"# yaml-language-server: $schema={'../' * file.count('/')}{FOLDER}/{schema_for(file)}.json"


def schemas(directory: Directory) -> dict[str, Schema]:
    """Every schema by its name, made from what a directory declares."""
    found = {
        "entry": entry_schema(directory),
        "sources": _sources(),
        "kinds": _kinds(directory),
        "directory": _directory(),
        "language": _language(directory),
        "places": _places(),
        "questions": _questions(directory),
    }
    return {name: {"$schema": "http://json-schema.org/draft-07/schema#", **schema} for name, schema in found.items()}


def schema_files(directory: Directory) -> dict[str, str]:
    """The schemas as the texts of their files, by path in the fact base: ``schema/entry.json`` → ``{…}``."""
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas(directory).items()
    }


def _sources() -> Schema:
    source = {
        "title": a_text("As a reader sees it."),
        "url": a_url(),
        "date": a_date("When it was published or captured."),
        "standing": _word_of(get_args(Standing), "How far to trust it; answers show it when it is not official."),
    }
    each = an_object(source, "title", "standing")
    ids = sections("[a-z0-9]+([-_][a-z0-9]+)*", each, "write small letters, digits and dashes")
    return {"title": "Sources of a directory", **an_object({"sources": ids}, "sources")}


def _word_of(words: Iterable[str], description: str = "") -> Schema:
    schema = {"enum": [*words]}
    return {"description": description, **schema} if description else schema


def _kinds(directory: Directory) -> Schema:
    attribute = {
        "type": _word_of(get_args(AttributeType)),
        "label": a_text("As people read it."),
        "part_kinds": one_or_more(_declared(directory.kinds), "Only for type parts: the kinds of entries that it lists."),
    }
    parts = {"properties": {"type": {"const": "parts"}}}
    attributes = {
        **an_object(attribute, "type", "label"),
        "if": parts,
        "then": {"required": ["part_kinds"]},
        "else": {"not": {"required": ["part_kinds"]}},
    }
    plural = {"label": a_text("One of them, as people say it."), "plural": a_text("Several of them.")}
    kind = {
        **plural,
        "attributes": one_or_more(_declared(directory.attributes), "What its entries may have, in a card's order."),
        "rank": a_whole_number(1, 3, "1: meant by a bare place name; 2: only with a word of its own; 3: only in full."),
        "shelf_life_days": a_whole_number(1, 36500, "Older facts are shown as possibly out of date."),
        "fallback": {"description": "Who answers when nothing nearer covers.", **an_entry_id()},
        "command": {"description": "Its own slash command.", **_a_command()},
        "about": {"description": "The entry that tells what such a thing is.", **an_entry_id()},
        "elsewhere": yes_or_no("true: other people's business, pointed to but never given as an answer."),
        "counts": {"description": "The figure that says how many there are.", **an_entry_id()},
    }
    advice = "write small letters, digits and dashes"
    top = {
        "attributes": sections(_NAME, attributes, advice),
        "tags": sections(_NAME, an_object(plural, "label", "plural"), advice),
        "kinds": sections(_NAME, an_object(kind, "label", "plural", "attributes"), advice),
    }
    return {"title": "Kinds, attributes and tags of a directory", **an_object(top, "attributes", "kinds")}


def _a_command() -> Schema:
    return patterned("/[a-z][a-z0-9_-]{0,30}", "write it as /name")


def _declared(ids: Iterable[str]) -> Schema:
    """An id declared in the same file, where a new one must not be underlined before it is saved."""
    return patterned(_NAME, "write small letters, digits and dashes", [*ids])


def _directory() -> Schema:
    examples = sections(_LANGUAGE, one_or_more(a_text()), "write a language code, such as en")
    top = {
        "title": a_text("Whose directory it is."),
        "about": a_text("One sentence on what can be asked."),
        "general": {"description": "Where to send people when nothing better is known.", **an_entry_id()},
        "command": {"description": "The slash command that asks for everything.", **_a_command()},
        "examples": {"description": "Questions worth showing to a newcomer, by language.", **examples},
    }
    return {"title": "A directory", **an_object(top, "title", "about")}


def _language(directory: Directory) -> Schema:
    words = one_or_more(a_word())
    kinds, tags, attributes = directory.kinds, directory.tags, directory.attributes
    labelled = [*attributes, *kinds, *tags, *(f"{id} plural" for id in (*kinds, *tags))]
    top = {
        "language": patterned(_LANGUAGE, "write the language code that names the file, such as en"),
        "attributes": an_object(dict.fromkeys(attributes, words)),
        "kinds": an_object(dict.fromkeys(kinds, words)),
        "tags": an_object(dict.fromkeys(tags, words)),
        "operations": an_object(dict.fromkeys(OPERATIONS, words)),
        "conversation": an_object(dict.fromkeys(CONVERSATION, words)),
        "filler": {"description": "Words that carry nothing.", **words},
        "foreign": {"description": "Words for things that are never here.", **words},
        "common": {"description": "Everyday words that name nothing here.", **words},
        "same": {"description": "A word of names, and its short forms.", "type": "object", "additionalProperties": words},
        "digits": an_object(dict.fromkeys("0123456789", words)),
        "days": an_object(dict.fromkeys(DAYS, words)),
        "labels": an_object(dict.fromkeys(labelled, a_text())),
        "say": {"description": "The fixed words of answers.", "type": "object", "additionalProperties": a_text()},
    }
    return {"title": "The words of a language", **an_object(top, "language")}


def _places() -> Schema:
    code = "write an ISO 3166 code, such as DK or US-TX"
    region = {"names": one_or_more(a_text()), "members": one_or_more(patterned(PLACE, code))}
    top = {
        "home": patterned(COUNTRY, "write a two-letter ISO 3166 code, such as DK"),
        "names": sections(PLACE, one_or_more(a_text()), code),
        "regions": {"type": "object", "additionalProperties": an_object(region, "names", "members")},
    }
    return {"title": "Names of places", **an_object(top, "home")}


def _questions(directory: Directory) -> Schema:
    ids = one_or_more(an_entry_id())
    expect = {
        "outcome": _word_of(OUTCOMES),
        "entry": {"description": "Id of the first entry; of several each is among the entries.", **ids},
        "kind": {"description": "Kind of the first entry.", **_word_of(directory.kinds)},
        "attribute": {"description": "Among those asked for.", **one_or_more(_word_of(directory.attributes))},
        "value": {"description": "Stands in the text, digits compared as digits.", **one_or_more(a_text())},
        "not": {"description": "Id of what is not among the entries.", **ids},
    }
    question = {
        "q": a_text("A question."),
        "expect": an_object(expect, "outcome"),
        "fails": a_text("Why it is known not to be answered so yet. Taken out when it is."),
    }
    items = an_object(question, "q", "expect")
    return {"title": "Questions and the answers they must get", "type": "array", "items": items}
