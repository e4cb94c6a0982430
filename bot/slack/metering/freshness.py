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
    median_days: int
    """Half of those that are dated are older; 0 where none is."""


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
    ages = sorted((today - day).days for day, _, _ in dated) or [0]
    newest = max(((day, as_of) for day, as_of, _ in dated), default=(None, ""))[1]
    return Freshness(len(directory.entries), len(dates), newest, old, ages[len(ages) // 2])
