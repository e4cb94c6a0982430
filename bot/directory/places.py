"""Countries, states and regions: their standard names, and reading ``language/places.yaml``."""

from __future__ import annotations

import re
from functools import cache

from bot.directory.language import Places, Region
from bot.directory.reader import Reader, instead, quoted
from bot.directory.yamlfile import Mapping, Node

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
    top = reader.fields(node, "the file", ("home", "names", "regions"), ("home",))
    home = reader.text(top, "home", "the file")
    if home and home not in standard:
        reader.problem(top.lines["home"], f"home: {country_advice(home)}")
    aliases: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    for code, line, section in reader.sections(top, "names", ""):
        if code not in standard and not (_STATE.fullmatch(code) and code[:2] in standard):
            reader.problem(line, f"names: {country_advice(code)}")
            continue
        names = reader.texts(Mapping(line, {code: section}), code, "names")
        aliases[code] = names
        if names:
            shown[code] = names[0]
    for code, names in standard.items():
        aliases[code] = _merged(aliases.get(code, ()), names)
        shown.setdefault(code, names[0])
    places = Places(home or "US", shown, aliases, {})
    regions = {id: _region(reader, id, section, places) for id, _, section in reader.sections(top, "regions", "")}
    return Places(places.home, shown, aliases, regions)


def _merged(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Both, without names that differ in case only."""
    found = {name.casefold(): name for name in reversed(first + more)}
    return tuple(dict.fromkeys(found[name.casefold()] for name in first + more))


def _region(reader: Reader, id: str, section: Node, places: Places) -> Region:
    what = f"region {id}"
    fields = reader.fields(section, what, ("names", "members"), ("names", "members"))
    members = reader.items(fields, "members", what)
    for code, line in members:
        if code not in places.names:
            reader.problem(line, f"{what}: {code_advice(code, places)}")
    return Region(id, reader.texts(fields, "names", what), tuple(code for code, _ in members if code in places.names))


def code_advice(code: str, places: Places) -> str:
    """What is wrong with an ISO code of a country or state, and what to write instead."""
    if _STATE.fullmatch(code):
        near = [c for c in places.names if c.startswith(code[:3])]
        return f"no state {quoted(code)} in language/places.yaml; {instead(code, near, 'add its names there')}"
    by_name = {name.casefold(): c for c, names in places.aliases.items() for name in names}
    if meant := by_name.get(code.casefold()):
        return f"{quoted(code)} is a name; write its code {meant}"
    return country_advice(code)


def country_advice(code: str) -> str:
    """What is wrong with the ISO code of a country, and what to write instead."""
    standard = standard_names()
    if code.upper() in standard:
        return f"{quoted(code)} must stand in capitals; write {code.upper()}"
    by_name = {name.casefold(): c for c, names in standard.items() for name in names}
    if meant := by_name.get(code.casefold()):
        return f"{quoted(code)} is a name; write its code {meant}"
    return f"no country {quoted(code)}; write its two-letter ISO 3166 code, such as DK, or a state as US-TX"
