"""Places of the world that are no entries: where they lie, what time zone they keep, and which days are holidays there.

From airportsdata (airports and their cities), zipcodes (postal codes of the United States and their cities) and holidays.
Each is loaded when it is first needed, once; who answers many questions loads them before.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from bot.directory.loader import collector_off

POSTAL_COUNTRY = "US"
"""The country whose postal codes are known."""
AIRPORT_SIZE = 4
"""How much an airport adds to the size of its city, in postal codes."""
MISSPELT = 84.0
"""The least likeness, of 100, of a name that may be misspelt."""
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_MC = re.compile(r"(?<=\bMc)[a-z]")  # Mcallen is McAllen
_AIRPORT = frozenset({"airport", "aeropuerto"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    name: str
    """``Athens``, ``30602 (Athens)``, ``Buffalo Niagara International Airport``."""
    country: str
    """ISO 3166-1 code."""
    lat: float
    lon: float
    """Degrees, WGS 84."""
    state: str = ""
    """ISO 3166-2 code, ``US-GA``, where it is known."""
    area: str = ""
    """The state's name, where its code is not known."""
    tz: str = ""
    """IANA time zone, or empty."""
    size: int = 1
    """How big it is beside others of its name: its postal codes."""
    code: str = ""
    """The three letters of an airport (IATA)."""


class Atlas:
    """Looks up places and holidays. Has no state of its own: what is loaded, all share."""

    def load(self) -> None:
        """Loads all of it, which takes a second or so, so that no question waits for that."""
        _cities()
        _airport_words()
        _holidays(POSTAL_COUNTRY, 2000)  # of any year: what takes its time is the first

    def spots(self, name: str) -> tuple[Spot, ...]:
        """The places with a name, a postal code or an airport's code (IATA, ICAO), the biggest first; or none."""
        words = _words(name)
        found = list(_cities().get(" ".join(words), ()))
        if len(words) == 1:
            code, (landings, by_pilots) = words[0].upper(), _airports()
            landing = landings.get(code) or (None if found else landings.get(by_pilots.get(code, "")))
            found += [spot for spot in (_postal(words[0]), landing and landing[1]) if spot]
        elif not found and _AIRPORT & set(words):
            found = _airports_called(frozenset(words) - _AIRPORT)
        elif not found and words:  # a region may have an airport of its name: Jackson Hole
            found = [airport for name, _, airport in _airport_words().get(words[0], []) if name.issuperset(words)]
        return tuple(sorted(found, key=lambda spot: -spot.size))

    def misspelt(self, name: str) -> tuple[Spot, ...]:
        """The places with the name most like this one, the biggest first; none when no name is much like it."""
        from rapidfuzz import fuzz, process

        typed = " ".join(_words(name))
        if len(typed) < 5:
            return ()
        best = process.extractOne(typed, _named_from(typed[0]), scorer=fuzz.ratio, score_cutoff=MISSPELT)
        return self.spots(best[0]) if best else ()

    def holiday(self, country: str, day: date) -> str:
        """The name of a country's public holiday on a day, of its government offices where those have days of their own.

        Empty when it is none, or nothing is known of that country's.
        """
        return _holidays(country, day.year).get(day, "")


def _words(name: str) -> tuple[str, ...]:
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(_SHORT.get(word, word) for word in re.findall(r"[^\W_]+", plain.replace("'", "")))


@cache
def _airports() -> tuple[dict[str, tuple[str, Spot]], dict[str, str]]:
    """Airports by the three letters that people use (IATA), each with its city; and those by the four of pilots (ICAO)."""
    import airportsdata

    known = airportsdata.load("IATA")
    landings = {
        code: (a["city"], Spot(a["name"], a["country"], a["lat"], a["lon"], area=a["subd"], tz=a["tz"], code=code))
        for code, a in known.items()
    }
    return landings, {a["icao"]: code for code, a in known.items() if a["icao"]}


@cache
@collector_off()
def _airport_words() -> dict[str, list[tuple[frozenset[str], frozenset[str], Spot]]]:
    """For each word the airports that have it in their name or city: the words of its name, those of both, and it."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str], Spot]]] = defaultdict(list)
    for city, airport in _airports()[0].values():
        name = frozenset(_words(airport.name))
        called = (name, name.union(_words(city)), airport)
        for word in called[1]:
            found[word].append(called)
    return dict(found)


def _airports_called(words: frozenset[str]) -> list[Spot]:
    """Airports whose name and city have all these words: those called international before those that have them all in
    their name, and these before others.
    """
    having = min((_airport_words().get(word, []) for word in words), key=len, default=[])
    found = [(words <= name, airport) for name, whole, airport in having if words <= whole]
    international = [airport for _, airport in found if "international" in airport.name.casefold()]
    return international or [airport for own, airport in found if own] or [airport for _, airport in found]


@cache
@collector_off()
def _cities() -> dict[str, tuple[Spot, ...]]:
    """Cities by their words: of the country with postal codes from these, of all others from their airports."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for (city, state), codes in _postal_cities().items():
        lat = sum(float(z["lat"]) for z in codes) / len(codes)
        lon = sum(float(z["long"]) for z in codes) / len(codes)
        iso = f"{POSTAL_COUNTRY}-{state}"
        delivered = sum(z["zip_code_type"] == "STANDARD" for z in codes)
        spot = Spot(city, POSTAL_COUNTRY, lat, lon, iso, tz=codes[0]["timezone"] or "", size=max(1, delivered))
        found[" ".join(_words(city))].append(spot)
    abroad: dict[tuple[str, str, str], list[Spot]] = defaultdict(list)
    for city, airport in _airports()[0].values():
        if airport.country != POSTAL_COUNTRY and city:
            abroad[city, airport.area, airport.country].append(airport)
    for (city, _, _), airports in abroad.items():
        found[" ".join(_words(city))].append(replace(airports[0], name=city, size=AIRPORT_SIZE * len(airports)))
    return {name: tuple(spots) for name, spots in found.items()}


def _postal_cities() -> dict[tuple[str, str], list[dict[str, Any]]]:
    import zipcodes

    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for z in zipcodes.list_all():  # type: ignore[no-untyped-call]
        if z["active"] and z["country"] == POSTAL_COUNTRY and z["zip_code_type"] != "MILITARY" and z["lat"]:
            found[_MC.sub(lambda m: m[0].upper(), z["city"]), z["state"]].append(z)
    zipcodes._zips_cache = None  # 80 MB that nobody needs any more
    return found


def _postal(code: str) -> Spot | None:
    """A postal code of five digits."""
    if not re.fullmatch(r"\d{5}", code):
        return None
    import zipcodes

    for z in zipcodes.matching(code):  # type: ignore[no-untyped-call]
        if z["country"] == POSTAL_COUNTRY and z["lat"]:
            name, state = f"{code} ({z['city']})", f"{POSTAL_COUNTRY}-{z['state']}"
            return Spot(name, POSTAL_COUNTRY, float(z["lat"]), float(z["long"]), state, tz=z["timezone"] or "")
    return None


@cache
def _named_from(letter: str) -> tuple[str, ...]:
    """Names of cities that begin with a letter: people seldom get the first one wrong."""
    return tuple(name for name in _cities() if name.startswith(letter))


@lru_cache(maxsize=100)  # people may ask for any year
def _holidays(country: str, year: int) -> dict[date, str]:
    import holidays

    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:  # the library's word for a country it does not know
        return {}
    sort = "government" if "government" in known.supported_categories else "public"
    return dict(holidays.country_holidays(country, years=year, categories=(sort,)))
