"""How well an entry fits what was said: how much of its name was, and how much of what was said it explains."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Known:
    """An entry with all that is compared."""

    entry: Entry
    names: tuple[Name, ...]
    words: frozenset[str]
    """Words of all its names."""
    context: frozenset[str]
    about: frozenset[str]
    whole_kind: str
    """Kind of what it is part of."""

    def fits_beside_name(self, term: Term) -> float:
        """How well a term fits what is known of it beside its name: kind, traits, place, what it is part of, facts."""
        entry = self.entry
        if entry.kind in term.kinds or self.whole_kind in term.kinds or any(tag in entry.tags for tag in term.tags):
            return 1.0
        if term.place and _stands_in(entry, term.place):
            return 1.0
        best = 0.0
        for word, alike in term.spellings:
            if word in self.context:
                best = max(best, alike)
            elif word in self.about:
                best = max(best, alike * IN_FACTS)
        return best


def fit(known: Known, terms: tuple[Term, ...]) -> Found:
    """The entry's best name for the terms: how much of it was said, and how much of what was said it explains."""
    said: list[tuple[Term, float, list[tuple[str, float]]]] = []
    gained_beside = lost_beside = lost_next_to_name = 0.0
    for term in terms:
        likeness = known.fits_beside_name(term) if term.weight or term.cost else 0.0
        spelt = [spelling for spelling in term.spellings if spelling[0] in known.words]
        if spelt:
            said.append((term, likeness, spelt))
        else:
            gained_beside += term.weight * likeness
            lost_beside += term.cost * (1 - likeness)
            lost_next_to_name += term.beside * term.cost * (1 - likeness) * ANOTHER
    kind = known.entry.kind
    kind_said = any(kind in term.kinds for term in terms)
    best: Found | None = None
    for name in known.names:
        gained, lost = gained_beside, lost_beside
        met: dict[str, float] = {}
        for term, likeness, spelt in said:
            generic = GENERIC if term.kinds or term.tags else 1.0
            for word, alike in spelt:
                if word in name.words:
                    likeness = max(likeness, alike)
                    met[word] = max(alike * generic, met.get(word, 0.0))
            gained += term.weight * likeness
            lost += term.cost * (1 - likeness)
        if met:
            lost += lost_next_to_name
        explained = gained / (gained + lost) if gained else 0.0
        named = sum(name.words[word] * alike for word, alike in met.items())
        by_name = named**OF_NAME if named >= LEAST else 0.0
        if name.needs and not kind_said and name.needs.isdisjoint(met):
            by_name *= UNSAID
        score = explained**OF_QUESTION * max(by_name, ABOUT * min(1.0, gained))
        if best is None or score > best.score + 1e-9:
            best = Found(known.entry, min(1.0, score), named, explained, name.text, tuple(met.items()))
    assert best is not None, "an entry has at least its name"
    return best


def _stands_in(entry: Entry, place: str) -> bool:
    return place in (entry.place.state, entry.place.country) or any(t.place == place for t in entry.covers)
