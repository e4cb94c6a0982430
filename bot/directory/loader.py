"""From a folder of YAML files to a Directory, or to every problem that stands in the way."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.directory import relations
from bot.directory.errors import KnowledgeError, KnowledgeMissing, Problem
from bot.directory.language import Places
from bot.directory.model import Directory, Entry, Location
from bot.directory.reading import clashes, yamlfile
from bot.directory.reading.declarations import Declared, Reference, read_directory, read_kinds, read_sources
from bot.directory.reading.entries import EntryFile, read_drafts, read_entries
from bot.directory.reading.ground import Ground, Roll
from bot.directory.reading.languages import LanguageFile, compare, read_language
from bot.directory.reading.places import read_places
from bot.directory.reading.reader import Reader
from bot.directory.reading.yamlfile import Node
from bot.directory.reading.yamlproblem import YamlProblem

LANGUAGES = "language/"
PLACES = "language/places.yaml"
QUESTIONS = "questions/"
NO_DAY = date(9999, 12, 30)
"""Later than any date that is written."""
NEEDED = ("directory.yaml", "kinds.yaml", "sources.yaml", PLACES)
"""Files without which nothing can be said of the others."""


@dataclass(frozen=True, slots=True)
class Files:
    """The YAML files of a fact base as nodes, by path relative to its folder, and what could not be read."""

    nodes: dict[str, Node | None]
    problems: tuple[Problem, ...]


def load(folder: Path, today: date | None = None) -> Directory:
    """The fact base in a folder, in which no date may lie after ``today``; without it dates are not held against any day,
    so that a machine whose clock is wrong answers all the same.

    Raises KnowledgeMissing when there is no such folder, and KnowledgeError with all problems, in the order of files and
    lines, when anything in it is wrong.
    """
    with collector_off():
        directory, problems = assemble(read_files(folder), today)
    if problems:
        raise KnowledgeError(problems)
    return directory


def load_words(folder: Path) -> Directory:
    """A fact base without its entries, and unchecked: quickly there, to understand questions about something else.

    Raises KnowledgeMissing when there is no such folder, and KnowledgeError when a file that is needed cannot be read.
    """
    with collector_off():
        files = read_files(folder, lambda file: file in NEEDED or file.startswith(LANGUAGES))
        if files.problems:
            raise KnowledgeError(list(files.problems))
        return assemble(files)[0]


def read_files(folder: Path, wanted: Callable[[str], bool] = lambda file: True) -> Files:
    """Reads every wanted ``*.yaml`` below a folder, names that begin with a dot left out. Raises KnowledgeMissing."""
    if not folder.is_dir():
        raise KnowledgeMissing(f"there is no folder {folder}; name the folder of a fact base")
    nodes: dict[str, Node | None] = {}
    problems: list[Problem] = []
    root = folder.resolve()

    def unreadable(error: OSError) -> None:
        where = Path(error.filename).relative_to(folder).as_posix()
        problems.append(Problem(Location(where, 1), f"the folder cannot be read ({error.strerror}); make it readable"))

    for file in sorted(filter(wanted, yaml_files(folder, unreadable))):
        if not file.isprintable():
            problems.append(Problem(Location(ascii(file), 1), "an invisible character in the file's name; take it out"))
            continue
        if not (folder / file).resolve().is_relative_to(root):  # what is wrong in it would be told to curators
            problems.append(Problem(Location(file, 1), "a link out of the folder; put the file itself here"))
            continue
        if not file.endswith(".yaml"):
            fit = file.rpartition("/")[2].rpartition(".")[0] + ".yaml"
            problems.append(Problem(Location(file, 1), f"only files whose name ends in .yaml are read; name it {fit}"))
            continue
        try:
            nodes[file] = yamlfile.read(folder / file)
        except YamlProblem as error:
            problems.append(Problem(Location(file, error.line), error.message))
    for file in NEEDED:
        if file not in nodes and not any(problem.location.file == file for problem in problems):
            problems.append(Problem(Location(file, 1), "the file is missing; add it"))
    return Files(nodes, tuple(problems))


def assemble(files: Files, today: date | None = None) -> tuple[Directory, list[Problem]]:
    """The directory in the files, and all problems in their order; when there are any, the directory is not fit for use.

    ``today``: the day after which no date may lie; any may when it is not given.
    """
    problems = list(files.problems)
    declared = Declared(today or NO_DAY)
    for file, read in (("directory.yaml", read_directory), ("sources.yaml", read_sources), ("kinds.yaml", read_kinds)):
        if file in files.nodes:
            read(Reader(file, problems), files.nodes[file], declared)
    places = read_places(Reader(PLACES, problems if PLACES in files.nodes else []), files.nodes.get(PLACES))
    languages: list[LanguageFile] = []
    entries: dict[str, Entry] = {}
    if all(file in files.nodes for file in NEEDED):
        rest = {file: node for file, node in files.nodes.items() if file not in NEEDED}
        of_languages = {file: node for file, node in rest.items() if file.startswith(LANGUAGES)}
        of_entries = {file: node for file, node in rest.items() if not file.startswith((LANGUAGES, QUESTIONS))}
        languages = [read_language(Reader(file, problems), node, declared) for file, node in of_languages.items()]
        compare(languages)
        entries = _entries(of_entries, declared, places, problems, complete=not files.problems)
    directory = Directory(
        title=declared.title,
        about=declared.about,
        general=declared.general,
        examples=declared.examples,
        kinds=declared.kinds,
        attributes=declared.attributes,
        tags=declared.tags,
        sources=declared.sources,
        entries=entries,
        languages={file.language.code: file.language for file in languages},
        places=places,
        parts=relations.parts(entries),
        covered_by=relations.covered_by(entries),
        command=declared.command,
    )
    return directory, sorted(problems, key=lambda p: (p.location.file, p.location.line))


def _entries(
    nodes: Mapping[str, Node | None], declared: Declared, places: Places, problems: list[Problem], complete: bool
) -> dict[str, Entry]:
    """The entries of these files by id; what is wrong in them, or between them and what is declared, goes to the problems.

    ``complete``: whether every file could be read; only then is a reference to what is not there a mistake.
    """
    entries: dict[str, Entry] = {}
    roll = Roll()
    known = (declared.attributes, declared.kinds, declared.tags, declared.sources, places)
    ground = Ground(*known, roll, declared.today, complete)
    drafts = [read_drafts(Reader(file, problems), node, declared.kinds, roll) for file, node in nodes.items()]
    for file_drafts in drafts:
        for entry in read_entries(file_drafts, ground):
            entries.setdefault(entry.id, entry)
    for reference in declared.references:
        if ground.has(reference.id, reference.reader, reference.line, reference.what) and reference.to_number:
            _check_number(reference, entries, declared)
    ground.note_missing()
    problems.extend(relations.problems(entries))
    problems.extend(clashes.names(_named(drafts, entries), entries, declared.kinds, places))
    problems.extend(clashes.codes(entries.values(), declared.attributes))
    return entries


def _named(files: Iterable[EntryFile], entries: Mapping[str, Entry]) -> Iterator[clashes.Named]:
    """The names and aliases of the entries, with where each stands; not those of a second entry with the same id."""
    for file in files:
        for draft in file.drafts:
            entry = entries.get(draft.id)
            if entry and entry.where == Location(file.reader.file, draft.fields.line):
                for name, line in draft.names():
                    yield entry, name, Location(file.reader.file, line)


def _check_number(reference: Reference, entries: dict[str, Entry], declared: Declared) -> None:
    """Notes when what should say how many there are has no current number."""
    entry = entries.get(reference.id)
    numbers = {a.id for a in declared.attributes.values() if a.type == "number"}
    if entry and not any(fact.attribute in numbers and not fact.former for fact in entry.facts):
        reference.reader.problem(reference.line, f"{reference.what}: {entry.id} has no number; add one to it")


@contextmanager
def collector_off() -> Iterator[None]:
    """Loading makes a hundred thousand objects that all stay: looking for garbage among them doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def yaml_files(folder: Path, unreadable: Callable[[OSError], None]) -> Iterator[str]:
    """Paths of YAML files relative to a folder, with forward slashes. ``unreadable`` gets what hinders reading a folder."""
    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in (".yaml", ".yml") and path.is_file():
                yield path.relative_to(folder).as_posix()
