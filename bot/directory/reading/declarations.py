"""``directory.yaml``, ``kinds.yaml`` and ``sources.yaml``: what the directory is, may hold and draws on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import cast, get_args

from bot.directory.model import COMMAND, Attribute, AttributeType, Kind, Source, Standing, Tag
from bot.directory.reading.checks import check_past, check_url
from bot.directory.reading.reader import Reader, inside, quoted
from bot.directory.reading.yamlfile import Mapping, Node, Sequence

ENTRY_KEYS = ("id", "kind", "name", "aliases", "place", "tags", "note", "source", "as_of")
"""Keys of an entry that are no attributes."""
_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_COMMAND = re.compile(r"/[a-z][a-z0-9_-]{0,30}")
_KIND_KEYS = (
    *("label", "plural", "attributes", "rank", "shelf_life_days", "fallback", "command", "about", "elsewhere", "counts"),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry id written outside the entries, to be checked once all of them are known."""

    reader: Reader
    line: int
    what: str
    id: str
    to_number: bool = False
    """Whether the entry must have a number."""


@dataclass(slots=True)
class Declared:
    """What stands in the three files, read on the day ``today``."""

    today: date
    title: str = ""
    about: str = ""
    general: str = ""
    command: str = COMMAND
    examples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)


def read_directory(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Title, about, general entry, command and examples."""
    top = reader.fields(node, "", ("title", "about", "general", "command", "examples"), ("title", "about"))
    declared.title = reader.line(top, "title", "")
    declared.about = reader.line(top, "about", "")
    declared.general = _reference(reader, top, "general", "", declared)
    declared.command = _command(reader, top, "", "directory") or COMMAND
    examples = top.values.get("examples")
    if isinstance(examples, Sequence):
        reader.problem(examples.line, "examples is a list; write them by language, as examples: {en: [a question, another]}")
        return
    for code, _, questions in reader.sections(top, "examples"):
        declared.examples[code] = tuple(reader.texts(questions, f"examples: {code}"))


def read_sources(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Every source by its id."""
    top = reader.fields(node, "", ("sources",), ("sources",))
    for name, line, section in reader.sections(top, "sources"):
        what = f"source {name}"
        _check_name(reader, line, "source", name, "s" + name)  # a source's id may begin with a year
        fields = reader.fields(section, what, ("title", "url", "date", "standing"), ("title", "standing"))
        declared.sources[name] = Source(
            id=name,
            title=reader.line(fields, "title", what) or name,
            url=_checked(reader, fields, "url", what, check_url),
            date=_checked(reader, fields, "date", what, lambda text: check_past(text, declared.today)),
            standing=cast(Standing, reader.choice(fields, "standing", what, get_args(Standing), "unofficial")),
        )


def read_kinds(reader: Reader, node: Node | None, declared: Declared) -> None:
    """Attributes, tags and kinds."""
    top = reader.fields(node, "", ("attributes", "tags", "kinds"), ("attributes", "kinds"))
    kinds = top.values.get("kinds")
    kind_names = list(kinds.values) if isinstance(kinds, Mapping) else []
    for name, line, section in reader.sections(top, "attributes"):
        _check_name(reader, line, "attribute", name)
        declared.attributes[name] = _attribute(reader, name, line, section, kind_names)
    for name, line, section in reader.sections(top, "tags"):
        _check_name(reader, line, "tag", name)
        what = f"tag {name}"
        fields = reader.fields(section, what, ("label", "plural"), ("label", "plural"))
        declared.tags[name] = Tag(
            name, reader.line(fields, "label", what) or name, reader.line(fields, "plural", what) or name
        )
    commands = {declared.command: "the whole directory"}
    for name, line, section in reader.sections(top, "kinds"):
        _check_name(reader, line, "kind", name)
        kind = declared.kinds[name] = _kind(reader, name, section, declared)
        if kind.command and commands.setdefault(kind.command, name) != name:
            taken = f"the command {kind.command} belongs to {commands[kind.command]} already; write another one"
            reader.problem(line, f"kind {name}: {taken}")


def _attribute(reader: Reader, name: str, line: int, section: Node, kind_names: Collection[str]) -> Attribute:
    what = f"attribute {name}"
    if name in ENTRY_KEYS:
        reader.problem(line, f"{what}: every entry has a key {name} of its own; give the attribute another name")
    fields = reader.fields(section, what, ("type", "label", "part_kinds"), ("type", "label"))
    type_ = reader.choice(fields, "type", what, get_args(AttributeType), "text")
    for reserved, needed in (("part_of", "entry"), ("covers", "coverage")):
        if name == reserved and type_ != needed:
            reader.problem(line, f"{what} has the type {type_}; write type: {needed}")
    part_kinds = reader.items(fields, "part_kinds", what)
    for kind, at in part_kinds.items():
        if kind not in kind_names:
            reader.unknown(at, what, "kind", kind, kind_names, "declare it under kinds")
    if part_kinds and type_ != "parts":
        reader.problem(fields.lines["part_kinds"], f"{what}: part_kinds is for type: parts only; take it out")
    elif type_ == "parts" and not part_kinds:
        reader.problem(line, f"{what} does not say what it lists; add part_kinds: [a kind]")
    return Attribute(name, cast(AttributeType, type_), reader.line(fields, "label", what) or name, tuple(part_kinds))


def _kind(reader: Reader, name: str, section: Node, declared: Declared) -> Kind:
    what = f"kind {name}"
    fields = reader.fields(section, what, _KIND_KEYS, ("label", "plural", "attributes"))
    attributes = reader.items(fields, "attributes", what)
    for attribute, at in attributes.items():
        if attribute not in declared.attributes:
            reader.unknown(at, what, "attribute", attribute, declared.attributes, "declare it under attributes")
    return Kind(
        id=name,
        label=reader.line(fields, "label", what) or name,
        plural=reader.line(fields, "plural", what) or name,
        attributes=tuple(a for a in attributes if a in declared.attributes),
        rank=_whole_number(reader, fields, "rank", what, 1, 3) or 2,
        shelf_life_days=_whole_number(reader, fields, "shelf_life_days", what, 1, 36500),
        fallback=_reference(reader, fields, "fallback", what, declared),
        command=_command(reader, fields, what, name),
        about=_reference(reader, fields, "about", what, declared),
        elsewhere=reader.choice(fields, "elsewhere", what, ("true", "false"), "false") == "true",
        counts=_reference(reader, fields, "counts", what, declared),
    )


def _command(reader: Reader, fields: Mapping, what: str, name: str) -> str:
    """The slash command that stands there; empty where there is none, or where it is none."""
    command = reader.line(fields, "command", what)
    if command and not _COMMAND.fullmatch(command):
        reader.problem(
            fields.lines["command"], f"{what or 'command'}: {quoted(command)} is no slash command; write it as /{name}"
        )
        return ""
    return command


def _reference(reader: Reader, fields: Mapping, key: str, what: str, declared: Declared) -> str:
    id = reader.line(fields, key, what)
    if id:
        line = fields.values[key].line
        declared.references.append(Reference(reader, line, inside(what, key), id, to_number=key == "counts"))
    return id


def _checked(reader: Reader, fields: Mapping, key: str, what: str, check: Callable[[str], None]) -> str:
    text = reader.line(fields, key, what)
    if text:
        reader.check(check, text, fields.values[key].line, inside(what, key))
    return text


def _whole_number(reader: Reader, fields: Mapping, key: str, what: str, least: int, most: int) -> int | None:
    text = reader.line(fields, key, what)
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        advice = f"write a whole number from {least} to {most}"
        reader.problem(fields.values[key].line, f"{what}: {key} is {quoted(text)}; {advice}")
        return None
    return int(text)


def _check_name(reader: Reader, line: int, what: str, name: str, tested: str = "") -> None:
    if not _NAME.fullmatch(tested or name):
        fit = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or f"my-{what}"
        advice = f"write small letters, digits and dashes, such as {fit}"
        reader.problem(line, f"{quoted(name)} is no {what} id; {advice}")
