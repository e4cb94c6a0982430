"""Finds entries by the words of their names. Built once over a directory, never changed after."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.answering.lexicon import Lexicon
from bot.answering.model import Term
from bot.answering.normalize import words
from bot.directory.model import Directory, Entry

EDIT_COST = 0.12
"""What each typing error takes off a word's likeness."""
CANDIDATES = 40
"""Entries looked at closely, of all that share a word with the question."""
VAGUE = 0.45
"""What a name is worth that says only what sort of thing it is and in which state or country."""
LOOSE = 0.45
"""How much a word of small parts' names and of facts speaks against an entry without it, as a share."""
GENERIC = 0.6
"""How far a word that names a sort of thing also names the thing."""
CITY = 0.8
"""What its city, or one of the places that its name joins, is worth as the name of an entry of rank 1."""
ABOUT = 0.58
"""The most that words of an entry's facts, not of its name, can earn."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, ready to be compared."""

    entry: int
    text: str
    words: Mapping[str, float]
    """Its words, with their share of the name: the rarer, the more; together 1. Words that only say where it is or what
    sort of thing it is have no share."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well an entry fits the terms."""

    entry: Entry
    score: float
    """0..1."""
    named: float
    """Share of its best-fitting name that was used, 0..1."""
    explained: float
    """Share of the question's words that it explains, 0..1."""
    name: str
    """The name that fits best."""
    matched: tuple[tuple[str, str], ...] = field(default=())
    """Words of the name, with how they were met: exact, or the likeness."""


