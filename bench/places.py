"""Directories of places to compare engines on, and questions about them. Everything follows from the size and a seed.

Up to 405 entries they are the fact base's own ports of entry; beyond, cities and airports of the world, and, when
there are not enough of these, names made of their words.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import airportsdata
import yaml
import zipcodes
from babel import Locale

from bot.answering.understanding.normalize import words
from bot.directory.loader import load

HERE = Path(__file__).resolve().parent
KNOWLEDGE = HERE.parent / "knowledge"
PORTS = 405
UNLISTED = 3000
"""How many places are not listed, to be asked about all the same."""
GENERIC = frozenset(
    words(
        "airport airfield airstrip strip field heliport international intl regional municipal county city town district"
        " province port of area class the and de la el station park air north south east west new old upper lower"
    )
)
"""Words that do not tell a place from another that is called the same beside."""
BEFORE = ("West", "East", "North", "South", "New", "Old", "Upper", "Lower", "Port", "Fort", "Lake", "Mount", "Little")
BEHIND = ("Village", "Heights", "Park", "Springs", "Beach", "Junction", "Hills", "Valley", "Grove", "Station", "Court")
"""Words that make the name of one place that of another."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LETTERS = {"one typo": 4, "two typos": 7}
"""Letters that a name has at least that is asked for with so many errors: with more of them it is another word."""
MIXTURE = (("clean", 0.3), ("one typo", 0.25), ("two typos", 0.2), ("partial", 0.15), ("reordered", 0.1))


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a directory."""

    id: str
    name: str
    region: str
    extra: str
    code: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what is right: the ids one of which must come first; none when nothing is."""

    text: str
    sort: str
    """clean, one typo, two typos, partial, reordered, odd; far (other matters), near (places that are not listed)."""
    right: frozenset[str] = frozenset()


def directory(size: int, seed: int = 1) -> tuple[list[Place], list[Place]]:
    """``size`` places that are listed, and others that are not: no listed one has all telling words of such a one, for
    it would be a good answer, and none of the same region has any.
    """
    chance = random.Random(f"{seed} places {size}")
    world = list(_world())
    chance.shuffle(world)
    if size <= PORTS:
        listed, others = list(_ports()), world
        chance.shuffle(listed)
    else:
        others, listed = world[:UNLISTED], world[UNLISTED:]
        listed += _made(listed, size - len(listed), chance)
    listed = listed[:size]
    there = {(word, p.region) for p in listed for word in _core(p.name)}
    telling = {word for p in others for word in _core(p.name)}
    having: dict[str, set[int]] = {}
    for n, place in enumerate(listed):
        for word in telling.intersection(words(place.name)):
            having.setdefault(word, set()).add(n)
    far_off = (
        p
        for p in others
        if not any((word, p.region) in there for word in _core(p.name))
        and not set.intersection(*(having.get(word, set()) for word in _core(p.name)))
    )
    return listed, list(islice(far_off, UNLISTED))


