"""What an entry is called: every name people use for it, and how much of a name each of its words is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.normalize import words
from bot.directory.model import Directory, Entry

Form = tuple[str, ...]
"""The words of a name."""

VAGUE = 0.45
"""What a name is worth that says only what sort of thing it is and in which state or country."""
PIECE = 0.8
"""What a piece is worth as a name: what stands in brackets; for rank 1 also its city and places that its name joins."""
LEAST = 0.08
"""The least that a word of a name counts, however common it is."""

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_JOINTS = re.compile(r"\s*[/,&–-]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, ready to be compared."""

    text: str
    words: Mapping[str, float]
    """Its words, with their share of the name: the rarer, the more; together 1. Words that only say where it is or what
    sort of thing it is have no share."""
    needs: frozenset[str] = frozenset()
    """Words for its sort of thing, one of which must be said to mean it: "Newark" alone is not the Newark press desk."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Words of an entry's names that need not be said to mean it, those least missed first."""

    kind: frozenset[str]
    """What sort of thing it is, and filler."""
    region: frozenset[str]
    """In which state or country."""
    whole: frozenset[str]
    """Of what it is part."""
    city: frozenset[str]

    @property
    def context(self) -> frozenset[str]:
        """All words that say where it is or of what it is part."""
        return self.region | self.whole | self.city


