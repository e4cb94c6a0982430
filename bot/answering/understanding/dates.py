"""Dates named in a question, as far as they are given: a year, a month of a year, a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.answering.understanding.normalize import Token, fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_FISCAL = re.compile(r"fy(?:(?:19|20)?(\d\d))?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
NEAR = 3
"""How many words a month may stand from its year, and a day from its month."""

_UNITS = {
    word: number for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_TEENS = {
    word: f"{number:02}"
    for number, word in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 10
    )
}

_Read = Callable[[Token], "int | None"]


def month_names(languages: tuple[str, ...]) -> dict[str, int]:
    """Names and abbreviations of the months in these languages (ISO 639-1), without accents → 1..12."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, int] = {}
    for code in languages:
        try:
            months = Locale.parse(code).months["format"]
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            for number, name in months[width].items():
                found.setdefault(fold(name).strip("."), number)
    found.pop("may" if "en" in languages else "", None)  # a verb far more often than a month
    found.setdefault("sept", 9)
    return found


def dates(
    typed: tuple[Token, ...], months: Mapping[str, int], codes: frozenset[int]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """The dates of a text, each ``2004``, ``2004-11`` or ``2004-11-12``, and the positions of the words that give them.

    ``codes``: positions of numbers that are codes, whatever they look like.
    """
    found: list[str] = []
    used: set[int] = set()
    for at, token in enumerate(typed):
        year = _year(typed, at)
        if not year or at in codes:
            continue
        used.update(
            range(at - (at > 0 and typed[at - 1].norm == "fiscal"), at + (2 if token.norm in ("fy", "twenty") else 1))
        )
        month = _nearest(typed, at, lambda t: months.get(t.norm), used)
        if month is None:
            found.append(year)
            continue
        where, number = month
        used.add(where)
        day = _nearest(typed, where, _day, used, 2)
        if day is not None:
            used.add(day[0])
        found.append(f"{year}-{number:02}" + (f"-{day[1]:02}" if day else ""))
    return tuple(dict.fromkeys(found)), frozenset(used)


def _day(token: Token) -> int | None:
    digits = _DAY.fullmatch(token.norm)
    return int(digits[1]) if digits and 1 <= int(digits[1]) <= 31 else None


def _year(typed: tuple[Token, ...], at: int) -> str:
    word = typed[at].norm
    if _YEAR.fullmatch(word):
        return word
    fiscal = _FISCAL.fullmatch(word)
    if fiscal:
        short = fiscal[1] or (
            typed[at + 1].norm if at + 1 < len(typed) and re.fullmatch(r"\d\d", typed[at + 1].norm) else ""
        )
        return f"20{short}" if short else ""
    if word == "two" and at + 2 < len(typed) and typed[at + 1].norm == "thousand" and typed[at + 2].norm in _UNITS:
        return f"200{_UNITS[typed[at + 2].norm]}"
    if word == "twenty" and at + 1 < len(typed) and typed[at + 1].norm in _TEENS:
        return f"20{_TEENS[typed[at + 1].norm]}"
    return ""


def _nearest(typed: tuple[Token, ...], at: int, read: _Read, used: set[int], reach: int = NEAR) -> tuple[int, int] | None:
    """The word nearest to a position that can be read as a number, with that number; the one before wins a tie."""
    for distance in range(1, reach + 1):
        for where in (at - distance, at + distance):
            if 0 <= where < len(typed) and where not in used:
                number = read(typed[where])
                if number is not None:
                    return where, number
    return None
