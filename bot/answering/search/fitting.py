"""How well an entry fits what was said: how much of its name was, and how much of what was said it explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.answering.model import Term
from bot.answering.search.finding import Found
from bot.answering.search.names import Name
from bot.directory.model import Entry

UNSAID = 0.75
"""What is left of a name whose words for its sort of thing were not said, for kinds that need them."""
GENERIC = 0.6
"""How far a word that names a sort of thing also names the thing."""
ABOUT = 0.58
"""The most that words of an entry's facts, not of its name, can earn."""
IN_FACTS = 0.8
"""The likeness of a word that stands in an entry's facts, not in its name."""
ANOTHER = 0.6
"""How much more a word speaks against an entry when it stands right beside the entry's name."""
LEAST = 0.05
"""The least share of a name that counts."""
OF_NAME, OF_QUESTION = 0.75, 1.3
"""Exponents: half a name said is worth more than half, half a question explained less."""

_Spelt = tuple[tuple[str, float], ...]


class Sought:
    """The terms of a question, ready to be compared with many entries."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = tuple((term, _spelt(term)) for term in terms if term.weight or term.cost)
        """Those that speak for or against an entry, each with the words and marks that it may stand for."""
        self.said: dict[str, float] = {}
        """How well each word was said that may stand in a name, 0..1."""
        for term in terms:
            named = GENERIC if term.kinds or term.tags else 1.0
            for word, alike in term.spellings:
                self.said[word] = max(alike * named, self.said.get(word, 0.0))
        self.kinds = frozenset(kind for term in terms for kind in term.kinds)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry with all that is compared."""

    entry: Entry
    names: tuple[Name, ...]
    words: frozenset[str]
    """Words of all its names."""
    beside: Mapping[str, float]
    """What it is known by beside its names, with what that is worth: words of its place, of what it is part and of its
    facts, and marks."""


def marks(kinds: Iterable[str] = (), tags: Iterable[str] = (), places: Iterable[str] = ()) -> Iterator[str]:
    """What kinds, tags and places are known by among words; never a word itself."""
    yield from (f"kind:{kind}" for kind in kinds)
    yield from (f"tag:{tag}" for tag in tags)
    yield from (f"place:{place}" for place in places)


def fit(known: Known, sought: Sought) -> Found:
    """The entry's best name for the terms: how much of it was said, and how much of what was said it explains."""
    said: list[tuple[Term, _Spelt, float]] = []
    gained_beside = lost_beside = lost_next_to_name = 0.0
    for term, spelt in sought.terms:
        likeness, in_a_name = 0.0, False
        for word, alike in spelt:
            if word in known.words:
                in_a_name = True
            beside = alike * known.beside.get(word, 0.0)
            if beside > likeness:
                likeness = beside
        if in_a_name:
            said.append((term, spelt, likeness))
        else:
            lost = term.cost * (1 - likeness)
            gained_beside += term.weight * likeness
            lost_beside += lost
            lost_next_to_name += lost * ANOTHER if term.beside else 0.0
    spoken = [met for met in sought.said.items() if met[0] in known.words]
    kind_said = known.entry.kind in sought.kinds
    best, of_best = -1.0, (0.0, 0.0, known.names[0])
    for name in known.names:
        named, met_any = 0.0, False
        for word, how_well in spoken:
            if word in name.words:
                named += name.words[word] * how_well
                met_any = True
        gained, lost = gained_beside, lost_beside + lost_next_to_name * met_any
        for term, spelt, likeness in said:
            for word, alike in spelt:
                if alike > likeness and word in name.words:
                    likeness = alike
            gained += term.weight * likeness
            lost += term.cost * (1 - likeness)
        explained = gained / (gained + lost) if gained else 0.0
        by_name = named**OF_NAME if named >= LEAST else 0.0
        if name.needs and not kind_said and name.needs.isdisjoint([word for word, _ in spoken]):
            by_name *= UNSAID
        score = explained**OF_QUESTION * max(by_name, ABOUT * min(1.0, gained))
        if score > best + 1e-9:
            best, of_best = score, (named, explained, name)
    named, explained, name = of_best
    matched = tuple(met for met in spoken if met[0] in name.words)
    return Found(known.entry, min(1.0, best), named, explained, name.text, matched)


def _spelt(term: Term) -> _Spelt:
    """Every word and mark that a term may stand for, with its likeness."""
    return (*term.spellings, *((mark, 1.0) for mark in marks(term.kinds, term.tags, [term.place] if term.place else ())))
