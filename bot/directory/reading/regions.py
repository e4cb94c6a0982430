"""Regions of the world as the Unicode locale data has them: West Africa, Central America, the European Union."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.directory.language import Region

_STATES = "UN"
"""Its members come first among the countries of a region, before territories."""
_UNIONS = ("EU",)
"""Regions that are no part of the earth; they come last."""
_SHORTER = {"Western": "West", "Eastern": "East", "Northern": "North", "Southern": "South", "Middle": "Central"}


def standard_regions(languages: Collection[str], known: Collection[str], taken: Collection[str]) -> dict[str, Region]:
    """Regions by their code, the smaller first, unions last, with their names in these languages (English first).

    ``known``: codes of countries that there are; ``taken``: names, casefolded, that mean something else already.
    """
    found: dict[str, Region] = {}
    for code in sorted(_contains().keys() - {_STATES}, key=lambda code: (code in _UNIONS, len(_countries(code)), code)):
        names = [name for name in _names(code, languages) if name.casefold() not in taken]
        if names:
            found[code] = Region(code, tuple(dict.fromkeys(names)), tuple(c for c in _countries(code) if c in known))
    return found


def _names(code: str, languages: Collection[str]) -> Iterator[str]:
    from babel import Locale

    for language in languages:
        name = Locale(language).territories.get(code)
        if name:
            yield name
            first, _, rest = name.partition(" ")
            if language == "en" and first in _SHORTER:
                yield f"{_SHORTER[first]} {rest}"


@cache
def _contains() -> Mapping[str, list[str]]:
    read: dict[str, list[str]] = json.loads(Path(__file__).with_name("regions.json").read_text(encoding="utf-8"))
    return read


@cache
def _countries(code: str) -> tuple[str, ...]:
    """The countries of a region and of the regions in it."""
    parts = _contains().get(code)
    if parts is None:
        return (code,)
    countries = dict.fromkeys(country for part in parts for country in _countries(part))
    return tuple(sorted(countries, key=lambda country: country not in _contains()[_STATES]))
