"""Where things are on the map: an entry, and the place that a question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.answering.model import Question
from bot.answering.resolving.world import World
from bot.answering.thresholds import CLEARLY
from bot.answering.understanding.normalize import fold, words
from bot.directory.atlas import Spot
from bot.directory.model import Directory, Entry

LONGEST = 5
"""Words of a place's name that are tried together."""
CODE = 3
"""Letters of an airport's code."""
GUESSES = 4
"""Unknown names that are taken for misspelt ones."""
OURS = 12
"""How much entries in a city add to its size: who asks this directory means its cities."""

NAMING = ("name", "place", "tag")
"""Roles of words that may be part of a place's name."""

Span = tuple[int, int]
LookUp = Callable[[str], tuple[Spot, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a question may mean by one name."""

    spots: tuple[Spot, ...]
    """The biggest first."""
    span: Span
    """Where the name stands in Question.words."""

    @property
    def meant(self) -> tuple[Spot, ...]:
        """Those that stand out by their size: only one, when it is far bigger than the next."""
        return tuple(s for s in self.spots if s.size * CLEARLY > self.spots[0].size)


class Whereabouts:
    """Finds entries and places on the map of the world."""

    def __init__(self, directory: Directory, world: World) -> None:
        self._directory = directory
        self.world = world
        self._here: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self._positions: dict[str, tuple[float, float] | None] = {}  # those asked for: each is looked up in the atlas once
        self._houses: dict[str, list[tuple[Entry, tuple[str, ...]]]] = defaultdict(list)
        addresses = {a.id for a in directory.attributes.values() if a.type == "address"}
        for entry in directory.entries.values():
            if entry.place.city:
                self._here[words(entry.place.city)].append(entry)
            for address in (words(fact.value) for fact in entry.facts if fact.attribute in addresses):
                for number in {word for word in address if word.isdigit()}:
                    self._houses[number].append((entry, address))

    def position(self, entry: Entry) -> tuple[float, float] | None:
        """Latitude and longitude of an entry, or of its city; None when neither is known."""
        if entry.place.lat is not None and entry.place.lon is not None:
            return entry.place.lat, entry.place.lon
        if entry.id not in self._positions:
            spot = self._city(entry)
            self._positions[entry.id] = (spot.lat, spot.lon) if spot else None
        return self._positions[entry.id]

    def with_number(self, number: str) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        """The entries in whose addresses, former ones too, a number stands, with the address's words."""
        return tuple(self._houses.get(number, ()))

    def zone(self, entry: Entry) -> str:
        """The IANA time zone an entry keeps: its own, its city's, or that of what it is part of; empty when unknown."""
        for thing in (entry, *self._directory.ancestors(entry)):
            if thing.place.tz:
                return thing.place.tz
            spot = self._city(thing)
            if spot is not None and spot.tz:
                return spot.tz
        return ""

    def _city(self, entry: Entry) -> Spot | None:
        code = entry.place.state or entry.place.country
        return next((s for s in self.world.spots(entry.place.city) if self._in(s, code)), None) if entry.place.city else None

    def around(self, question: Question, abroad: bool) -> str:
        """The ISO code of the country of a place that the question names as it is written, or at home of the state of a
        postal code or an airport; empty where there is none, or several in more than one, or where it is far and more
        than that is named.

        ``abroad``: whether only places abroad can be meant. A city at home is no more than a name: its state says nothing.
        """
        named = self.named(question, misspelt=False)
        home = self._directory.places.home
        far = replace(named, spots=tuple(s for s in named.spots if s.country != home)) if named and abroad else named
        codes = {self._code(spot) for spot in far.meant} if far and far.spots else set()
        code = codes.pop() if len(codes) == 1 else ""
        is_far = code.partition("-")[0] != home
        return "" if is_far and named and _beside(named.span, question).names_known else code

    def _code(self, spot: Spot) -> str:
        """The country of a place; at home the state of a postal code or an airport, and nothing for any other."""
        home = self._directory.places.home
        if spot.country != home:
            return spot.country
        if spot.state:
            return spot.state if spot.name[:1].isdigit() else ""
        states = (code for code in self._directory.places.names if code.startswith(f"{home}-") and self._in(spot, code))
        return next(states, "")

    def named(self, question: Question, misspelt: bool = True) -> Named | None:
        """The place that a question names: as it is written, or else with typing errors forgiven, unless they must not be;
        None when there is none.

        A state or country named beside it says which of several is meant.
        """
        spans = sorted(_spans(question), key=lambda span: _likelihood(span, question), reverse=True)
        likely = [span for span in spans if _likelihood(span, question)[0]]
        for span in likely:
            for name in dict.fromkeys((_typed(span, question), _corrected(span, question))):
                if found := self._called(name, span, question, self.world.spots):
                    return found
        for span in likely[:GUESSES] if misspelt else ():
            if found := self._called(_typed(span, question), span, question, self.world.misspelt):
                return found
        # an everyday word may be a place's name where nothing else can be, but is no airport's code
        everyday = [] if likely else [span for span in spans if len(_typed(span, question)) > CODE]
        others = (self._called(_typed(span, question), span, question, self.world.spots) for span in everyday)
        return next((found for found in others if found), None)

    def _called(self, name: str, span: Span, question: Question, look_up: LookUp) -> Named | None:
        inside = {word.meaning for word in question.words[slice(*span)] if word.role == "place"}
        beside = [code.partition("|")[0] for code in question.places if code not in inside]
        beside = [code for code in beside if code not in self._directory.places.regions]
        spots = [s for s in (*look_up(name), *self._own(name)) if not beside or any(self._in(s, code) for code in beside)]
        spots = [s for s in spots if self._stands_after(s, span, question)] or spots
        sized = [replace(s, size=s.size + OURS) if self._is_ours(s) else s for s in spots]
        return Named(tuple(sorted(sized, key=lambda s: -s.size)), span) if sized else None

    def _stands_after(self, spot: Spot, span: Span, question: Question) -> bool:
        """Whether the name of a place's state or country stands right after its own, whatever else it was read as."""
        after = tuple(w.norm for w in question.words[span[1] :])
        names = (words(name) for code in (spot.state, spot.country) for name in self._directory.places.aliases.get(code, ()))
        return any(name and after[: len(name)] == name for name in names)

    def _own(self, name: str) -> list[Spot]:
        """Cities of entries, where the atlas may not know them."""
        found = []
        for entry in self._here.get(words(name), ()):
            place = entry.place
            if place.lat is not None and place.lon is not None and self._city(entry) is None:
                found.append(Spot(place.city, place.country, place.lat, place.lon, place.state, tz=place.tz))
        return found[:1]

    def _is_ours(self, spot: Spot) -> bool:
        return any(self._in(spot, e.place.state or e.place.country) for e in self._here.get(words(spot.name), ()))

    def _in(self, spot: Spot, code: str) -> bool:
        """Whether a place lies in a state or country."""
        if code in (spot.state, spot.country):
            return True
        names = self._directory.places.aliases.get(code, ())
        return code.startswith(f"{spot.country}-") and fold(spot.area) in (fold(name) for name in names)


def _spans(question: Question) -> Iterator[Span]:
    """Runs of words that may be the name of a place: whole ones of a phrase, none that asks for something."""
    typed = question.words
    for start in range(len(typed)):
        for end in range(start + 1, min(len(typed), start + LONGEST) + 1):
            # it may begin with what is filler elsewhere: Las Cruces, The Dalles
            if typed[start].role not in (*NAMING, "filler") or typed[end - 1].role not in NAMING:
                continue
            if any(word.role in ("name", "place") for word in typed[start:end]) and not _cuts(start, end, question):
                yield start, end


def _cuts(start: int, end: int, question: Question) -> bool:
    """Whether the run begins or ends inside the name of a state or country."""
    typed = question.words
    return any(
        0 < at < len(typed)
        and typed[at].role == "place" == typed[at - 1].role
        and typed[at].meaning == typed[at - 1].meaning
        for at in (start, end)
    )


def _likelihood(span: Span, question: Question) -> tuple[bool, int, int]:
    """How likely a run of words names the place: first one with a word of its own, no everyday one and no state's; the
    longest; and the last.
    """
    typed = question.words[slice(*span)]
    telling = any(word.role == "name" and word.norm not in question.everyday for word in typed)
    return telling, len(typed), span[0]


def _beside(span: Span, question: Question) -> Question:
    """The question without the words of a place's name."""
    inside = {word.norm for word in question.words[slice(*span)]}
    return replace(question, terms=tuple(t for t in question.terms if t.typed not in inside))


def _typed(span: Span, question: Question) -> str:
    return " ".join(word.norm for word in question.words[slice(*span)])


def _corrected(span: Span, question: Question) -> str:
    """The same with each word as the directory spells it."""
    spelt = {term.typed: term.spellings[0][0] for term in question.terms}
    return " ".join(spelt.get(word.norm, word.norm) for word in question.words[slice(*span)])
