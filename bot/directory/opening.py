"""Whether something is open at a moment, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.directory.hours import DAY, Span, WeeklyHours, open_at

WEEK = 7 * DAY
"""Minutes of a week."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How it stands at a moment."""

    open: bool
    local: datetime
    """The moment on the clocks there."""
    changes: datetime | None
    """When it closes, or opens, next; there. None: it never does."""


def opening(hours: WeeklyHours, moment: datetime) -> Opening:
    """How it stands by the weekly hours alone, at a moment with a time zone. Raises ValueError for one without."""
    if moment.tzinfo is None:
        raise ValueError("the moment has no time zone")
    local = moment.astimezone(ZoneInfo(hours.tz))
    now = local.weekday() * DAY + local.hour * 60 + local.minute
    is_open = open_at(hours, local)
    edges = (closes if is_open else opens for opens, closes in _spans(hours))
    ahead = [(edge - now - 1) % WEEK + 1 for edge in edges]
    if not ahead:
        return Opening(is_open, local, None)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    days, minutes = divmod(local.hour * 60 + local.minute + min(ahead), DAY)
    day = midnight + timedelta(days=days)  # on the wall clock, whatever daylight saving does in between
    return Opening(is_open, local, day.replace(hour=minutes // 60, minute=minutes % 60))


def _spans(hours: WeeklyHours) -> list[Span]:
    """The open spans in minutes from Monday's midnight, those that touch joined; none when it never opens or closes."""
    spans: list[Span] = []
    for day, of_day in enumerate(hours.days):
        for opens, closes in of_day:
            start, end = day * DAY + opens, day * DAY + closes
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        spans[0] = (spans.pop()[0], spans[0][1])
    return [] if spans == [(0, WEEK)] else spans
