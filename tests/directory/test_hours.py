from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.hours import DAY, WEEKDAYS, WeeklyHours, days_named, open_at, parse_day, printed, week


def hours(**keys: str) -> WeeklyHours:
    days = {day: parse_day(text) for key, text in keys.items() for day in days_named(key.replace("_", "-"))}
    return week((days[day] for day in range(7)), "America/New_York")


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("mon", (0,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat-sun", (5, 6)),
        ("sun-thu", (6, 0, 1, 2, 3)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("Tue", (1,)),
    ],
)
def test_a_key_names_weekdays(key: str, days: tuple[int, ...]) -> None:
    assert days_named(key) == days


@pytest.mark.parametrize("key", ["", "monday", "mon-", "-fri", "mon–fri", "mon-fri-sat", "weekdays"])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is no weekday; write mon, tue"):
        days_named(key)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("closed", ()),
        ("24 hours", ((0, DAY),)),
        ("08:00-16:30", ((480, 990),)),
        ("8:00 – 16:30", ((480, 990),)),
        ("13:00-15:00, 08:00-12:00", ((480, 720), (780, 900))),
        ("00:00-24:00", ((0, DAY),)),
        ("22:00-02:00", ((1320, 1560),)),
        ("22:00-00:00", ((1320, 1440),)),
    ],
)
def test_a_day_is_closed_or_open_in_spans(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert parse_day(text) == spans


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("8am-5pm", 'write "08:00-17:00"'),
        ("8:30 a.m. to 12 p.m.", 'write "08:30-12:00"'),
        ("08:00", "write closed, 24 hours, or spans"),
        ("open", "write closed, 24 hours, or spans"),
        ("08:00-300:00", "there is no 300:00 in a day"),
        ("08:70-09:00", "there is no 08:70 in a day"),
        ("08:00-08:00", "write 24 hours, or closed"),
        ("24:00-02:00", "write it under the next day, from 00:00"),
        ("08:00-12:00, 11:00-13:00", "the spans overlap"),
    ],
)
def test_what_is_no_hours_is_refused_with_advice(text: str, advice: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_day(text)
    assert advice in str(caught.value)
    assert str(caught.value).startswith(f'"{text}"')


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"mon_fri": "08:00-16:30", "sat_sun": "closed"}, "Mon–Fri 08:00–16:30, Sat–Sun closed"),
        ({"mon_fri": "8:00-16:00", "sat": "closed", "sun": "9:00-9:30"}, "Mon–Fri 08:00–16:00, Sat closed, Sun 09:00–09:30"),
        ({"mon": "0:00-1:00", "tue_sat": "closed", "sun": "1:00-24:00"}, "Mon 00:00–01:00, Tue–Sat closed, Sun 01:00–24:00"),
        ({"daily": "24 hours"}, "24 hours a day, 7 days a week"),
        ({"daily": "closed"}, "Closed"),
        ({"daily": "08:00-12:00, 13:00-24:00"}, "Daily 08:00–12:00 and 13:00–24:00"),
        ({"daily": "18:00-02:00"}, "Daily 18:00–02:00"),
        ({"fri_sat": "20:00-02:00", "sun_thu": "closed"}, "Fri–Sat 20:00–02:00, Sun–Thu closed"),
        ({"mon_sat": "closed", "sun": "22:00-02:00"}, "Mon–Sat closed, Sun 22:00–02:00"),
        ({"mon_fri": "24 hours", "sat": "00:00-02:00", "sun": "closed"}, "Mon–Fri 24 hours, Sat 00:00–02:00, Sun closed"),
    ],
)
def test_hours_are_told_in_few_words(keys: dict[str, str], told: str) -> None:
    assert printed(hours(**keys)) == told


def test_what_runs_past_midnight_belongs_to_the_day_after() -> None:
    late = hours(fri="22:00-02:00", sat="12:00-13:00", sun_thu="closed")
    assert late.days[4] == ((1320, DAY),)
    assert late.days[5] == ((0, 120), (720, 780))


def test_hours_that_run_into_the_day_after_are_refused() -> None:
    with pytest.raises(ValueError, match="sat opens before fri has closed, past midnight; shorten one of them"):
        hours(fri="22:00-02:00", sat="01:00-03:00", sun_thu="closed")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-05-01T19:59", False),
        ("2026-05-01T20:00", True),
        ("2026-05-02T01:59", True),
        ("2026-05-02T02:00", False),
        ("2026-05-03T00:30", True),
        ("2026-05-03T20:00", False),
    ],
)
def test_it_is_open_from_the_first_minute_to_the_last(moment: str, is_open: bool) -> None:
    assert open_at(hours(fri_sat="20:00-02:00", sun_thu="closed"), datetime.fromisoformat(moment)) is is_open


def minutes_told(told: str) -> int:
    """The open minutes of a week, read from its words."""
    if told in (always := {"24 hours a day, 7 days a week": 7 * DAY, "Closed": 0}):
        return always[told]
    total = 0
    for part in told.split(", "):
        days, _, rest = part.partition(" ")
        first, _, last = days.lower().partition("–")
        number = 7 if first == "daily" else (WEEKDAYS.index(last) - WEEKDAYS.index(first)) % 7 + 1 if last else 1
        for span in [] if rest == "closed" else ["00:00–24:00"] if rest == "24 hours" else rest.split(" and "):
            opens, closes = (int(time[:2]) * 60 + int(time[3:]) for time in span.split("–"))
            total += number * (closes - opens if closes > opens else closes - opens + DAY)
    return total


one_day = st.lists(st.integers(0, 48), max_size=6, unique=True).map(sorted).map(lambda times: times[: len(times) // 2 * 2])


@given(st.lists(one_day, min_size=7, max_size=7))
def test_the_words_tell_every_open_minute(days: list[list[int]]) -> None:
    spans = [tuple((opens * 30, closes * 30) for opens, closes in zip(day[::2], day[1::2], strict=True)) for day in days]
    assert minutes_told(printed(WeeklyHours(tuple(spans), "UTC"))) == sum(
        closes - opens for day in spans for opens, closes in day
    )
