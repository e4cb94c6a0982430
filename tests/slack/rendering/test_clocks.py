"""Opening hours by another clock."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.directory.hours import HoursWords, parse_day, printed, week
from bot.slack.rendering.clocks import by_clock_of, shifted

NOON = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)  # a Wednesday; noon in New York
OFFICE = week([parse_day("08:00-16:30")] * 5 + [()] * 2, "America/New_York")
WORDS = HoursWords()
NIGHT = week([parse_day("20:00-02:00")] * 7, "America/New_York")


def test_hours_read_by_the_clock_of_the_asker() -> None:
    assert by_clock_of(OFFICE, "America/Los_Angeles", NOON, WORDS) == "Mon–Fri 05:00–13:30, Sat–Sun closed"
    assert by_clock_of(OFFICE, "Asia/Tokyo", NOON, WORDS) == "Mon–Fri 22:00–06:30, Sat–Sun closed"
    assert by_clock_of(OFFICE, "Asia/Kolkata", NOON, WORDS) == "Mon–Fri 18:30–03:00, Sat–Sun closed"


def test_hours_that_read_no_differently_are_not_said_twice() -> None:
    assert by_clock_of(OFFICE, "America/New_York", NOON, WORDS) == ""
    assert by_clock_of(OFFICE, "America/Toronto", NOON, WORDS) == ""
    assert by_clock_of(OFFICE, "", NOON, WORDS) == ""
    assert by_clock_of(OFFICE, "Mars/Olympus", NOON, WORDS) == ""
    always = week([parse_day("24 hours")] * 7, "America/New_York")
    assert by_clock_of(always, "Asia/Tokyo", NOON, WORDS) == ""


def test_a_week_moved_there_and_back_is_the_same_week() -> None:
    for hours in (OFFICE, NIGHT):
        for minutes in (-11 * 60, -90, 0, 345, 13 * 60):
            there = shifted(hours, minutes, "Etc/UTC")
            assert shifted(there, -minutes, hours.tz) == hours
            assert sum(b - a for day in there.days for a, b in day) == sum(b - a for day in hours.days for a, b in day)
    assert printed(shifted(NIGHT, 60, "America/Halifax")) == "Daily 21:00–03:00"
