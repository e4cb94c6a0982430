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

LARGEST_FILE = 5_000_000
"""Bytes; the largest file that is read."""
DEEPEST = 20
"""Levels of lists and mappings inside each other."""
MOST_VALUES = 200_000
"""The parser's events in one file: keys, values, and where lists and mappings begin and end. Five megabytes of ``[]``
would otherwise take ten seconds and a gigabyte."""

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML has it, is ten times faster

# What YAML forbids, and the line separators that would make our line numbers differ from an editor's.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

_CUT = re.compile(r"[ \t]#[0-9]")
_OPEN_QUOTE = re.compile(r"""(?:[^#]*[:\-] +)?(?:"[^"]*|'[^']*)""")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_AFTER_QUOTE = re.compile(r"""(?:: +|- +)(["']).*?\1\s*[^\s#,\]}:]""")


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
        return _document(yaml.parse(text, Loader=Loader), _number_signs(text))
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
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
    found = _INVISIBLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise YamlProblem(line, f"an invisible character (U+{ord(found[0]):04X}); take it out")
    return text


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


_INDENTED = "the indentation does not fit the lines above; line it up with its neighbours"
_TAB = "a tab in the indentation; use spaces"
_BRACKET = "a bracket or brace that is never closed, or a missing comma; close it on the same line"
_EXPLANATIONS = (  # part of the parser's message → ours
    ("tab character", _TAB),
    ("could not find expected ':'", "a line that is neither `key: value` nor `- item`; add the colon"),
    ("unexpected end of stream", "a quote that is never closed; close it"),
    ("expected ',' or", _BRACKET),
    ("unknown escape character", "a backslash inside double quotes; use single quotes"),
    ("alphabetic or numeric character", "a value that begins with * or &; put it in quotes"),
    ("block sequence entries", "a list that begins on the line of its key; begin it on the next line"),
    ("expected comment or line break", "text on the line of | or >; begin it on the next line, or put the value in quotes"),
    ("directive", "a line that begins with %; take it out"),
    ("incompatible YAML", "a line that begins with %; take it out"),
    ("did not find expected", _INDENTED),
    ("expected <", _INDENTED),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    """The parser's complaint in words that say what to do, at the line to look at."""
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        advice = "keep the right lines, take out those of <, = and >"
        return YamlProblem(line, f"not YAML: edits that git could not join ({conflict[1]}); {advice}")
    problem = error.problem or error.context or "no reason given"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in problem:
        mark = error.context_mark or mark  # where the quote opens, not the end of the file
    line = mark.line + 1 if mark else 1
    lines = [*text.splitlines(), "", ""]
    if "expected" in problem:
        for number, above in enumerate(lines[: line - 1], start=1):
            if len(above) < 500 and _OPEN_QUOTE.fullmatch(above):  # it swallowed lines up to the next quote
                return YamlProblem(number, "not YAML: a quote that is never closed; close it")
    return YamlProblem(line, f"not YAML: {_explanation(problem, lines[line - 1][:500])}")


def _explanation(problem: str, typed: str) -> str:
    if "cannot start any token" in problem:
        return _TAB if "\t" in typed else "a value that begins with @, ` or %; put it in quotes"
    if "mapping values are not allowed" in problem:
        return "a second `: ` in the line; put the value in quotes" if typed.count(": ") > 1 else _INDENTED
    if "did not find expected" in problem and _AFTER_QUOTE.search(typed):
        return "text after a closing quote; put the whole value in quotes"
    for part, explanation in _EXPLANATIONS:
        if part in problem:
            return explanation
    return f"{problem}; write it as `key: value` lines"
