"""How fresh the fact base is, in a few numbers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bot.directory.days import latest_day
from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much there is and how old it is."""

    entries: int
    facts: int
    """Those that hold now."""
    newest: str
    """The date of the latest of them: ``2026-09-28``; empty where none is dated."""
    old: int
    """Those past their kind's shelf life."""


def freshness(directory: Directory, today: datetime.date) -> Freshness:
    """The numbers of a directory on a day."""
    dates = [
        (fact.as_of, directory.kinds[entry.kind].shelf_life_days)
        for entry in directory.entries.values()
        for fact in entry.facts
        if not fact.former
    ]
    dated = [(latest_day(as_of), as_of, days) for as_of, days in dates if as_of]
    old = sum(days is not None and (today - day).days > days for day, _, days in dated)
    return Freshness(len(directory.entries), len(dates), max(dated, default=(None, "", None))[1], old)
