"""Checks of plain values. Each takes the text as typed and raises ValueError: what is wrong; what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.directory.reading.reader import nearest, quoted

_EMAIL = re.compile(r"[A-Za-z0-9_%+&'-]+(\.[A-Za-z0-9_%+&'-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_URL = re.compile(r'https?://([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(:[0-9]{1,5})?([/?#][^\s<>"`|{}\\^]*)?')
_CODE = re.compile(r"[A-Za-z0-9]+([-/.][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check_email(text: str) -> None:
    """One address, ``name@example.org``."""
    if not _EMAIL.fullmatch(text):
        raise ValueError(f"{quoted(text)} is no e-mail address; write name@example.org, and several as a list")


def check_url(text: str) -> None:
    """An ``http`` or ``https`` address."""
    if not _URL.fullmatch(text):
        close = f"https://{text}" if _URL.fullmatch(f"https://{text}") else "https://www.example.org/page"
        raise ValueError(f"{quoted(text)} is no web address; write it as {close}")


def check_code(text: str) -> None:
    """Letters and digits, up to 16 signs."""
    if not _CODE.fullmatch(text) or len(text) > 16:
        raise ValueError(f"{quoted(text)} is no code; write letters and digits only, such as 2304 or DFW")


def check_number(text: str) -> None:
    """Digits, with a decimal point and thousands commas if need be."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{quoted(text)} is no number; write digits only, such as 328, and words in `note`")


@cache
def check_date(text: str) -> None:
    """``2026-09-28``, ``2026-09`` or ``2026``."""
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{quoted(text)} is no date; write it as 2026-09-28, 2026-09 or 2026")
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"{quoted(text)} is not in the calendar; write a day that exists, as 2026-09-28") from None


@cache
def check_past(text: str, today: date) -> None:
    """As ``check_date``, of a day that has begun somewhere on Earth."""
    check_date(text)
    year, month, day = (int(part or 1) for part in (*text.split("-"), "", "")[:3])
    if date(year, month, day) > today + timedelta(days=1):
        raise ValueError(f"{quoted(text)} lies in the future, today being {today}; write the day it was true")


@cache
def check_zone(text: str) -> None:
    """A time zone of the IANA database."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        close = nearest(text, available_timezones(), 60)
        advice = f"did you mean {close}?" if close else "write one such as America/Chicago"
        raise ValueError(f"{quoted(text)} is no time zone; {advice}") from None


CHECKS: dict[str, Callable[[str], None]] = {
    "email": check_email,
    "url": check_url,
    "code": check_code,
    "number": check_number,
    "date": check_date,
}
"""Attribute type → its check; text and address are free."""
PATTERNS = {
    "email": _EMAIL.pattern,
    "url": _URL.pattern,
    "code": _CODE.pattern,
    "number": _NUMBER.pattern,
    "date": _DATE.pattern,
}
"""Attribute type → the form its values have as a whole, as a regular expression that JavaScript reads alike."""