def _core(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    said = frozenset(words(name))
    return said - GENERIC or said


def write(places: list[Place], file: Path) -> None:
    """The tab-separated file that a contender reads."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{p.id}\t{p.name}\t{p.region}\t{p.extra}\t{p.code}\n" for p in places)


def questions(listed: list[Place], unlisted: list[Place], part: str, count: int, seed: int = 1) -> list[Asked]:
    """``count`` questions in scope, an eighth as many oddly put, and all that are out of scope. ``part``: tune or judge."""
    chance = random.Random(f"{seed} questions {part} {len(listed)}")
    phrasings = yaml.safe_load((HERE / "phrasings" / "listings.yaml").read_text("utf-8"))[part]
    often = Counter(w for p in listed for w in words(p.name))
    same: dict[tuple[str, ...], list[str]] = {}
    for place in listed:
        same.setdefault(words(place.name), []).append(place.id)
    asked = []
    sorts = [s for s, share in MIXTURE for _ in range(round(share * count))]
    for sort in sorts:
        place = _choice(listed, sort, chance)
        alike = same[words(place.name)]
        asked.append(_ask(place, sort, chance.choice(phrasings["plain"]), alike, often, chance))
    for _ in range(count // 8):
        sort = chance.choice(("clean", "clean", "one typo", "partial"))
        place = _choice(listed, sort, chance)
        odd = _ask(place, sort, chance.choice(phrasings["odd"]), same[words(place.name)], often, chance)
        asked.append(Asked(odd.text, "odd", odd.right))
    countries = sorted(Locale("en").territories.values())
    for text in phrasings["far"]:
        place = chance.choice(listed)
        number = place.code if place.code.isdigit() else str(chance.randint(1000, 9999))
        names = [place.name.lower()]
        if part == "tune" and "{n}" in text:  # to learn from: countries, which few lists are of
            names.append(chance.choice(countries).lower())
        asked += [Asked(text.replace("{n}", name).replace("{c}", number), "far") for name in names]
    for place in chance.sample(unlisted, min(len(unlisted), count // 4)):
        sort = chance.choices([s for s, _ in MIXTURE if _long(place, s)], [w for s, w in MIXTURE if _long(place, s)])[0]
        asked.append(Asked(_ask(place, sort, chance.choice(phrasings["plain"]), [], often, chance).text, "near"))
    there = {(words(p.name), p.region) for p in listed}
    plain = [p for p in listed if GENERIC.isdisjoint(words(p.name))]  # no "Lower Regional Airport"
    for n in range(count // (10 if part == "tune" else 40)):  # the hardest; to learn from, more than are usual
        place, region = chance.choice(plain), chance.choice(listed).region
        other = Place("", place.name, region, "", "") if n % 4 == 0 else _qualified(place, chance)
        if (words(other.name), other.region) not in there and (n % 4 == 0 or words(other.name) not in same):
            phrasing = chance.choice(phrasings["plain"])
            alike = ["", ""] if n % 4 == 0 else []  # only the region tells that it is another place
            asked.append(Asked(_ask(other, "clean", phrasing, alike, often, chance).text, "near"))
    return asked


def _long(place: Place, sort: str) -> bool:
    """Whether its name is long enough for as many errors as the sort of question has."""
    return sum(map(str.isalpha, place.name)) >= LETTERS.get(sort, 0)


def _choice(listed: list[Place], sort: str, chance: random.Random) -> Place:
    """A place to ask about, with so many errors."""
    while not _long(place := chance.choice(listed), sort):
        pass
    return place


def _qualified(place: Place, chance: random.Random) -> Place:
    """Another place, called like a listed one but for a word before or behind it."""
    before, behind = chance.choice(BEFORE), chance.choice(BEHIND)
    name = f"{before} {place.name}" if chance.random() < 0.65 else f"{place.name} {behind}"
    return Place("", name, place.region, place.extra, "")


def _ask(place: Place, sort: str, phrasing: str, alike: list[str], often: dict[str, int], chance: random.Random) -> Asked:
    """A question for a place. Its region is said when the name alone does not tell which is meant, else by chance."""
    parts = [part for part in place.name.split() if words(part)]
    with_region = "{r}" in phrasing or len(alike) > 1
    name, region = place.name, place.region
    if sort == "partial" and len(parts) > 1:
        telling = min(parts, key=lambda part: (not GENERIC.isdisjoint(words(part)), often.get("".join(words(part)), 0)))
        gone = chance.choice([n for n, part in enumerate(parts) if part != telling] or [0])
        name, with_region = " ".join(p for n, p in enumerate(parts) if n != gone), True
    elif sort == "reordered":
        if len(parts) > 1:
            chance.shuffle(parts)
            name = " ".join(parts)
        elif with_region:
            name, with_region = f"{place.region} {place.name}", False
            phrasing = phrasing.replace("{r}", "")
    elif sort in ("one typo", "two typos"):
        for _ in range(1 if sort == "one typo" else 2):
            name = slip(name, chance)
    if "{r}" not in phrasing and with_region:
        name = f"{name}{chance.choice((', ', ' '))}{region}"
    text = phrasing.replace("{n}", name).replace("{r}", region)
    style = chance.random()
    text = text.lower() if style < 0.6 else text
    return Asked(" ".join(text.split()).strip(" ,"), sort, frozenset((place.id,)))


def slip(text: str, chance: random.Random) -> str:
    """The text with one typing error: a neighbouring key, a letter left out, doubled or put in, two swapped."""
    spots = [n for n, c in enumerate(text) if c.isalpha()]
    if not spots:
        return text
    at = chance.choice(spots)
    sort = chance.choice(("key", "out", "in", "twice", "swap", "swap", "vowel", "out"))
    letter = text[at]
    if sort == "swap" and at + 1 < len(text) and text[at + 1].isalpha() and text[at + 1].lower() != letter.lower():
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    if sort == "out" and len(spots) > 3:
        return text[:at] + text[at + 1 :]
    if sort == "twice":
        return text[:at] + letter + text[at:]
    if sort == "in":
        return text[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + text[at:]
    if sort == "vowel" and letter.lower() in "aeiou":
        return text[:at] + chance.choice("aeiou".replace(letter.lower(), "")) + text[at + 1 :]
    return text[:at] + chance.choice(_beside(letter.lower())) + text[at + 1 :]


def _beside(letter: str) -> str:
    for n, row in enumerate(KEYS):
        if letter in row:
            at = row.index(letter)
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            return near + "".join(other[at : at + 1] for other in KEYS[max(0, n - 1) : n + 2] if other is not row)
    return "abcdefghijklmnopqrstuvwxyz"


def _ports() -> Iterator[Place]:
    directory = load(KNOWLEDGE)
    seen: set[tuple[frozenset[str], str]] = set()
    for entry in directory.entries.values():
        name = entry.name.partition(",")[0].partition(" (")[0]
        region = directory.places.names.get(entry.place.state or entry.place.country, "")
        if entry.kind == "port" and (_core(name), region) not in seen:
            seen.add((_core(name), region))
            above = directory.entries[entry.part_of].name if entry.part_of else ""
            yield Place(entry.id, name, region, above, next(iter(entry.codes), ""))


def _world() -> Iterator[Place]:
    """Real places, each but once in a region: cities, and airports that are not called like one."""
    countries = Locale("en").territories
    states = {
        code.removeprefix("US-"): name for code, name in load(KNOWLEDGE).places.names.items() if code.startswith("US-")
    }
    seen: set[tuple[frozenset[str], str]] = set()

    def new(name: str, region: str, country: str, code: str = "") -> Iterator[Place]:
        key = (_core(name), region)
        if key[0] and region and key not in seen and len(name) < 50:
            seen.add(key)
            yield Place(f"p{len(seen)}", name, region, country, code)

    airports = [a for a in airportsdata.load().values() if a["country"] in countries]
    for row in zipcodes.list_all():
        yield from new(row["city"], states.get(row["state"], ""), "United States")
    for airport in airports:
        country = countries[airport["country"]]
        yield from new(airport["city"], airport["subd"] or country, country, airport["iata"] or airport["icao"])
    for airport in airports:
        country = countries[airport["country"]]
        yield from new(airport["name"], airport["subd"] or country, country, airport["iata"] or airport["icao"])


def _made(real: list[Place], count: int, chance: random.Random) -> list[Place]:
    """Places with names made of the words of real ones: two thirds of one word of theirs and another."""
    firsts = [w for p in real if (w := p.name.split()) and w[0].isalpha()]
    regions = sorted({(p.region, p.extra) for p in real})
    seen: set[tuple[str, str]] = {(p.name, p.region) for p in real}
    found: list[Place] = []
    while len(found) < count:
        one, two = chance.choice(firsts), chance.choice(firsts)
        name = " ".join((one[0], two[-1])) if chance.random() < 0.65 else _blend(one[0], two[-1])
        region, extra = chance.choice(regions)
        if (name, region) not in seen and name:
            seen.add((name, region))
            found.append(Place(f"m{len(found)}", name, region, extra, ""))
    return found


def _blend(one: str, two: str) -> str:
    """A new word: the beginning of one and the end of another."""
    return one[: (len(one) + 1) // 2 + 1] + two[len(two) // 2 :].lower()
