"""From a folder of YAML files to a Directory, or to every problem that stands in the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.directory import relations, yamlfile
from bot.directory.declarations import Declared, read_directory, read_kinds, read_sources
from bot.directory.entries import read_drafts, read_entries
from bot.directory.errors import KnowledgeError, KnowledgeMissing, Problem
from bot.directory.facts import Ground, Known
from bot.directory.languages import compare, read_language
from bot.directory.model import Directory, Entry, Location
from bot.directory.places import read_places
from bot.directory.reader import Reader, nearest, quoted
from bot.directory.yamlfile import Node, YamlProblem

PLACES = "language/places.yaml"
NEEDED = ("directory.yaml", "kinds.yaml", "sources.yaml", PLACES)


def load(folder: Path) -> Directory:
    """The fact base in a folder.

    Raises KnowledgeMissing when there is no such folder, and KnowledgeError with all problems, in the order of files and
    lines, when anything in it is wrong.
    """
    with collector_off():
        files = read_files(folder)
        directory, problems = assemble(files)
        if problems:
            raise KnowledgeError(problems)
        return directory


@dataclass(frozen=True, slots=True)
class Files:
    """The YAML files of a fact base as nodes, by path relative to its folder, and what could not be read."""

    nodes: dict[str, Node | None]
    problems: tuple[Problem, ...]

    def under(self, folder: str) -> dict[str, Node | None]:
        """The files inside a folder of the fact base."""
        return {file: node for file, node in self.nodes.items() if file.startswith(f"{folder}/")}


def read_files(folder: Path) -> Files:
    """Reads every ``*.yaml`` below a folder, names that begin with a dot left out. Raises KnowledgeMissing."""
    if not folder.is_dir():
        raise KnowledgeMissing(f"there is no folder {folder}; give the folder of a fact base with --knowledge")
    nodes: dict[str, Node | None] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix not in (".yaml", ".yml") or any(part.startswith(".") for part in relative.parts) or not path.is_file():
            continue
        file = relative.as_posix()
        if path.suffix == ".yml":
            problems.append(Problem(Location(file, 1), f"files that end in .yml are not read; name it {path.stem}.yaml"))
            continue
        try:
            nodes[file] = yamlfile.read(path)
        except YamlProblem as error:
            problems.append(Problem(Location(file, error.line), error.message))
    return Files(nodes, tuple(problems))


def assemble(files: Files) -> tuple[Directory, list[Problem]]:
    """The directory in the files, with all problems; when there are any, the directory is not fit for use."""
    problems = list(files.problems)
    unread = {problem.location.file for problem in problems}
    for file in NEEDED:
        if file not in files.nodes and file not in unread:
            problems.append(Problem(Location(file, 1), "the file is missing; add it"))
    declared = Declared()
    for file, read in (("sources.yaml", read_sources), ("kinds.yaml", read_kinds), ("directory.yaml", read_directory)):
        if file in files.nodes:
            read(Reader(file, problems), files.nodes[file], declared)
    places = read_places(Reader(PLACES, problems if PLACES in files.nodes else []), files.nodes.get(PLACES))
    languages = [
        read_language(Reader(file, problems), node, declared)
        for file, node in files.under("language").items()
        if file != PLACES and "kinds.yaml" in files.nodes
    ]
    compare(languages)
    known: dict[str, Known] = {}
    entries: dict[str, Entry] = {}
    if "kinds.yaml" in files.nodes:  # without it nothing can be said of an entry
        ground = Ground(declared.attributes, declared.kinds, declared.tags, declared.sources, places, known, not unread)
        drafts = [
            read_drafts(Reader(file, problems), node, set(declared.kinds), known)
            for file, node in files.nodes.items()
            if file not in NEEDED and not file.startswith(("language/", "questions/"))
        ]
        for file_drafts in drafts:
            for entry in read_entries(file_drafts, ground):
                entries.setdefault(entry.id, entry)
        problems.extend(relations.problems(entries))
    for reference in declared.references if not unread else ():
        if reference.id not in known:
            close = nearest(reference.id, known)
            advice = f"did you mean {close}?" if close else "write the id of an entry"
            reference.reader.problem(reference.line, f"{reference.what}: no entry {quoted(reference.id)}; {advice}")
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
    )
    return directory, sorted(problems, key=lambda p: (p.location.file, p.location.line))


@contextmanager
def collector_off() -> Iterator[None]:
    """Loading makes a hundred thousand objects that all stay: looking for garbage among them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
