"""Reading nodes of one file into texts, lists and mappings, noting everything that is wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from bot.directory.errors import Problem
from bot.directory.model import Location
from bot.directory.reading.yamlfile import Mapping, Node, Scalar, Sequence


def nearest(word: str, known: Iterable[str], at_least: float = 65) -> str:
    """The known word most like this one, or empty when none is like it."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=at_least)
    return str(found[0]) if found else ""


def instead(word: str, known: Collection[str], otherwise: str) -> str:
    """What to write instead of an unknown word: the closest known one, all of them when they are few, or other advice."""
    close = nearest(word, known)
    if close:
        return f"did you mean {close}?"
    if 0 < len(known) <= 12:
        return f"write one of: {', '.join(known)}"
    return otherwise


def quoted(text: str) -> str:
    """A value as it is shown in a message: in quotes, on one line, cut when long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:57]}…"'


def inside(what: str, key: str) -> str:
    """How messages name something inside something else; ``what`` is empty for the top of a file."""
    return f"{what}: {key}" if what else key


class Reader:
    """One file being read. Methods return something usable even when they note a problem, so that reading goes on.

    ``what`` names the thing that a method reads in its messages; empty for the top of a file.
    """

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self._problems = problems

    def problem(self, line: int, message: str) -> None:
        """Notes what is wrong at a line, and what to write instead."""
        self._problems.append(Problem(Location(self.file, line), message))

    def check(self, check: Callable[[str], None], text: str, line: int, what: str) -> None:
        """Notes what a check, which raises ValueError, says against a text."""
        try:
            check(text)
        except ValueError as error:
            self.problem(line, f"{what} {error}")

    def unknown(self, line: int, what: str, sort: str, word: str, known: Collection[str], otherwise: str) -> None:
        """Notes an unknown word of a sort (``tag``, ``source`` …), and the one that may have been meant."""
        self.problem(line, inside(what, f"unknown {sort} {quoted(word)}; {instead(word, known, otherwise)}"))

    def mapping(self, node: Node | None, what: str) -> Mapping:
        """The node as a mapping; an empty one, and a problem, when it is something else."""
        if isinstance(node, Mapping):
            for key, line in node.twice:
                again = f"key {quoted(key)} stands twice, first on line {node.lines[key]}; keep one of them"
                self.problem(line, inside(what, again))
            return node
        line = node.line if node is not None else 1
        if node is None or (isinstance(node, Scalar) and node.empty):
            self.problem(line, f"{what or 'the file'} is empty; write `key: value` lines, or take it away")
        else:
            self.problem(line, f"{what or 'the file'} is {shape(node)}; write `key: value` lines")
        return Mapping(line)

    def fields(self, node: Node | None, what: str, known: Collection[str], needed: Collection[str] = ()) -> Mapping:
        """A mapping of which only these keys are known, and some of them needed."""
        mapping = self.mapping(node, what)
        meant: set[str] = set()
        for key, line in mapping.lines.items():
            if key not in known:
                self.unknown_key(mapping, key, line, what, known, "take it out")
                meant.add(nearest(key, known))
        for key in needed if isinstance(node, Mapping) else ():
            if key not in mapping.values and key not in meant:
                self.problem(mapping.line, f"{what or 'the file'} has no {key}; add `{key}: …`")
        return mapping

    def unknown_key(self, mapping: Mapping, key: str, line: int, what: str, known: Collection[str], otherwise: str) -> None:
        """Notes a key that is not known. In ``{note: gate 2, north}`` a comma has made a key of the end of a text."""
        value = mapping.values[key]
        if isinstance(value, Scalar) and value.empty and not nearest(key, known, 80):
            otherwise = f"put text that has a comma in quotes, or {otherwise}"
            self.problem(line, inside(what, f"unknown key {quoted(key)}; {otherwise}"))
        else:
            self.unknown(line, what, "key", key, known, otherwise)

    def text(self, mapping: Mapping, key: str, what: str) -> str:
        """The text under a key; empty when the key is missing. Noted when it is empty or no text."""
        node = mapping.values.get(key)
        return "" if node is None else self.scalar(node, inside(what, key))

    def line(self, mapping: Mapping, key: str, what: str) -> str:
        """As ``text``, with line breaks made spaces."""
        return " ".join(self.text(mapping, key, what).split())

    def scalar(self, node: Node, what: str, may_be_empty: bool = False) -> str:
        """The node as text, spaces trimmed and runs of them made one; line breaks are kept."""
        if not isinstance(node, Scalar):
            self.problem(node.line, f"{what} is {shape(node)}; write one text")
            return ""
        text = "" if node.empty else _tidy(node.text)
        if not text and not may_be_empty:
            self.problem(node.line, f"{what} is empty; write it, or take it out")
        return text

    def texts(self, node: Node, what: str) -> dict[str, int]:
        """The texts of a list, each with its line (a single text counts as a list of one).

        Empty ones are noted; doubled ones are harmless, and left out.
        """
        found: dict[str, int] = {}
        if isinstance(node, Mapping):
            self.problem(node.line, f"{what} is {shape(node)}; write a list")
            return found
        for item in node.items if isinstance(node, Sequence) else [node]:
            text = self.scalar(item, what if item is node else f"an item of {what}")
            if text:
                found.setdefault(" ".join(text.split()), item.line)
        return found

    def items(self, mapping: Mapping, key: str, what: str) -> dict[str, int]:
        """The texts listed under a key, each with its line; none when the key is missing."""
        node = mapping.values.get(key)
        return {} if node is None else self.texts(node, inside(what, key))

    def choice(self, mapping: Mapping, key: str, what: str, known: Collection[str], default: str) -> str:
        """The text under a key, which must be one of the known ones."""
        text = self.text(mapping, key, what)
        if text and text not in known:
            self.unknown(mapping.values[key].line, what, key, text, known, "take it out")
            return default
        return text or default

    def sections(self, mapping: Mapping, key: str, what: str = "") -> Iterator[tuple[str, int, Node]]:
        """The keys, their lines and their nodes of a mapping inside a mapping; none when the key is missing."""
        node = mapping.values.get(key)
        if node is not None:
            below = self.mapping(node, inside(what, key))
            for name, value in below.values.items():
                yield name, below.lines[name], value


def shape(node: Node) -> str:
    """What sort of node it is, as messages say it."""
    if isinstance(node, Sequence):
        return "a list"
    return "`key: value` lines" if isinstance(node, Mapping) else quoted(node.text)


def _tidy(text: str) -> str:
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
