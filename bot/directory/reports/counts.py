"""What a fact base holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entries a kind has, and how many of them have each attribute."""

    kind: str
    plural: str
    entries: int
    attributes: tuple[tuple[str, int], ...]
    """Attribute id and number of entries with a current fact of it, in the order of the kind; worked-out ones left out."""


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers of a whole fact base."""

    kinds: tuple[KindCount, ...]
    entries: int
    facts: int
    former: int
    """How many of the facts are history."""
    sources: int
    languages: int
    questions: int


def report(directory: Directory, questions: int) -> Report:
    """Counts what is in a directory that has so many example questions."""
    entries = Counter(entry.kind for entry in directory.entries.values())
    having = Counter(
        (entry.kind, attribute)
        for entry in directory.entries.values()
        for attribute in {fact.attribute for fact in entry.facts if not fact.former}
    )
    facts = [fact for entry in directory.entries.values() for fact in entry.facts]
    return Report(
        kinds=tuple(
            KindCount(
                kind=kind.id,
                plural=kind.plural,
                entries=entries[kind.id],
                attributes=tuple(
                    (id, having[kind.id, id]) for id in kind.attributes if directory.attributes[id].type != "parts"
                ),
            )
            for kind in directory.kinds.values()
        ),
        entries=len(directory.entries),
        facts=len(facts),
        former=sum(fact.former for fact in facts),
        sources=len(directory.sources),
        languages=len(directory.languages),
        questions=questions,
    )
