"""Opening hours by weekday, in a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
"""Minutes of a day."""
Span = tuple[int, int]
"""When it opens and closes, in minutes from midnight."""

_SPAN = re.compile(r"(\d{1,3}):(\d{2})\s*[-–—]\s*(\d{1,3}):(\d{2})")
_ALL_DAY = ((0, DAY),)
_TWELVE = r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m?\.?"
_TWELVE_HOURS = re.compile(rf"{_TWELVE}\s*(?:-|–|to)\s*{_TWELVE}")
_ADVICE = 'write closed, 24 hours, or spans such as "08:00-12:00, 13:00-16:30"'


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When something is open, Monday first. Times are minutes from local midnight, 0..1440."""

    days: tuple[tuple[tuple[int, int], ...], ...]
    """Seven days; each a tuple of (opens, closes); an empty day is closed, (0, 1440) is all day.
    What is open past midnight closes at 1440 and opens again at 0 on the day after."""
    tz: str
    """IANA time zone."""


@lru_cache(1024)
def days_named(key: str) -> tuple[int, ...]:
    """The weekdays a key of the fact base names, Monday = 0: ``sat``, ``mon-fri``, ``sun-thu``, ``daily``.

    Raises ValueError for anything else.
    """
    if key == "daily":
        return tuple(range(7))
    first, dash, last = key.lower().partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        raise ValueError(f'"{key}" is no weekday; write mon, tue, wed, thu, fri, sat, sun, a range as mon-fri, or daily')
    start = WEEKDAYS.index(first)
    length = (WEEKDAYS.index(last) - start) % 7 + 1 if dash else 1
    return tuple((start + i) % 7 for i in range(length))


@lru_cache(1024)
def parse_day(text: str) -> tuple[Span, ...]:
    """One day's hours as typed: ``closed``, ``24 hours`` or spans. A span that closes at or before it opens runs past
    midnight, and closes after 1440 here. Raises ValueError with what to write instead.
    """
    plain = text.strip().lower()
    if plain == "closed":
        return ()
    if plain in ("24 hours", "24h"):
        return _ALL_DAY
    spans = sorted(_span(part, text) for part in re.split(r"\s*[,;]\s*", plain))
    for (_, closes), (opens, _) in pairwise(spans):
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
    found = _TWELVE_HOURS.fullmatch(part)
    if not found:
        return _ADVICE
    times = [
        f"{int(hour) % 12 + 12 * (half == 'p'):02}:{minute or '00'}"
        for hour, minute, half in (found.groups()[:3], found.groups()[3:])
    ]
    return f'write "{"-".join(times)}"'


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
        for (_, closes), (opens, _) in pairwise(of_day):
            if opens < closes:
                before = WEEKDAYS[day - 1]
                raise ValueError(f"{WEEKDAYS[day]} opens before {before} has closed, past midnight; shorten one of them")
    return WeeklyHours(tuple(map(tuple, spans)), tz)


def open_at(hours: WeeklyHours, local: datetime) -> bool:
    """Whether it is open at a moment given in the hours' own time zone."""
    minute = local.hour * 60 + local.minute
    return any(opens <= minute < closes for opens, closes in hours.days[local.weekday()])


@dataclass(frozen=True, slots=True)
class HoursWords:
    """The words in which a language tells hours."""

    days: tuple[str, ...] = tuple(day.capitalize() for day in WEEKDAYS)
    """Monday first."""
    daily: str = "Daily {hours}"
    closed: str = "closed"
    all_day: str = "24 hours"
    always: str = "24 hours a day, 7 days a week"
    joint: str = "and"


@lru_cache(1024)  # most offices keep the same few weeks
def printed(hours: WeeklyHours, words: HoursWords = HoursWords()) -> str:
    """For people: ``Mon–Fri 08:00–16:30, Sat–Sun closed``. Days in a row that are alike stand together, also over the end
    of the week, and what runs past midnight is told on the day it begins.
    """
    days = [_told(hours.days, day, words) for day in range(7)]
    if len(set(days)) == 1:
        whole_week = {words.all_day: words.always, words.closed: words.closed.capitalize()}
        return whole_week.get(days[0], words.daily.format(hours=days[0]))
    first = 0
    if days[0] == days[6]:  # begin with the first day that differs from the end of the week
        first = next(day for day in range(7) if days[day] != days[6])
    runs: list[list[int]] = []
    for day in (*range(first, 7), *range(first)):
        if runs and days[runs[-1][-1]] == days[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(f"{_named(run, words)} {days[run[0]]}" for run in runs)


def on_days(hours: WeeklyHours, days: Iterable[int], words: HoursWords = HoursWords()) -> str:
    """The same of some days alone, Monday = 0: ``Sat 09:00–13:00, Sun closed``."""
    return ", ".join(f"{words.days[day]} {_told(hours.days, day, words)}" for day in days)


def _named(run: list[int], words: HoursWords) -> str:
    first, last = words.days[run[0]], words.days[run[-1]]
    return first if first == last else f"{first}–{last}"


def _told(days: tuple[tuple[Span, ...], ...], day: int, words: HoursWords) -> str:
    """One day's hours in words; its last span to where it closes on the day after, if it runs past midnight."""
    if days[day] == _ALL_DAY:
        return words.all_day
    spans = list(days[day])
    if _past_midnight(days, day - 1):
        spans.pop(0)  # told on the day before
    if closes := _past_midnight(days, day):
        spans[-1] = (spans[-1][0], closes)
    times = [f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}" for opens, closes in spans]
    return f" {words.joint} ".join(times) or words.closed


def _past_midnight(days: tuple[tuple[Span, ...], ...], day: int) -> int:
    """When the span that is open at the end of a day closes on the day after; 0: there is none, or it is a day long."""
    today, after = days[day], days[(day + 1) % 7]
    if not today or not after or _ALL_DAY in (today, after):
        return 0
    (opens, end), (start, closes) = today[-1], after[0]
    return closes if end == DAY and start == 0 and closes < opens else 0
