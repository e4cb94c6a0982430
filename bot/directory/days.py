"""Dates as facts carry them: a day, a month or a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=4096)  # a fact base has few dates, and each answer asks for many of them
def latest_day(as_of: str) -> date:
    """The last day that a fact's date may mean: of ``2016-11`` the thirtieth, of ``2016`` New Year's Eve."""
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    last_month = month or 12
    return date(year, last_month, 31) if last_month == 12 else date(year, last_month + 1, 1) - timedelta(days=1)
