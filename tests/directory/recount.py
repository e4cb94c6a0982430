"""A second reading of a fact base's files, by a plain YAML reader and none of the program's code: what tests count with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_FORM = {"value", "label", "note", "source", "as_of", "former"}
_NOT_FACTS = {"id", "kind", "name", "aliases", "place", "tags", "note", "source", "as_of"}


@dataclass
class RawFact:
    attribute: str
    value: Any
    standing: str
    as_of: str
    note: str
    former: bool


@dataclass
class RawEntry:
    id: str
    kind: str
    name: str
    file: str
    place: dict[str, str]
    facts: list[RawFact] = field(default_factory=list)

    def current(self, attribute: str) -> list[RawFact]:
        return [f for f in self.facts if f.attribute == attribute and not f.former]

    @property
    def part_of(self) -> str:
        return next((str(f.value) for f in self.current("part_of")), "")


@dataclass
class Raw:
    directory: dict[str, Any]
    kinds: dict[str, dict[str, Any]]
    attributes: dict[str, dict[str, str]]
    sources: dict[str, dict[str, str]]
    home: str
    questions: int
    languages: int
    entries: list[RawEntry]

    @property
    def current(self) -> list[RawFact]:
        return [f for e in self.entries for f in e.facts if not f.former]

    def country(self, entry: RawEntry) -> str:
        """The country an entry stands in; home where a place is given without one."""
        place = entry.place
        return place.get("state", "")[:2] or place.get("country", "") or (self.home if place else "")


def recount(folder: Path) -> Raw:
    """Everything in a folder's files that the report speaks of."""
    files = {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*.yaml"))}
    declared = files.pop("kinds.yaml")
    sources = files.pop("sources.yaml")["sources"]
    languages = [f for f in files if f.startswith("language/") and f != "language/places.yaml"]
    questions = [f for f in files if f.startswith("questions/")]
    raw = Raw(
        directory=files.pop("directory.yaml"),
        kinds=declared["kinds"],
        attributes=declared["attributes"],
        sources=sources,
        home=files["language/places.yaml"]["home"],
        questions=sum(len(files[f]) for f in questions),
        languages=len(languages),
        entries=[],
    )
    for file, content in files.items():
        if not file.startswith(("language/", "questions/")):
            raw.entries += [_entry(file, content, one, sources) for one in content["entries"]]
    return raw


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def _entry(file: str, content: dict[str, Any], one: dict[str, Any], sources: dict[str, dict[str, str]]) -> RawEntry:
    entry = RawEntry(one["id"], one.get("kind") or content["kind"], one["name"], file, one.get("place", {}))
    for attribute in one.keys() - _NOT_FACTS:
        for form in _forms(one[attribute], attribute):
            # source and date: the fact's own, else the entry's, else the file's
            given = {**content, **{k: v for k, v in one.items() if k in ("source", "as_of")}, **form}
            fact = RawFact(
                attribute=attribute,
                value=form["value"],
                standing=sources[given["source"]]["standing"],
                as_of=given.get("as_of", ""),
                note=form.get("note", ""),
                former=form.get("former", "false") == "true",
            )
            entry.facts.append(fact)
    return entry


def _forms(node: Any, attribute: str) -> Iterator[dict[str, Any]]:
    alone = []
    for item in node if isinstance(node, list) else [node]:
        if isinstance(item, dict) and item.keys() & _FORM:
            yield item
        elif attribute == "covers":
            alone.append(item)
        else:
            yield {"value": item}
    if alone:
        yield {"value": alone}
