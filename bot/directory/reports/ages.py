"""How old the facts of a directory are, by year and by standing of their source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.directory.model import Directory, Standing

STANDINGS: tuple[Standing, ...] = ("official", "secondary", "unofficial")
YEARS = 30
"""How many years have a row of their own; the ones before share a row."""


@dataclass(frozen=True, slots=True)
class Age:
    """The current facts of one year."""

    label: str
    """``2026``, ``before 1997`` or ``undated``."""
    facts: tuple[int, ...]
    """How many, by standing, in the order of STANDINGS."""

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.facts)


def ages(directory: Directory) -> tuple[Age, ...]:
    """Current facts by the year of their date: the newest year first, years without any among them, undated ones last."""
    counted = Counter(
        (fact.as_of[:4], fact.source.standing)
        for entry in directory.entries.values()
        for fact in entry.facts
        if not fact.former
    )
    dated = [int(year) for year, _ in counted if year]
    rows: list[Age] = []
    if dated:
        oldest = max(min(dated), max(dated) - YEARS + 1)
        rows = [_age(str(year), {str(year)}, counted) for year in range(max(dated), oldest - 1, -1)]
        rows.append(_age(f"before {oldest}", {str(year) for year in dated if year < oldest}, counted))
    rows.append(_age("undated", {""}, counted))
    return tuple(row for row in rows if row.total or row.label.isdigit())


def _age(label: str, years: set[str], counted: Counter[tuple[str, Standing]]) -> Age:
    facts = tuple(sum(n for (year, of), n in counted.items() if of == standing and year in years) for standing in STANDINGS)
    return Age(label, facts)
