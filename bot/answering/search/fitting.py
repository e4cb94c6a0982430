"""How well an entry fits what was said: how much of its name was, and how much of what was said it explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

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
_Weighed = tuple[_Spelt, float, float, bool]
"""What a term may stand for, what an entry gains by it and loses without it, and whether it stands beside other names."""


class Sought:
    """The terms of a question, ready to be compared with many entries."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms: tuple[_Weighed, ...] = tuple(
            [(_spelt(t), t.weight, t.cost, t.beside) for t in terms if t.weight or t.cost]
        )
        """Those that speak for or against an entry, each with the words and marks that it may stand for."""
        said: dict[str, float] = {}
        for term in terms:
            named = GENERIC if term.kinds or term.tags else 1.0
            for word, alike in term.spellings:
                said[word] = max(alike * named, said.get(word, 0.0))
        self.said = tuple(said.items())
        """How well each word was said that may stand in a name, 0..1."""
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


class Fit(NamedTuple):
    """How well an entry fits, by the best of its names."""

    score: float
    named: float
    explained: float
    known: Known
    name: Name
    spoken: list[tuple[str, float]]
    """Words of any of its names that were said, with how well."""

    def found(self) -> Found:
        """The same for those who ask; of the words said those of the name that fits best."""
        matched = tuple([met for met in self.spoken if met[0] in self.name.words])
        return Found(self.known.entry, min(1.0, self.score), self.named, self.explained, self.name.text, matched)


def fit(known: Known, sought: Sought) -> Fit:
    """The entry's best name for the terms: how much of it was said, and how much of what was said it explains."""
    words, known_beside = known.words, known.beside
    said: list[tuple[_Spelt, float, float, float]] = []
    gained_beside = lost_beside = lost_next_to_name = 0.0
    for spelt, weight, cost, next_to_name in sought.terms:
        likeness, in_a_name = 0.0, False
        for word, alike in spelt:
            if word in words:
                in_a_name = True
            if word in known_beside and (beside := alike * known_beside[word]) > likeness:
                likeness = beside
        if in_a_name:
            said.append((spelt, weight, cost, likeness))
        else:
            lost = cost * (1 - likeness)
            gained_beside += weight * likeness
            lost_beside += lost
            if next_to_name:
                lost_next_to_name += lost * ANOTHER
    spoken = [met for met in sought.said if met[0] in words]
    kind_said = known.entry.kind in sought.kinds
    best, of_best = -1.0, (0.0, 0.0, known.names[0])
    unmet = False  # whether a name without any of the words was looked at: all such fit alike
    for name in known.names:
        shares = name.words
        named, met_any = 0.0, False
        for word, how_well in spoken:
            if word in shares:
                named += shares[word] * how_well
                met_any = True
        if not met_any:
            if unmet:
                continue
            unmet = True
        gained, lost = gained_beside, lost_beside + lost_next_to_name * met_any
        for spelt, weight, cost, likeness in said:
            for word, alike in spelt:
                if alike > likeness and word in shares:
                    likeness = alike
            gained += weight * likeness
            lost += cost * (1 - likeness)
        explained = gained / (gained + lost) if gained else 0.0
        by_name = named**OF_NAME if named >= LEAST else 0.0
        if by_name and name.needs and not kind_said and name.needs.isdisjoint([word for word, _ in spoken]):
            by_name *= UNSAID
        about = ABOUT * gained if gained < 1 else ABOUT
        score = explained**OF_QUESTION * (by_name if by_name > about else about)
        if score > best + 1e-9:
            best, of_best = score, (named, explained, name)
    return Fit(best, *of_best[:2], known, of_best[2], spoken)


def _spelt(term: Term) -> _Spelt:
    """Every word and mark that a term may stand for, with its likeness."""
    if not (term.kinds or term.tags or term.place):
        return term.spellings
    return (*term.spellings, *((mark, 1.0) for mark in marks(term.kinds, term.tags, [term.place] if term.place else ())))
