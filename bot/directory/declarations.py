"""``directory.yaml``, ``kinds.yaml`` and ``sources.yaml``: what the directory is, what it may hold, and where facts come from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast, get_args

from bot.directory import values
from bot.directory.model import Attribute, AttributeType, Kind, Source, Standing, Tag
from bot.directory.reader import Reader, instead, quoted
from bot.directory.yamlfile import Mapping, Node

ENTRY_KEYS = ("id", "kind", "name", "aliases", "place", "tags", "note", "source", "as_of")
"""Keys of an entry that are no attributes."""
_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_COMMAND = re.compile(r"/[a-z][a-z0-9_-]{0,30}")


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry id written outside the entries, to be checked once all of them are known."""

    reader: Reader
    line: int
    what: str
    id: str


@dataclass(slots=True)
class Declared:
    """What stands in the three files."""

    title: str = ""
    about: str = ""
    general: str = ""
    examples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)


def read_directory(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Title, about, general entry and examples."""
    top = reader.fields(node, "the directory", ("title", "about", "general", "examples"), ("title", "about"))
    declared.title = reader.text(top, "title", "the directory")
    declared.about = reader.text(top, "about", "the directory")
    declared.general = _reference(reader, top, "general", "the directory", declared)
    examples = reader.sections(top, "examples", "")
    declared.examples = {code: reader.texts(Mapping(line, {code: texts}), code, "examples") for code, line, texts in examples}


def read_sources(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Every source by its id."""
    top = reader.fields(node, "the file", ("sources",), ("sources",))
    for name, line, section in reader.sections(top, "sources", ""):
        what = f"source {name}"
        _check_name(reader, line, "source", name, numbers_first=True)
        fields = reader.fields(section, what, ("title", "url", "date", "standing"), ("title", "standing"))
        declared.sources[name] = Source(
            id=name,
            title=reader.text(fields, "title", what) or name,
            url=_checked(reader, fields, "url", what, values.check_url),
            date=_checked(reader, fields, "date", what, values.check_date),
            standing=cast(Standing, reader.choice(fields, "standing", what, get_args(Standing), "unofficial")),
        )


def read_kinds(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Attributes, tags and kinds."""
    top = reader.fields(node, "the file", ("attributes", "tags", "kinds"), ("attributes", "kinds"))
    kind_names = [name for name, _, _ in Reader(reader.file, []).sections(top, "kinds", "")]
    for name, line, section in reader.sections(top, "attributes", ""):
        _check_name(reader, line, "attribute", name)
        declared.attributes[name] = _attribute(reader, name, line, section, kind_names)
    for name, line, section in reader.sections(top, "tags", ""):
        _check_name(reader, line, "tag", name)
        fields = reader.fields(section, f"tag {name}", ("label", "plural"), ("label", "plural"))
        label, plural = (reader.text(fields, key, f"tag {name}") or name for key in ("label", "plural"))
        declared.tags[name] = Tag(name, label, plural)
    commands: dict[str, str] = {}
    for name, line, section in reader.sections(top, "kinds", ""):
        _check_name(reader, line, "kind", name)
        kind = _kind(reader, name, section, declared)
        declared.kinds[name] = kind
        if kind.command and commands.setdefault(kind.command, name) != name:
            message = f"kind {name}: command {kind.command} already belongs to {commands[kind.command]}; give it another one"
            reader.problem(line, message)


def _attribute(reader: Reader, name: str, line: int, section: Node, kind_names: list[str]) -> Attribute:
    what = f"attribute {name}"
    if name in ENTRY_KEYS:
        reader.problem(line, f"{what}: every entry has a key {name} of its own; give the attribute another name")
    fields = reader.fields(section, what, ("type", "label", "part_kinds"), ("type", "label"))
    kind_of_value = reader.choice(fields, "type", what, get_args(AttributeType), "text")
    for reserved, type_ in (("part_of", "entry"), ("covers", "coverage")):
        if name == reserved and kind_of_value != type_:
            reader.problem(line, f"{what} has the type {kind_of_value}; write type: {type_}")
    part_kinds = reader.items(fields, "part_kinds", what)
    for kind, at in part_kinds:
        if kind not in kind_names:
            reader.problem(at, f"{what}: unknown kind {quoted(kind)}; {instead(kind, kind_names, 'declare it under kinds')}")
    if part_kinds and kind_of_value != "parts":
        reader.problem(fields.lines["part_kinds"], f"{what}: only the type parts has part_kinds; take it out, or write type: parts")
    elif kind_of_value == "parts" and not part_kinds:
        reader.problem(line, f"{what} does not say what it lists; add part_kinds: [a kind]")
    label = reader.text(fields, "label", what) or name
    return Attribute(name, cast(AttributeType, kind_of_value), label, tuple(kind for kind, _ in part_kinds))


def _kind(reader: Reader, name: str, section: Node, declared: Declared) -> Kind:
    what = f"kind {name}"
    known = ("label", "plural", "attributes", "rank", "shelf_life_days", "fallback", "command", "counts")
    fields = reader.fields(section, what, known, ("label", "plural", "attributes"))
    attributes = reader.items(fields, "attributes", what)
    for attribute, at in attributes:
        if attribute not in declared.attributes:
            advice = instead(attribute, declared.attributes, "declare it under attributes")
            reader.problem(at, f"{what}: unknown attribute {quoted(attribute)}; {advice}")
    command = reader.text(fields, "command", what)
    if command and not _COMMAND.fullmatch(command):
        reader.problem(fields.lines["command"], f"{what}: {quoted(command)} is no slash command; write it as /{name}")
    days = _whole_number(reader, fields, "shelf_life_days", what, 1, 36500)
    return Kind(
        id=name,
        label=reader.text(fields, "label", what) or name,
        plural=reader.text(fields, "plural", what) or name,
        attributes=tuple(a for a, _ in attributes if a in declared.attributes),
        rank=_whole_number(reader, fields, "rank", what, 1, 3) or 2,
        shelf_life_days=days,
        fallback=_reference(reader, fields, "fallback", what, declared),
        command=command,
        counts=_reference(reader, fields, "counts", what, declared),
    )


def _reference(reader: Reader, fields: Mapping, key: str, what: str, declared: Declared) -> str:
    id = reader.text(fields, key, what)
    if id:
        declared.references.append(Reference(reader, fields.values[key].line, f"{what}: {key}", id))
    return id


def _checked(reader: Reader, fields: Mapping, key: str, what: str, check: Any) -> str:
    text = reader.text(fields, key, what)
    if text:
        try:
            check(text)
        except ValueError as error:
            reader.problem(fields.values[key].line, f"{what}: {key} {error}")
    return text


def _whole_number(reader: Reader, fields: Mapping, key: str, what: str, least: int, most: int) -> int | None:
    text = reader.text(fields, key, what)
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        reader.problem(fields.values[key].line, f"{what}: {key} is {quoted(text)}; write a whole number from {least} to {most}")
        return None
    return int(text)


def _check_name(reader: Reader, line: int, what: str, name: str, numbers_first: bool = False) -> None:
    if not _NAME.fullmatch(f"x{name}" if numbers_first else name):
        fit = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or f"my-{what}"
        reader.problem(line, f"{quoted(name)} is no {what} id; write small letters, digits and dashes, such as {fit}")
