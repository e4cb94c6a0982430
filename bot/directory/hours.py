"""Opening hours by weekday, in a time zone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When something is open, Monday first. Times are minutes from local midnight, 0..1440."""

    days: tuple[tuple[tuple[int, int], ...], ...]
    """Seven days; each a tuple of (opens, closes); an empty day is closed, (0, 1440) is all day."""
    tz: str
    """IANA time zone."""
