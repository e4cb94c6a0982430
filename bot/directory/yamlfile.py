"""One YAML file as nodes that know their lines.

Scalars stay text as typed: what a value means is decided by whoever reads it, so ``NO``, ``0102``, ``12:00`` and
``2016-11-05`` are never turned into something else. Anchors, aliases, tags and second documents are refused, and depth
is counted on the parser's events, so that no file can exhaust memory or the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

LARGEST_FILE = 5_000_000
"""Bytes; the largest file that is read."""
DEEPEST = 20
"""Levels of lists and mappings inside each other."""

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster, where PyYAML was built with it

# What YAML forbids, and the line separators that would make our line numbers differ from an editor's.
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class YamlProblem(Exception):
    """The file cannot be read as YAML: what is wrong and what to write instead, and the line (from 1)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


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
        return _document(yaml.parse(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.YAMLError as error:
        raise YamlProblem(1, f"not YAML: {' '.join(str(error).split())}; write it as `key: value` lines") from None


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise YamlProblem(1, f"the file has {_megabytes(size)} MB; split it into files of at most {_megabytes(LARGEST_FILE)} MB")
        data = path.read_bytes()
    except OSError as error:
        raise YamlProblem(1, f"cannot be read ({error.strerror}); make it readable or take it away") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlProblem(line, f"not UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8") from None
    found = INVISIBLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise YamlProblem(line, f"an invisible character U+{ord(found[0]):04X}; take it out")
    return text


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.3g}"


def _document(events: Iterator[yaml.Event]) -> Node | None:
    """Builds the nodes from the parser's events, in one pass. The root hangs in a sequence of its own."""
    root = Sequence(1)
    open_nodes: list[Sequence | Mapping] = [root]
    keys: list[tuple[str, int] | None] = [None]  # beside each open node: the key that waits for its value
    documents = 0
    node: Node
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            line = event.start_mark.line + 1
            _refuse_anchor(event, line)
            parent = open_nodes[-1]
            if type(parent) is Mapping and keys[-1] is None:
                keys[-1] = (event.value, line)
                continue
            node = Scalar(line, event.value, event.implicit[0])
            _hang(parent, keys, node)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            line = event.start_mark.line + 1
            _refuse_anchor(event, line)
            if len(open_nodes) > DEEPEST:
                raise YamlProblem(line, f"lists and mappings stand more than {DEEPEST} deep in each other; write it flatter")
            parent = open_nodes[-1]
            if type(parent) is Mapping and keys[-1] is None:
                raise YamlProblem(line, "a list or mapping stands where a key belongs; put text with braces or brackets in quotes")
            node = Mapping(line) if kind is yaml.MappingStartEvent else Sequence(line)
            _hang(parent, keys, node)
            open_nodes.append(node)
            keys.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            open_nodes.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            raise YamlProblem(event.start_mark.line + 1, f"an alias (*{event.anchor}); write the value out, or put text that begins with * in quotes")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise YamlProblem(event.start_mark.line + 1, "a second document begins here (---); keep one document a file")
    return root.items[0] if root.items else None


def _hang(parent: Sequence | Mapping, keys: list[tuple[str, int] | None], node: Node) -> None:
    """Puts a finished or opening node into its parent."""
    if type(parent) is Sequence:
        parent.items.append(node)
        return
    assert type(parent) is Mapping and keys[-1] is not None
    key, line = keys[-1]
    keys[-1] = None
    if key in parent.values:
        parent.twice.append((key, line))
    else:
        parent.values[key] = node
        parent.lines[key] = line


def _refuse_anchor(event: yaml.Event, line: int) -> None:
    if event.anchor is not None:
        raise YamlProblem(line, f"an anchor (&{event.anchor}); write values out, or put text that begins with & in quotes")
    if event.tag is not None:
        raise YamlProblem(line, f"a tag ({event.tag}); take it out, or put text that begins with ! in quotes")


_EXPLANATIONS = (  # part of the parser's message → ours
    ("mapping values are not allowed", "a second `: ` in the line; put the value in quotes"),
    ("could not find expected ':'", "a line that is neither `key: value` nor `- item`; add the colon, or indent it under what it belongs to"),
    ("found unexpected end of stream", "a quote that is never closed; close it"),
    ("did not find expected ',' or", "a bracket or brace that is never closed, or a comma is missing; close it on the same line"),
    ("expected ',' or", "a bracket or brace that is never closed, or a comma is missing; close it on the same line"),
    ("unknown escape character", "a backslash inside double quotes; use single quotes"),
    ("did not find expected key", "the indentation does not fit the lines above; line the key up with its neighbours"),
    ("expected <block end>", "the indentation does not fit the lines above; line it up with its neighbours"),
    ("did not find expected '-' indicator", "the indentation does not fit the list above; line the item up with the others"),
    ("alphabetic or numeric character", "a value that begins with * or &; put it in quotes"),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    """The parser's complaint in words that say what to do, at the line to look at."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    typed = lines[line - 1] if line <= len(lines) else ""
    problem = error.problem or error.context or "no reason given"
    if "cannot start any token" in problem:
        if "\t" in typed[: len(typed) - len(typed.lstrip())] or typed.lstrip().startswith("\t"):
            return YamlProblem(line, "a tab in the indentation; use spaces")
        return YamlProblem(line, "a value that begins with @, ` or %; put it in quotes")
    if "unexpected end of stream" in problem and error.context_mark:
        line = error.context_mark.line + 1  # where the quote opens, not the end of the file
    for part, explanation in _EXPLANATIONS:
        if part in problem:
            return YamlProblem(line, f"not YAML: {explanation}")
    return YamlProblem(line, f"not YAML: {problem}; write it as `key: value` lines")
