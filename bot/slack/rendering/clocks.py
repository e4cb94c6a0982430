"""Opening hours as somebody elsewhere reads them: by their own clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.directory.hours import DAY, HoursWords, WeeklyHours, printed


def by_clock_of(hours: WeeklyHours, tz: str, now: datetime, words: HoursWords) -> str:
    """The week's hours by the clock of another time zone, as the clocks stand now; empty where they read no differently."""
    moved = shifted(hours, _minutes_ahead(tz, hours.tz, now), tz) if tz else hours
    here, there = printed(moved, words), printed(hours, words)
    return here if here != there else ""


def shifted(hours: WeeklyHours, minutes: int, tz: str) -> WeeklyHours:
    """The same week by a clock that is so many minutes ahead (behind: negative)."""
    days: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for day, spans in enumerate(hours.days):
        for opens, closes in spans:
            start = day * DAY + opens + minutes
            end = start + closes - opens
            while start < end:
                upto = min(end, (start // DAY + 1) * DAY)
                days[start // DAY % 7].append((start % DAY, start % DAY + upto - start))
                start = upto
    return WeeklyHours(tuple(_joined(sorted(spans)) for spans in days), tz)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch as one."""
    joined: list[tuple[int, int]] = []
    for opens, closes in spans:
        if joined and joined[-1][1] == opens:
            joined[-1] = (joined[-1][0], closes)
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _minutes_ahead(tz: str, of: str, now: datetime) -> int:
    try:
        here, there = (now.astimezone(ZoneInfo(name)).utcoffset() for name in (tz, of))
    except (ZoneInfoNotFoundError, ValueError):  # a zone that this machine does not know
        return 0
    assert here is not None and there is not None
    return int((here - there).total_seconds() // 60)