class Namer:
    """Spells out the names of a directory's entries."""

    def __init__(self, directory: Directory, lexicon: Lexicon) -> None:
        self._directory = directory
        self._same = lexicon.same
        filler = (words(phrase) for language in directory.languages.values() for phrase in language.filler)
        self._filler = frozenset(phrase[0] for phrase in filler if len(phrase) == 1)
        cities = {words(entry.place.city) for entry in directory.entries.values()}
        self._filled = tuple(city for city in cities if not self._filler.isdisjoint(city))
        self._kind_words: dict[str, frozenset[str]] = {}
        for kind in directory.kinds.values():
            phrases = [kind.label, kind.plural]
            phrases += [p for language in directory.languages.values() for p in language.kinds.get(kind.id, ())]
            self._kind_words[kind.id] = frozenset(w for p in phrases for w in words(p))
        traits = (p for language in directory.languages.values() for phrases in language.tags.values() for p in phrases)
        self._any_kind = self._filler.union(*self._kind_words.values(), *(words(phrase) for phrase in traits))
        self._shorter: dict[str, list[tuple[Form, tuple[Form, ...]]]] = defaultdict(list)
        for language in directory.languages.values():
            for full, shorts in language.same.items():
                spelt = tuple(self._same.get(w, w) for w in words(full))
                if len(spelt) > 1 or any(len(words(short)) > 1 for short in shorts):
                    self._shorter[spelt[0]].append((spelt, tuple(words(short) for short in shorts)))

    def forms(self, entry: Entry) -> tuple[Form, ...]:
        """Its name, aliases and codes, spelt every way, each once."""
        spelt = [part for name in (entry.name, *entry.aliases) for part in _without_brackets(name)]
        forms = {tuple(self._same.get(w, w) for w in words(name)): None for name in (*spelt, *entry.codes)}
        forms.pop((), None)
        for form in tuple(forms):
            forms.update(dict.fromkeys(self._shortened(form)))
        return tuple(forms)

    def layers(self, entry: Entry) -> Layers:
        """The words of its names that need not be said."""
        codes = (entry.place.state, entry.place.country)
        region = self._and_shorter(n for code in codes for n in self._directory.places.aliases.get(code, ()))
        above = next(iter(self._directory.ancestors(entry)), None)
        whole = self._and_shorter((above.name, above.place.city)) if above else set()
        city = frozenset(self._and_shorter((entry.place.city,)))
        return Layers(
            self._kind_words[entry.kind] | (self._filler - city - self._of_cities(entry)),  # "del" fills, but not in Del Rio
            frozenset(region - self._filler),
            frozenset(whole - self._filler),
            city,
        )

    def _of_cities(self, entry: Entry) -> set[str]:
        """The words of cities whose names stand in its own: "Los Angeles Seaport" may lie in Long Beach."""
        spelt = [f" {' '.join(words(name))} " for name in (entry.name, *entry.aliases)]
        return {word for city in self._filled if any(f" {' '.join(city)} " in name for name in spelt) for word in city}

    def names(self, entry: Entry, forms: tuple[Form, ...], layers: Layers, rarity: Mapping[str, float]) -> tuple[Name, ...]:
        """The forms with the share of each word; for an entry of rank 1 also what a place is called for short."""
        sort = (
            frozenset[str]() if self._directory.kinds[entry.kind].rank == 1 else self._kind_words[entry.kind] - self._filler
        )
        found = [self._name(form, layers, rarity, sort) for form in forms]
        found += [_shared(inner, inner, rarity, PIECE) for inner in _in_brackets(entry) if inner not in forms]
        if self._directory.kinds[entry.kind].rank == 1:
            ways = (way for piece in _pieces(entry, layers) for way in (piece, *self._shortened(piece)))
            found += [_shared(piece, piece, rarity, PIECE) for piece in dict.fromkeys(ways) if piece not in forms]
        return tuple(found)

    def _name(self, form: Form, layers: Layers, rarity: Mapping[str, float], sort: frozenset[str]) -> Name:
        """Leaves out as many layers as leave a word that names something; kind words alone name nothing."""
        optional = (
            layers.kind | layers.context,
            layers.kind | layers.region | layers.whole,
            layers.kind | layers.region,
            layers.kind,
        )
        cores = ([w for w in form if w not in left_out] for left_out in optional)
        core = next((c for c in cores if not self._any_kind.issuperset(c)), list(form))
        vague = layers.region.issuperset(core) and not layers.city.issuperset(core)  # New York is a city as well
        name = _shared(form, core, rarity, VAGUE if vague else 1.0)
        return replace(name, needs=frozenset(form) & sort - frozenset(core))

    def _and_shorter(self, names: Iterable[str]) -> set[str]:
        """The words of names as they stand, spelt out and put short: ``nyc`` says no more than ``new york``."""
        spelt = [(words(name), tuple(self._same.get(w, w) for w in words(name))) for name in names]
        return {word for typed, full in spelt for way in (typed, full, *self._shortened(full)) for word in way}

    def _shortened(self, form: Form) -> Iterator[Form]:
        """The name with a longer part put the short way people say it: ``los angeles`` → ``la``."""
        for at, word in enumerate(form):
            for full, shorts in self._shorter.get(word, ()):
                if form[at : at + len(full)] == full:
                    yield from (form[:at] + short + form[at + len(full) :] for short in shorts)


def _shared(form: Form, core: list[str] | Form, rarity: Mapping[str, float], worth: float) -> Name:
    weights = {w: max(LEAST, rarity.get(w, 1.0)) for w in core}
    total = sum(weights.values()) / worth
    return Name(" ".join(form), {w: weights.get(w, 0.0) / total for w in form})


def _without_brackets(name: str) -> Iterator[str]:
    """The name, and the name without what stands in brackets."""
    yield name
    bare = _BRACKETS.sub("", name)
    if bare != name:
        yield bare


def _in_brackets(entry: Entry) -> Iterator[Form]:
    """What stands in brackets in its names: an abbreviation, a former name, what it is for."""
    for name in (entry.name, *entry.aliases):
        yield from (inner for text in _BRACKETS.findall(name) if 0 < len(inner := words(text)) <= 4)


def _pieces(entry: Entry, layers: Layers) -> Iterator[Form]:
    """What a place is called for short: its city, and each of the places that its name joins."""
    for piece in (entry.place.city, *_JOINTS.split(_BRACKETS.sub("", entry.name))):
        kept = tuple(w for w in words(piece) if w not in layers.region)
        if kept and not layers.kind.issuperset(kept):
            yield kept
