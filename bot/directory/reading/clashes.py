"""What two entries cannot both have: a name that people would take for the other's, and a code of the same kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.directory.errors import Problem
from bot.directory.language import Places
from bot.directory.model import Attribute, Entry, Fact, Kind, Location
from bot.directory.reading.reader import quoted

Named = tuple[Entry, str, Location]
"""An entry, a name or alias of it, and where that stands."""


def names(
    named: Iterable[Named], entries: Mapping[str, Entry], kinds: Mapping[str, Kind], places: Places
) -> Iterator[Problem]:
    """Names and aliases that are the name of another entry, of the same kind or of one meant by a bare name (rank 1).

    An entry may share its name with what it is inside of, or what is inside of it. Nor may an alias be the
    name of another entry of its kind without that one's state or country (of ``Houston Seaport, Texas``, the former),
    unless it is so of its own entry too.
    """
    by_words: dict[str, list[Named]] = {}
    short: dict[str, list[Named]] = {}
    for each in named:
        by_words.setdefault(_words(each[1]), []).append(each)
        head, _, tail = each[1].rpartition(",")
        place = each[0].place
        if each[1] == each[0].name and _words(tail) in map(_words, places.aliases.get(place.state or place.country, ())):
            short.setdefault(_words(head), []).append(each)
    for words, same in by_words.items():
        owners = [each for each in same if words and each[1] == each[0].name]
        shorter = short.get(words, [])
        told: set[frozenset[str]] = set()
        for entry, name, where in reversed(same):
            own = name == entry.name or any(other is entry for other, _, _ in shorter)
            for other, _, there in owners if own else [*owners, *(each for each in shorter if each[0].kind == entry.kind)]:
                pair = frozenset((entry.id, other.id))
                meant = other.kind == entry.kind or (other.kind in kinds and kinds[other.kind].rank == 1)
                if len(pair) == 1 or pair in told or not meant:
                    continue
                if other.id in _above(entry, entries) or entry.id in _above(other, entries):
                    continue
                told.add(pair)
                what = "name" if name == entry.name else "alias"
                message = f"{entry.id}: the {what} {quoted(name)} is the name of {other.id} too, at {there}"
                advice = "tell them apart" if what == "name" else "take it out"
                yield Problem(where, f"{message}; {advice}")
                break  # of a thousand that are called the same, each is told of one


def codes(entries: Iterable[Entry], attributes: Mapping[str, Attribute]) -> Iterator[Problem]:
    """Codes that two entries of one kind have. A fact with a note is left out: the note says why it is so."""
    first: dict[tuple[str, str, str], tuple[Entry, Fact]] = {}
    for entry in entries:
        for fact in entry.facts:
            if attributes[fact.attribute].type != "code" or fact.former or fact.note or fact.where is None:
                continue
            other, there = first.setdefault((entry.kind, fact.attribute, fact.value.casefold()), (entry, fact))
            if other is not entry:
                message = f"{entry.id}: {fact.attribute} {quoted(fact.value)} is that of {other.id} too, at {there.where}"
                yield Problem(fact.where, f"{message}; correct one of them, or say in its `note` why both have it")


@lru_cache(maxsize=4096)
def _words(name: str) -> str:
    """A name without case, accents and punctuation."""
    bare = name.casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’`´]", "", bare)))


def _above(entry: Entry, entries: Mapping[str, Entry]) -> list[str]:
    """Ids of what an entry is inside of, nearest first; a circle, which is noted elsewhere, is gone round once."""
    found: list[str] = []
    at = entry.part_of
    while at in entries and at not in found:
        found.append(at)
        at = entries[at].part_of
    return found
