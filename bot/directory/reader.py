"""Reading nodes of one file into texts, lists and mappings, noting everything that is wrong on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bot.directory.errors import Problem
from bot.directory.model import Location
from bot.directory.yamlfile import Mapping, Node, Scalar, Sequence


def nearest(word: str, known: Iterable[str], at_least: float = 70) -> str:
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


class Reader:
    """One file being read. Methods return something usable even when they note a problem, so that reading goes on."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self._problems = problems

    def problem(self, line: int, message: str) -> None:
        """Notes what is wrong at a line, and what to write instead."""
        self._problems.append(Problem(Location(self.file, line), message))

    def mapping(self, node: Node | None, what: str) -> Mapping:
        """The node as a mapping; an empty one, and a problem, when it is something else. ``what`` names it in the message."""
        if isinstance(node, Mapping):
            for key, line in node.twice:
                self.problem(line, f"{what}: key {quoted(key)} stands twice, first on line {node.lines[key]}; keep one of them")
            return node
        line = node.line if node is not None else 1
        if node is None or (isinstance(node, Scalar) and node.empty):
            self.problem(line, f"{what} is empty; write `key: value` lines")
        else:
            self.problem(line, f"{what} must be `key: value` lines, not {_shape(node)}")
        return Mapping(line)

    def fields(self, node: Node | None, what: str, known: Collection[str], needed: Collection[str] = ()) -> Mapping:
        """A mapping of which only these keys are known, and some of them needed."""
        mapping = self.mapping(node, what)
        for key, line in mapping.lines.items():
            if key not in known:
                self.problem(line, f"{what}: unknown key {quoted(key)}; {instead(key, known, 'take it out')}")
        if isinstance(node, Mapping):
            for key in needed:
                if key not in mapping.values:
                    self.problem(mapping.line, f"{what} has no {key}; add `{key}: …`")
        return mapping

    def text(self, mapping: Mapping, key: str, what: str) -> str:
        """The text under a key; empty when the key is missing. Noted when it is empty or no text."""
        node = mapping.values.get(key)
        return "" if node is None else self.scalar(node, f"{what}: {key}")

    def scalar(self, node: Node, what: str, may_be_empty: bool = False) -> str:
        """The node as text, spaces trimmed and runs of them made one; line breaks are kept."""
        if not isinstance(node, Scalar):
            self.problem(node.line, f"{what} must be one text, not {_shape(node)}")
            return ""
        text = "" if node.empty else tidy(node.text)
        if not text and not may_be_empty:
            self.problem(node.line, f"{what} is empty; write it, or take the key out")
        return text

    def texts(self, mapping: Mapping, key: str, what: str) -> tuple[str, ...]:
        """The texts listed under a key (a single text counts as a list of one); none when the key is missing."""
        return tuple(text for text, _ in self.items(mapping, key, what))

    def items(self, mapping: Mapping, key: str, what: str) -> list[tuple[str, int]]:
        """The texts listed under a key, each with its line; empty ones are noted, doubled ones
        are harmless, and both are left out."""
        node = mapping.values.get(key)
        if node is None:
            return []
        found: dict[str, int] = {}
        if isinstance(node, Mapping):
            self.problem(node.line, f"{what}: {key} must be a list, not {_shape(node)}")
            return []
        for item in node.items if isinstance(node, Sequence) else [node]:
            text = self.scalar(item, f"{what}: {key}" if item is node else f"{what}: an item of {key}")
            if text:
                found.setdefault(text, item.line)
        return list(found.items())

    def choice(self, mapping: Mapping, key: str, what: str, known: Collection[str], default: str) -> str:
        """The text under a key, which must be one of the known ones."""
        text = self.text(mapping, key, what)
        if text and text not in known:
            self.problem(mapping.lines[key], f"{what}: unknown {key} {quoted(text)}; {instead(text, known, 'take it out')}")
            return default
        return text or default

    def sections(self, mapping: Mapping, key: str, what: str) -> Iterator[tuple[str, int, Node]]:
        """The keys, their lines and their nodes of a mapping inside a mapping; none when the key is missing."""
        node = mapping.values.get(key)
        if node is not None:
            inner = self.mapping(node, f"{what}: {key}" if what else key)
            for name, value in inner.values.items():
                yield name, inner.lines[name], value


def tidy(text: str) -> str:
    """Spaces of every sort made single and trimmed; line breaks kept."""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())



def _shape(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    return "`key: value` lines" if isinstance(node, Mapping) else f"{quoted(node.text)}"


