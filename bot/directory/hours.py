"""Opening hours by weekday, in a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
"""Minutes of a day."""
Span = tuple[int, int]

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})")
_ADVICE = 'write closed, 24 hours, or spans such as "08:00-12:00, 13:00-16:30"'


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When something is open, Monday first. Times are minutes from local midnight, 0..1440."""

    days: tuple[tuple[tuple[int, int], ...], ...]
    """Seven days; each a tuple of (opens, closes); an empty day is closed, (0, 1440) is all day.
    What is open past midnight closes at 1440 and opens again at 0 on the day after."""
    tz: str
    """IANA time zone."""


def days_named(key: str) -> tuple[int, ...]:
    """The weekdays a key of the fact base names, Monday = 0: ``sat``, ``mon-fri``, ``sun-thu``, ``daily``.

    Raises ValueError for anything else.
    """
    if key == "daily":
        return tuple(range(7))
    first, dash, last = key.lower().partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        raise ValueError(f'"{key}" is no weekday; write mon, tue, wed, thu, fri, sat or sun, a range such as mon-fri, or daily')
    start = WEEKDAYS.index(first)
    length = (WEEKDAYS.index(last) - start) % 7 + 1 if dash else 1
    return tuple((start + i) % 7 for i in range(length))


def parse_day(text: str) -> tuple[Span, ...]:
    """One day's hours as typed: ``closed``, ``24 hours`` or spans. A span that closes at or before it opens runs past
    midnight, and closes after 1440 here. Raises ValueError with what to write instead.
    """
    plain = text.strip().lower()
    if plain == "closed":
        return ()
    if plain in ("24 hours", "24h"):
        return ((0, DAY),)
    spans = sorted(_span(part, text) for part in re.split(r"\s*[,;]\s*", plain))
    for (_, closes), (opens, _) in zip(spans, spans[1:], strict=False):
        if opens < closes:
            raise ValueError(f'"{text}": the spans overlap; {_ADVICE}')
    return tuple(spans)


def _span(part: str, whole: str) -> Span:
    found = _SPAN.fullmatch(part)
    if not found:
        raise ValueError(f'"{whole}" are no hours; {_advice(part)}')
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
    opens, closes = opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute
    for hour, minute, total in ((opens_hour, opens_minute, opens), (closes_hour, closes_minute, closes)):
        if minute > 59 or total > DAY:
            raise ValueError(f'"{whole}": there is no {hour:02}:{minute:02} in a day; write times from 00:00 to 24:00')
    if opens == closes:
        raise ValueError(f'"{whole}" opens and closes at the same time; write 24 hours, or closed')
    if opens == DAY:
        raise ValueError(f'"{whole}" opens at 24:00; write it under the next day, from 00:00')
    return (opens, closes if closes > opens else closes + DAY)


def _advice(part: str) -> str:
    """``8am-5pm`` as it should be written, or the general advice."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m?\.?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m?\.?", part)
    if not found:
        return _ADVICE
    h1, m1, p1, h2, m2, p2 = found.groups()
    first, last = int(h1) % 12 + 12 * (p1 == "p"), int(h2) % 12 + 12 * (p2 == "p")
    return f'write "{first:02}:{m1 or "00"}-{last:02}:{m2 or "00"}"'


def week(days: Iterable[tuple[Span, ...]], tz: str) -> WeeklyHours:
    """Seven days as parsed by parse_day, with what runs past midnight moved to the day after.

    Raises ValueError when that overlaps the day after.
    """
    spans: list[list[Span]] = [[] for _ in WEEKDAYS]
    for day, parsed in enumerate(days):
        for opens, closes in parsed:
            spans[day].append((opens, min(closes, DAY)))
            if closes > DAY:
                spans[(day + 1) % 7].append((0, closes - DAY))
    for day, of_day in enumerate(spans):
        of_day.sort()
        for (_, closes), (opens, _) in zip(of_day, of_day[1:], strict=False):
            if opens < closes:
                raise ValueError(f"{WEEKDAYS[day]} opens before {WEEKDAYS[day - 1]} has closed, past midnight; shorten one of them")
    return WeeklyHours(tuple(map(tuple, spans)), tz)


def open_at(hours: WeeklyHours, local: datetime) -> bool:
    """Whether it is open at a moment given in the hours' own time zone."""
    minute = local.hour * 60 + local.minute
    return any(opens <= minute < closes for opens, closes in hours.days[local.weekday()])


def printed(hours: WeeklyHours) -> str:
    """For people: ``Mon–Fri 08:00–16:30, Sat closed``; days that are alike stand together."""
    days = _over_midnight(hours.days)
    if len(set(days)) == 1:
        if days[0] == ((0, DAY),):
            return "24 hours a day, 7 days a week"
        return f"Daily {_spans(days[0])}" if days[0] else "Closed"
    groups: list[tuple[int, int, tuple[Span, ...]]] = []
    for day, spans in enumerate(days):
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], day, spans)
        else:
            groups.append((day, day, spans))
    return ", ".join(f"{_days(first, last)} {_spans(spans)}" for first, last, spans in groups)


def _over_midnight(days: tuple[tuple[Span, ...], ...]) -> list[tuple[Span, ...]]:
    """Days with what runs past midnight put together again: (1320, 1440) and (0, 120) become (1320, 120)."""
    joined: list[tuple[Span, ...]] = []
    for day, spans in enumerate(days):
        from_before = days[day - 1][-1:] and days[day - 1][-1][1] == DAY and days[day - 1] != ((0, DAY),)
        mine = [s for s in spans if not (s[0] == 0 and s[1] < DAY and from_before)]
        after = days[(day + 1) % 7][:1]
        if mine and mine[-1][1] == DAY and spans != ((0, DAY),) and after and after[0][0] == 0 and after[0][1] < DAY:
            mine[-1] = (mine[-1][0], after[0][1])
        joined.append(tuple(mine))
    return joined


def _days(first: int, last: int) -> str:
    names = [day.capitalize() for day in WEEKDAYS]
    return names[first] if first == last else f"{names[first]}–{names[last]}"


def _spans(spans: tuple[Span, ...]) -> str:
    if not spans:
        return "closed"
    if spans == ((0, DAY),):
        return "24 hours"
    return " and ".join(f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}" for opens, closes in spans)
