"""JSON: a list of entries with everything that is said of them, history too, each fact with its source and date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from bot.directory.model import Directory, Entry, Fact


def as_json(directory: Directory, entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON array, an entry a line. Every entry has the same keys, and every fact; what is not known is empty or null."""
    yield "["
    between = "\n"
    for entry in entries:
        yield between + json.dumps(record(entry), ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"


def record(entry: Entry) -> dict[str, Any]:
    """One entry. Its place has city, state, country, lat, lon, located_by and tz."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "name": entry.name,
        "codes": entry.codes,
        "aliases": entry.aliases,
        "place": asdict(entry.place),
        "tags": entry.tags,
        "note": entry.note,
        "facts": [_fact(fact) for fact in entry.facts],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    """``refers_to`` has the ids of entries and codes of places behind the names in a relation's value."""
    return {
        "attribute": fact.attribute,
        "value": fact.value,
        "label": fact.label,
        "source": fact.source.title,
        "source_url": fact.source.url,
        "standing": fact.source.standing,
        "as_of": fact.as_of,
        "note": fact.note,
        "former": fact.former,
        "refers_to": [target.entry or target.place for target in fact.targets],
    }
