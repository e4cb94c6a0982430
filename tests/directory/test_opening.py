"""When something opens and closes next."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.directory.hours import WeeklyHours, days_named, parse_day, week
from bot.directory.opening import opening


def hours(tz: str = "America/New_York", **days: str) -> WeeklyHours:
    spans = [()] * 7
    for key, text in days.items():
        for day in days_named(key.replace("_", "-")):
            spans[day] = parse_day(text)  # type: ignore[call-overload]
    return week(spans, tz)


@pytest.mark.parametrize(
    ("kept", "moment", "is_open", "changes"),
    [
        ({"mon_fri": "08:00-17:00"}, "2026-11-20T16:59:00-05:00", True, "2026-11-20T17:00:00-05:00"),
        ({"mon_fri": "08:00-17:00"}, "2026-11-20T17:00:00-05:00", False, "2026-11-23T08:00:00-05:00"),
        ({"mon_fri": "08:00-12:00, 13:00-17:00"}, "2026-11-20T12:30:00-05:00", False, "2026-11-20T13:00:00-05:00"),
        ({"daily": "24 hours"}, "2026-11-20T17:00:00-05:00", True, None),
        ({"daily": "closed"}, "2026-11-20T17:00:00-05:00", False, None),
        ({"fri_sat": "20:00-02:00"}, "2026-11-21T23:00:00-05:00", True, "2026-11-22T02:00:00-05:00"),
        ({"sun": "20:00-02:00"}, "2026-11-22T21:00:00-05:00", True, "2026-11-23T02:00:00-05:00"),
        ({"daily": "06:00-24:00"}, "2026-11-22T21:00:00-05:00", True, "2026-11-23T00:00:00-05:00"),
        ({"mon_tue": "24 hours"}, "2026-11-23T00:00:00-05:00", True, "2026-11-25T00:00:00-05:00"),
        ({"mon_fri": "08:00-17:00"}, "2026-11-20T15:00:00+00:00", True, "2026-11-20T17:00:00-05:00"),
        # the clocks go back on 2026-11-01: Sunday's hours are by the wall clock all the same
        ({"sun": "08:00-17:00"}, "2026-10-31T20:00:00-04:00", False, "2026-11-01T08:00:00-05:00"),
    ],
)
def test_open_or_closed_and_when_that_changes(kept: dict[str, str], moment: str, is_open: bool, changes: str | None) -> None:
    state = opening(hours(**kept), datetime.fromisoformat(moment))
    assert state.open is is_open
    assert state.changes == (datetime.fromisoformat(changes) if changes else None)
    assert str(state.local.tzinfo) == "America/New_York"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        opening(hours(daily="24 hours"), datetime(2026, 11, 20, 12))
