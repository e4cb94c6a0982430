"""``questions/``: example questions with the answers they must get, the fact base's own tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.directory.errors import KnowledgeError, Problem
from bot.directory.loader import QUESTIONS, Files, assemble, collector_off, read_files
from bot.directory.model import Directory, Location
from bot.directory.reading.reader import Reader, nearest, quoted
from bot.directory.reading.yamlfile import Mapping, Node, Sequence

OUTCOMES = ("answer", "choices", "list", "count", "unknown", "help")
_KEYS = ("q", "expect", "fails")
_EXPECTED = ("outcome", "entry", "kind", "attribute", "value", "not")


@dataclass(frozen=True, slots=True)
class ExampleQuestion:
    """A question, and what must be true of its answer. What is empty is not asked for."""

    text: str
    outcome: str
    """One of OUTCOMES."""
    entries: tuple[str, ...]
    """Ids: a single one is the first entry of the answer, of several each is among its entries."""
    kind: str
    """Kind of the first entry."""
    attributes: tuple[str, ...]
    """Among the attributes asked for."""
    values: tuple[str, ...]
    """Each stands in the answer's text, digits compared as digits."""
    excluded: tuple[str, ...]
    """Ids that are not among the answer's entries."""
    fails: str
    """Why it is known not to be answered so yet; empty when it must be."""
    where: Location


def load_questions(folder: Path, directory: Directory | None = None) -> tuple[ExampleQuestion, ...]:
    """The questions of the fact base in a folder, in the order of files and lines.

    ``directory`` is the loaded fact base, which is read from the folder when not given. Raises KnowledgeMissing, and
    KnowledgeError with all problems when a question, or the fact base, is wrong.
    """
    with collector_off():
        files = read_files(folder)
        problems: list[Problem] = []
        if directory is None:
            directory, problems = assemble(files)
        questions, more = read_questions(files, directory)
    if problems or more:
        raise KnowledgeError([*problems, *more])
    return questions


def read_questions(files: Files, directory: Directory) -> tuple[tuple[ExampleQuestion, ...], list[Problem]]:
    """The questions in the files of a fact base, and all problems in them."""
    problems: list[Problem] = []
    found: list[ExampleQuestion] = []
    asked: dict[str, Location] = {}
    for file, node in files.nodes.items():
        if not file.startswith(QUESTIONS):
            continue
        reader = Reader(file, problems)
        for item in _items(reader, node):
            question = _question(reader, item, directory)
            if question.text in asked:
                twice = f"the question {quoted(question.text)} stands twice, first at {asked[question.text]}; keep one"
                reader.problem(question.where.line, twice)
            elif question.text:
                asked[question.text] = question.where
            found.append(question)
    return tuple(found), sorted(problems, key=lambda p: (p.location.file, p.location.line))


def _items(reader: Reader, node: Node | None) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    if node is not None:
        reader.problem(node.line, "the file must be a list; begin each question with `- q: …`")
    return []


def _question(reader: Reader, item: Node, directory: Directory) -> ExampleQuestion:
    top = reader.fields(item, "a question", _KEYS, ("q", "expect"))
    text = reader.line(top, "q", "a question")
    what = quoted(text)
    expected = top.values.get("expect")
    fields = Mapping(item.line)
    if expected is not None:
        fields = reader.fields(expected, f"{what}: expect", _EXPECTED, ("outcome",))
    entries, excluded = (reader.items(fields, key, what) for key in ("entry", "not"))
    for id, line in (*entries.items(), *excluded.items()):
        if id not in directory.entries:
            close = nearest(id, directory.entries)
            advice = f"did you mean {close}?" if close else "write the id of an entry"
            reader.problem(line, f"{what}: no entry {quoted(id)}; {advice}")
    attributes = reader.items(fields, "attribute", what)
    for attribute, line in attributes.items():
        if attribute not in directory.attributes:
            reader.unknown(line, what, "attribute", attribute, directory.attributes, "take it out")
    return ExampleQuestion(
        text=text,
        outcome=reader.choice(fields, "outcome", what, OUTCOMES, ""),
        entries=tuple(entries),
        kind=reader.choice(fields, "kind", what, directory.kinds, ""),
        attributes=tuple(attributes),
        values=tuple(reader.items(fields, "value", what)),
        excluded=tuple(excluded),
        fails=reader.line(top, "fails", what),
        where=Location(reader.file, item.line),
    )