class Index:
    """Names and facts of a directory's entries, by word."""

    def __init__(self, directory: Directory, lexicon: Lexicon) -> None:
        self._directory = directory
        self._entries = tuple(directory.entries.values())
        self._number = {entry.id: n for n, entry in enumerate(self._entries)}
        spelt = [self._names_of(entry, lexicon) for entry in self._entries]
        self._rarity = _rarities(spelt, self._entries)
        ranks = directory.kinds
        self._firm = {w for e, forms in zip(self._entries, spelt, strict=True) if ranks[e.kind].rank < 3 for f in forms for w in f}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._names: list[tuple[Name, ...]] = []
        self._whole_kind = [directory.entries[e.part_of].kind if e.part_of else "" for e in self._entries]
        self._context: list[frozenset[str]] = []
        self._about: list[frozenset[str]] = []
        self._by_code: dict[str, list[str]] = defaultdict(list)
        optional = _Optional(directory, lexicon)
        for number, (entry, forms) in enumerate(zip(self._entries, spelt, strict=True)):
            layers = optional.words(entry)
            context = layers[1] | layers[2] | layers[3]
            names = [self._name(number, form, layers) for form in forms]
            if directory.kinds[entry.kind].rank == 1:
                names += [self._piece(number, piece) for piece in _pieces(entry, layers) if piece not in forms]
            self._names.append(tuple(names))
            self._context.append(context)
            about = _about(entry)
            self._about.append(about)
            for word in {w for form in forms for w in form} | about | context:
                self._postings[word].append(number)
            for code in dict.fromkeys((*entry.codes, *_digits(entry))):
                self._by_code[code].append(entry.id)

    def weigh(self, word: str) -> tuple[float, float]:
        """How telling a word is, 0..1 (1 for a word of one entry, near 0 for a word of nearly all, 0 when unknown), and how
        much it speaks against an entry without it: less when it stands only in names of small parts and in facts.
        """
        rarity = self._rarity.get(word, 0.0)
        return rarity, rarity * (1.0 if word in self._firm else LOOSE)

    def by_code(self, code: str) -> tuple[str, ...]:
        """Ids of the entries with exactly this code or phone number (digits, with or without the country's)."""
        found = self._by_code.get(code, ())
        if not found and len(code) == 11 and code.startswith("1"):
            found = self._by_code.get(code[1:], ())
        return tuple(found)

    def find(self, terms: tuple[Term, ...], kinds: Iterable[str] = (), most: int = 12) -> tuple[Found, ...]:
        """The entries that fit best, best first; only of these kinds, when any are given."""
        wanted = frozenset(kinds)
        votes: dict[int, float] = defaultdict(float)
        for term in terms:
            if not term.weight:
                continue
            reached: dict[int, float] = {}
            for word, likeness in term.spellings:
                rarity = self._rarity.get(word, 0.05)
                for number in self._postings.get(word, ()):
                    gain = likeness * rarity * term.weight
                    if gain > reached.get(number, 0.0):
                        reached[number] = gain
            for number, gain in reached.items():
                votes[number] += gain
        if wanted:
            votes = defaultdict(float, {n: v for n, v in votes.items() if self._entries[n].kind in wanted})
        best = sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES]
        found = [hit for number in best if (hit := self._fit(number, terms)).score > 0.05]
        ranks = self._directory.kinds
        found.sort(key=lambda f: (-round(f.score, 3), ranks[f.entry.kind].rank, -f.named, f.entry.id))
        return tuple(found[:most])

    def _fit(self, number: int, terms: tuple[Term, ...]) -> Found:
        """The entry's best name for the terms: how much of it was said, and how much of what was said it explains."""
        entry = self._entries[number]
        aside = [self._beside_name(number, term) for term in terms]
        best: Found | None = None
        for name in self._names[number]:
            gained = lost = 0.0
            met: dict[str, float] = {}
            for term, otherwise in zip(terms, aside, strict=True):
                likeness = 0.0
                for word, alike in term.spellings:
                    if word in name.words:
                        likeness = max(likeness, alike)
                        used = alike * (GENERIC if term.kinds or term.tags else 1.0)
                        met[word] = max(used, met.get(word, 0.0))
                likeness = max(likeness, otherwise)
                gained += term.weight * likeness
                lost += term.cost * (1 - likeness)
            explained = gained / (gained + lost) if gained else 0.0
            named = sum(name.words[word] * alike for word, alike in met.items())
            by_name = named**0.75 if named >= 0.05 else 0.0
            by_facts = ABOUT * min(1.0, gained)
            score = explained**1.3 * max(by_name, by_facts)
            if best is None or score > best.score + 1e-9:
                matched = tuple((w, "exact" if a >= 1 else f"{a:.2f}") for w, a in met.items())
                best = Found(entry, min(1.0, score), named, explained, name.text, matched)
        assert best is not None
        return best

    def _beside_name(self, number: int, term: Term) -> float:
        """How well a term fits what is known of the entry beside its name: kind, traits, place, what it is part of, facts."""
        entry = self._entries[number]
        if entry.kind in term.kinds or self._whole_kind[number] in term.kinds or (term.tags and not set(term.tags).isdisjoint(entry.tags)):
            return 1.0
        if term.place and _stands_in(entry, term.place):
            return 1.0
        context, about = self._context[number], self._about[number]
        return max((alike * (1.0 if w in context else 0.8 if w in about else 0.0) for w, alike in term.spellings), default=0.0)

    def _names_of(self, entry: Entry, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
        forms: dict[tuple[str, ...], None] = {}
        spelt = [part for name in (entry.name, *entry.aliases) for part in _name_parts(name)]
        for name in (*spelt, *entry.codes):
            form = tuple(lexicon.same.get(w, w) for w in words(name))
            if form:
                forms[form] = None
        for form in tuple(forms):
            for variant in _shortened(form, self._directory):
                forms[variant] = None
        return tuple(forms)

    def _name(self, number: int, form: tuple[str, ...], layers: tuple[frozenset[str], ...]) -> Name:
        light, region, above, city, any_kind = layers
        core = next(
            kept
            for leave_out in (light | region | above | city, light | region | above, light | region, light, frozenset[str]())
            if not any_kind.issuperset(kept := [w for w in form if w not in leave_out]) or not leave_out
        )
        shares = {w: max(0.08, self._rarity.get(w, 1.0)) for w in core}
        total = sum(shares.values()) / (VAGUE if region.issuperset(core) else 1.0)
        return Name(number, " ".join(form), {w: shares.get(w, 0.0) / total for w in form})


    def _piece(self, number: int, piece: tuple[str, ...]) -> Name:
        shares = {w: max(0.08, self._rarity.get(w, 1.0)) for w in piece}
        total = sum(shares.values()) / CITY
        return Name(number, " ".join(piece), {w: share / total for w, share in shares.items()})


class _Optional:
    """Which words of an entry's names need not be said to mean it."""

    def __init__(self, directory: Directory, lexicon: Lexicon) -> None:
        self._directory = directory
        phrases = (words(p) for lang in directory.languages.values() for p in lang.filler)
        self._filler = frozenset(p[0] for p in phrases if len(p) == 1)
        self._kind_words: dict[str, frozenset[str]] = {}
        for kind in directory.kinds.values():
            phrases = [kind.label, kind.plural]
            phrases += [p for lang in directory.languages.values() for p in lang.kinds.get(kind.id, ())]
            self._kind_words[kind.id] = frozenset(w for p in phrases for w in words(p))
        self._any_kind = self._filler.union(*self._kind_words.values())

    def words(self, entry: Entry) -> tuple[frozenset[str], ...]:
        """Words that say what sort of thing it is, in which state or country, of what it is part, in which city; and words of
        any sort of thing, of which alone no name is made.
        """
        places = self._directory.places
        codes = (entry.place.state, entry.place.country)
        region = {w for code in codes for name in places.aliases.get(code, ()) for w in words(name)}
        above = next(iter(self._directory.ancestors(entry)), None)
        over = {*words(above.name), *words(above.place.city)} if above else set()
        kind = self._kind_words[entry.kind] | self._filler
        return kind, frozenset(region) - self._filler, frozenset(over) - self._filler, frozenset(words(entry.place.city)), self._any_kind


_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


def _name_parts(name: str) -> Iterable[str]:
    """The name, and what it may be called for short: without what stands in brackets, and that alone."""
    yield name
    bare = _BRACKETS.sub("", name)
    if bare != name:
        yield bare
        yield from (inner for inner in _BRACKETS.findall(name) if len(words(inner)) <= 4)


_JOINTS = re.compile(r"\s*[/,&–-]\s*|\s+and\s+")


def _pieces(entry: Entry, layers: tuple[frozenset[str], ...]) -> Iterable[tuple[str, ...]]:
    """What a place is called for short: its city, and each of the places that its name joins."""
    light, region = layers[0], layers[1]
    for piece in (entry.place.city, *_JOINTS.split(_BRACKETS.sub("", entry.name))):
        kept = tuple(w for w in words(piece) if w not in region)
        if kept and not light.issuperset(kept):
            yield kept


def _digits(entry: Entry) -> Iterable[str]:
    """Its phone numbers, former ones too, as people type them: all digits, those of its country only, the last seven."""
    for fact in entry.facts:
        for phone in fact.phones:
            digits = phone.e164.removeprefix("+")
            yield digits
            if digits.startswith("1") and len(digits) == 11:
                yield digits[1:]
                yield digits[4:]


def _about(entry: Entry) -> frozenset[str]:
    """Words of its facts by which people may mean it."""
    texts: list[str] = []
    for fact in entry.facts:
        if fact.attribute in ("part_of", "covers", "web"):
            continue
        texts.append(fact.label)
        if not fact.phones and fact.hours is None and len(fact.value) < 400:
            texts.append(fact.value)
    return frozenset(w for text in texts if text for w in words(text) if len(w) > 2)


def _stands_in(entry: Entry, place: str) -> bool:
    return place in (entry.place.state, entry.place.country) or any(t.place == place for t in entry.covers)


def _rarities(spelt: list[tuple[tuple[str, ...], ...]], entries: tuple[Entry, ...]) -> dict[str, float]:
    count: dict[str, int] = defaultdict(int)
    for forms, entry in zip(spelt, entries, strict=True):
        for word in {w for form in forms for w in form} | _about(entry):
            count[word] += 1
    everything = math.log(1 + len(spelt))
    return {word: math.log((1 + len(spelt)) / n) / everything for word, n in count.items()}


def _shortened(form: tuple[str, ...], directory: Directory) -> Iterable[tuple[str, ...]]:
    """The name with a longer part put the short way people say it: ``los angeles`` → ``la``."""
    for language in directory.languages.values():
        for full, shorts in language.same.items():
            part = words(full)
            if len(part) < 2 and not any(len(words(s)) > 1 for s in shorts):
                continue
            for at in range(len(form) - len(part) + 1):
                if form[at : at + len(part)] == part:
                    for short in shorts:
                        yield form[:at] + words(short) + form[at + len(part) :]
