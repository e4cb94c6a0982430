"""Countries, states and regions: their standard names, and reading ``language/places.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.directory.language import Places, Region
from bot.directory.reading.reader import Reader, instead, quoted
from bot.directory.reading.regions import standard_regions
from bot.directory.reading.yamlfile import Node

_LANGUAGES = ("en", "es", "de", "fr", "pt", "it", "nl")
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # unions, test locales and the unknown
_STATE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_IN_BRACKETS = re.compile(r"(.+?) \((.+)\)")


@cache
def standard_names() -> dict[str, tuple[str, ...]]:
    """ISO 3166-1 alpha-2 code → the country's names in seven languages, English first, from the Unicode locale data."""
    from babel import Locale

    found: dict[str, dict[str, None]] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                names = found.setdefault(code, {})
                names[name] = None
                if brackets := _IN_BRACKETS.fullmatch(name):  # Myanmar (Burma)
                    names.update(dict.fromkeys(brackets.groups()))
    return {code: tuple(names) for code, names in found.items()}


def read_places(reader: Reader, node: Node | None) -> Places:
    """Names and regions as declared, with the standard names of countries added."""
    standard = standard_names()
    top = reader.fields(node, "", ("home", "names", "regions"), ("home",))
    home = reader.line(top, "home", "")
    if home and home not in standard:
        reader.problem(top.lines["home"], f"home: {country_advice(home)}")
    aliases: dict[str, tuple[str, ...]] = {}
    for code, line, section in reader.sections(top, "names"):
        if code in standard or (_STATE.fullmatch(code) and code[:2] in standard):
            aliases[code] = tuple(reader.texts(section, f"names: {code}")) or (code,)
        else:
            reader.problem(line, f"names: {code_advice(code, standard)}")
    for code, names in standard.items():
        aliases[code] = _merged(aliases.get(code, ()), names)
    shown = {code: names[0] for code, names in aliases.items()}
    regions: dict[str, Region] = {}
    for id, _, section in reader.sections(top, "regions"):
        what = f"region {id}"
        fields = reader.fields(section, what, ("names", "members"), ("names", "members"))
        members = reader.items(fields, "members", what)
        for code, line in members.items():
            if code not in shown:
                reader.problem(line, f"{what}: {code_advice(code, aliases)}")
        names = tuple(reader.items(fields, "names", what))
        regions[id] = Region(id, names, tuple(code for code in members if code in shown))
    taken = {name.casefold() for names in aliases.values() for name in names}
    taken |= {name.casefold() for region in regions.values() for name in region.names}
    regions |= standard_regions(_LANGUAGES, standard, taken)
    return Places(home if home in standard else "US", shown, aliases, regions, translated())


@cache
def translated() -> dict[str, dict[str, str]]:
    """Language → code → name, of countries and regions, for languages other than English."""
    from babel import Locale

    return {language: dict(Locale(language).territories) for language in _LANGUAGES if language != "en"}


def _merged(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Both, without a name that differs from an earlier one in case only."""
    found: dict[str, str] = {}
    for name in (*first, *more):
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def code_advice(code: str, aliases: Mapping[str, tuple[str, ...]]) -> str:
    """What is wrong with the ISO code of a country or state, and what to write; ``aliases`` by the known codes."""
    if _STATE.fullmatch(code):
        near = [known for known in aliases if known.startswith(code[:3])]
        return f"no state {quoted(code)} in language/places.yaml; {instead(code, near, 'add its names there')}"
    for known, names in aliases.items():
        if code.casefold() in (known.casefold(), *(name.casefold() for name in names)):
            return f"{quoted(code)} is no code; write {known}"
    return f"{country_advice(code)}, or a state's, such as US-TX"


def country_advice(code: str) -> str:
    """What is wrong with the ISO code of a country, and what to write instead."""
    for known, names in standard_names().items():
        if code.casefold() in (known.casefold(), *(name.casefold() for name in names)):
            return f"{quoted(code)} is no code; write {known}"
    return f"no country {quoted(code)}; write a two-letter ISO 3166 code, such as DK"
