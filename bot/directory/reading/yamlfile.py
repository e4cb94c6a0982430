"""One YAML file as nodes that know their lines.

Scalars stay text as typed: what a value means is decided by whoever reads it, so ``NO``, ``0102``, ``12:00`` and
``2016-11-05`` are never turned into something else. Anchors, aliases, tags and second documents are refused, and depth
is counted on the parser's events, so that no file can exhaust memory or the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.directory.reading.yamlproblem import YamlProblem, explained

LARGEST_FILE = 5_000_000
"""Bytes; the largest file that is read."""
DEEPEST = 20
"""Levels of lists and mappings inside each other."""
MOST_VALUES = 200_000
"""The parser's events in one file: keys, values, and where lists and mappings begin and end. Five megabytes of ``[]``
would otherwise take ten seconds and a gigabyte."""

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML has it, is ten times faster

# What YAML forbids, the line separators that would make our line numbers differ from an editor's, and what turns text round
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")

_CUT = re.compile(r"[ \t]#[0-9]")


@dataclass(slots=True)
class Scalar:
    """A single value, as typed."""

    line: int
    text: str
    plain: bool = True
    """Whether it was written without quotes; only then can it be ``null``, ``true`` or ``false``."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: no text, ``~`` or ``null``."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values; of a key that stands twice only the first is kept, the other is in ``twice``."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Key → its line."""
    twice: list[tuple[str, int]] = field(default_factory=list)
    """Keys that stand a second time, with the line of the second."""


Node = Scalar | Sequence | Mapping


def read(path: Path) -> Node | None:
    """The file's one document; None when it holds none (empty, or comments only).

    Raises YamlProblem for anything that is not a plain YAML document of bearable size and depth.
    """
    return parse(_text(path))


def parse(text: str) -> Node | None:
    """The one document in a text. Raises YamlProblem."""
    try:
        return _document(yaml.parse(text, Loader=Loader), _number_signs(text))
    except yaml.MarkedYAMLError as error:
        raise explained(error, text) from None
    except yaml.YAMLError as error:
        raise YamlProblem(1, f"not YAML: {' '.join(str(error).split())}; write it as `key: value` lines") from None


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            most = _megabytes(LARGEST_FILE)
            raise YamlProblem(1, f"the file has {_megabytes(size)} MB; split it into files of at most {most} MB")
        data = path.read_bytes()
    except OSError as error:
        raise YamlProblem(1, f"the file cannot be read ({error.strerror}); make it readable, or take it away") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlProblem(line, f"not UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8") from None
    _refuse_invisible(text, 1)
    return text


def _refuse_invisible(text: str, line: int) -> None:
    """Raises YamlProblem where a text that begins in this line has a character that nobody sees."""
    if found := _INVISIBLE.search(text):
        at = line + text.count("\n", 0, found.start())
        raise YamlProblem(at, f"an invisible character (U+{ord(found[0]):04X}); take it out")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.3g}"


def _number_signs(text: str) -> dict[int, str]:
    """The lines (from 0) in which a number sign may cut a value short: ``1 Quay Street #200`` is read without its end."""
    return {n: line for n, line in enumerate(text.splitlines()) if _CUT.search(line)} if _CUT.search(text) else {}


def _document(events: Iterable[yaml.Event], number_signs: dict[int, str]) -> Node | None:
    """Builds the nodes from the parser's events, in one pass. The root hangs in a sequence of its own."""
    root = Sequence(1)
    inside: list[Sequence | Mapping] = [root]
    keys: list[tuple[str, int] | None] = [None]  # beside each open node: the key that waits for its value
    documents = 0
    for number, event in enumerate(events):
        if number > MOST_VALUES:
            raise YamlProblem(_line(event), f"the file has more than {MOST_VALUES:,} keys and values; split it here")
        if isinstance(event, yaml.ScalarEvent):
            line = _plain_line(event)
            if event.style == '"':  # only there can one be written as an escape
                _refuse_invisible(event.value, line)
            if number_signs:
                _refuse_cut(event, number_signs)
            if keys[-1] is None and isinstance(inside[-1], Mapping):
                keys[-1] = (event.value, line)
            else:
                _hang(inside[-1], keys, Scalar(line, event.value, event.implicit[0]))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            line = _plain_line(event)
            if len(inside) > DEEPEST:
                raise YamlProblem(line, f"lists and mappings stand more than {DEEPEST} deep in each other; write it flatter")
            if keys[-1] is None and isinstance(inside[-1], Mapping):
                raise YamlProblem(line, "a bracket or brace where a key belongs; put text that begins with one in quotes")
            node = Mapping(line) if isinstance(event, yaml.MappingStartEvent) else Sequence(line)
            _hang(inside[-1], keys, node)
            inside.append(node)
            keys.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            inside.pop()
            keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            advice = "write the value out, or put text that begins with * in quotes"
            raise YamlProblem(_line(event), f"an alias (*{event.anchor}); {advice}")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlProblem(_line(event), "a second document begins here (---); keep one document a file")
    return root.items[0] if root.items else None


def _hang(parent: Sequence | Mapping, keys: list[tuple[str, int] | None], node: Node) -> None:
    """Puts a finished or opening node into its parent."""
    waiting = keys[-1]
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif waiting is not None:
        key, line = waiting
        keys[-1] = None
        if key in parent.values:
            parent.twice.append((key, line))
        else:
            parent.values[key] = node
            parent.lines[key] = line


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def _plain_line(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
    """The event's line. Raises YamlProblem when it carries an anchor or a tag."""
    line = _line(event)
    if event.anchor is not None:
        advice = "write values out where they are needed, or put text that begins with & in quotes"
        raise YamlProblem(line, f"an anchor (&{event.anchor}); {advice}")
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise YamlProblem(line, f"a tag ({tag}); take it out, or put text that begins with ! in quotes")
    return line


def _refuse_cut(event: yaml.ScalarEvent, number_signs: dict[int, str]) -> None:
    end = event.end_mark
    if end is not None and event.implicit[0] and end.line in number_signs:
        rest = number_signs[end.line][end.column :]
        if _CUT.match(rest):
            raise YamlProblem(end.line + 1, f'"{rest.strip()}" would be lost as a comment; put the value in quotes')
