"""CSV: one row an entry, with what holds now; its history stands in the JSON only.

A spreadsheet takes a cell that begins with = + - or @ for a formula, so an apostrophe is put before it. A telephone number
stays as it is where nothing can be computed from it: ``+1 202-555-0100`` stays, ``+1-202-555-0100``, which would be shown as
-856, becomes ``'+1-202-555-0100``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from bot.directory.export.titles import source_title
from bot.directory.model import Attribute, Directory, Entry, Fact

BETWEEN = " | "
"""Between the values of one cell."""
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_NO_FORMULA = re.compile(r"\+[0-9]{1,3} [0-9(]")  # a country code, a space and more digits: nothing that can be computed


def as_csv(directory: Directory, entries: Iterable[Entry]) -> Iterator[str]:
    """A line of names, then a line an entry (RFC 4180, no byte order mark).

    There is a column for each attribute that the kinds of these entries have. What tells a value from its neighbours, and
    any doubt, stands behind it in brackets. The last columns are the titles of the sources, the dates of the facts, newest
    first, and the note on the entry.
    """
    rows = list(entries)
    kinds = {entry.kind for entry in rows}
    had = {id for kind in directory.kinds.values() if kind.id in kinds for id in kind.attributes}
    attributes = [a for a in directory.attributes.values() if a.id in had and a.type != "parts"]
    names = [attribute.id for attribute in attributes]
    yield _line(["id", "kind", "name", "codes", "city", "state", "country", *names, "sources", "as_of", "note"])
    for entry in rows:
        yield _line(map(_harmless, _row(entry, attributes)))


def _row(entry: Entry, attributes: Iterable[Attribute]) -> Iterator[str]:
    place, facts = entry.place, [fact for fact in entry.facts if not fact.former]
    yield from (entry.id, entry.kind, entry.name, BETWEEN.join(entry.codes), place.city, place.state, place.country)
    for attribute in attributes:
        yield BETWEEN.join(map(_value, entry.current(attribute.id)))
    yield BETWEEN.join(dict.fromkeys(source_title(fact.source) for fact in facts))
    yield BETWEEN.join(sorted({fact.as_of for fact in facts} - {""}, reverse=True))
    yield entry.note


def _value(fact: Fact) -> str:
    particulars = "; ".join(text for text in (fact.label, fact.note) if text)
    return f"{fact.value} ({particulars})" if particulars else fact.value


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NO_FORMULA.match(cell) else cell


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()
