"""Finds entries by the words of their names and facts, and by code. Built once over a directory, never changed after."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from heapq import nlargest

from bot.answering.model import Term
from bot.answering.search.choosing import Wanted, votes
from bot.answering.search.names import Form, Name, Namer
from bot.answering.search.postings import Lists
from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.normalize import words
from bot.directory.model import Directory, Entry

BUDGET = 20_000
"""Entries of the question's words that are looked up to choose candidates, those of rare words first."""
CANDIDATES = 40
"""Entries looked at closely, of all that share a word with the question."""
WORTH = 0.2
"""The least share of the best candidate's words by which another is looked at closely."""
LOOSE = 0.45
"""How much a word of small parts' names and of facts speaks against an entry without it, as a share."""
BESIDE = 0.5
"""What a word beside the name (of its place, of what it is part, of its facts) is worth in choosing candidates."""
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
"""The least score that is a find, share of a name that counts, and gain of a word that nothing is known of."""
OF_NAME, OF_QUESTION = 0.75, 1.3
"""Exponents: half a name said is worth more than half, half a question explained less."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well an entry fits the terms."""

    entry: Entry
    score: float
    """0..1, a little more with what search adds."""
    named: float
    """Share of its best-fitting name that was used, 0..1."""
    explained: float
    """Share of the question's words that it explains, 0..1."""
    name: str
    """The name that fits best."""
    matched: tuple[tuple[str, float], ...] = ()
    """Words of the name that were met, with their likeness."""


@dataclass(frozen=True, slots=True)
class _Known:
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


class Index:
    """A directory's entries by word and by code."""

    def __init__(self, directory: Directory, lexicon: Lexicon) -> None:
        namer = Namer(directory, lexicon)
        entries = tuple(directory.entries.values())
        self._rank = {kind.id: kind.rank for kind in directory.kinds.values()}
        forms = [namer.forms(entry) for entry in entries]
        about = [_about(entry, directory) for entry in entries]
        ours = [not directory.kinds[entry.kind].elsewhere for entry in entries]
        spelt = (frozenset(w for f in fs for w in f) | a for fs, a in zip(forms, about, strict=True))
        self._rarity = _rarities([s for s, is_ours in zip(spelt, ours, strict=True) if is_ours])
        self._firm = {w for e, fs in zip(entries, forms, strict=True) if self._rank[e.kind] < 3 for f in fs for w in f}
        called: dict[str, list[int]] = defaultdict(list)
        beside: dict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, list[str]] = defaultdict(list)
        known = [
            self._know(number, entry, forms[number], about[number], namer, directory, called, beside)
            for number, entry in enumerate(entries)
        ]
        self._called = {word: number for number, word in enumerate(called)}
        self._beside = {word: number for number, word in enumerate(beside)}
        self._entries_called, self._entries_beside = Lists(called.values()), Lists(beside.values())
        self._known = self._needing(known)

    def _know(
        self,
        number: int,
        entry: Entry,
        forms: tuple[Form, ...],
        about: frozenset[str],
        namer: Namer,
        directory: Directory,
        called: dict[str, list[int]],
        beside: dict[str, list[int]],
    ) -> _Known:
        layers = namer.layers(entry)
        own = frozenset(w for form in forms for w in form)
        for word in own:
            called[word].append(number)
        for word in (about | layers.context) - own:
            beside[word].append(number)
        former = (f.value for f in entry.facts if f.former and directory.attributes[f.attribute].type == "code")
        for code in dict.fromkeys((*entry.codes, *former, *_digits(entry))):
            self._by_code[code].append(entry.id)
        whole_kind = directory.entries[entry.part_of].kind if entry.part_of else ""
        names = namer.names(entry, forms, layers, self._rarity)
        return _Known(entry, names, frozenset(w for n in names for w in n.words), layers.context, about, whole_kind)

    def _needing(self, known: list[_Known]) -> list[_Known]:
        """Only names made of words that entries of rank 1 are called by need words for their sort of thing as well."""
        first = {
            word for k in known if self._rank[k.entry.kind] == 1 for n in k.names for word, share in n.words.items() if share
        }

        def settled(name: Name) -> Name:
            own = any(share and word not in first for word, share in name.words.items())
            return replace(name, needs=frozenset()) if own and name.needs else name

        return [replace(k, names=tuple(settled(name) for name in k.names)) for k in known]

    def weigh(self, word: str) -> tuple[float, float]:
        """How telling a word is, 0..1 (1 for a word of one entry, near 0 for a word of nearly all, 0 when unknown), and how
        much it speaks against an entry without it: less when it stands only in names of small parts and in facts.
        """
        rarity = self._rarity.get(word, 0.0)
        return rarity, rarity * (1.0 if word in self._firm else LOOSE)

    def by_code(self, code: str) -> tuple[str, ...]:
        """Ids of the entries with exactly this code or phone number (digits, with or without the country's)."""
        return tuple(self._by_code.get(code, ()))

    def find(self, terms: tuple[Term, ...], kinds: Iterable[str] = (), most: int = 12) -> tuple[Found, ...]:
        """The entries that fit best, best first; only of these kinds, when any are given."""
        wanted = frozenset(kinds)
        worth = votes((word for term in terms if term.weight for word in self._wanted(term)), BUDGET)
        numbers = (n for n in worth if not wanted or self._known[n].entry.kind in wanted)
        best = nlargest(CANDIDATES, numbers, key=worth.__getitem__)
        best = [number for number in best if worth[number] >= worth[best[0]] * WORTH]
        found = [hit for number in best if (hit := _fit(self._known[number], terms)).score > LEAST]
        found.sort(key=lambda f: (-round(f.score, 3), self._rank[f.entry.kind], -f.named, f.entry.id))
        return tuple(found[:most])

    def _wanted(self, term: Term) -> Iterator[Wanted]:
        """The words the term may stand for, in names and beside them, with what they are worth."""
        for word, likeness in term.spellings:
            gain = likeness * self._rarity.get(word, LEAST) * term.weight
            for numbers, entries, share in (
                (self._called, self._entries_called, 1.0),
                (self._beside, self._entries_beside, BESIDE),
            ):
                if (number := numbers.get(word)) is not None:
                    yield entries.size(number), gain * share, partial(entries.__getitem__, number)


def _fit(known: _Known, terms: tuple[Term, ...]) -> Found:
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


def _digits(entry: Entry) -> Iterator[str]:
    """Its phone numbers, former ones too, as people type them: all digits, those of its country only, the last seven."""
    for fact in entry.facts:
        for phone in fact.phones:
            digits = phone.e164.removeprefix("+")
            yield digits
            if digits.startswith("1") and len(digits) == 11:
                yield digits[1:]
                yield digits[4:]


def _about(entry: Entry, directory: Directory) -> frozenset[str]:
    """Words of its facts by which people may mean it."""
    texts: list[str] = []
    for fact in entry.facts:
        if directory.attributes[fact.attribute].type in ("entry", "coverage", "url"):
            continue
        texts.append(fact.label)
        if not fact.phones and fact.hours is None and len(fact.value) < 400:
            texts.append(fact.value)
    said = {w for text in texts if text for w in words(text) if len(w) > 2}
    return frozenset(said | {w[:-1] for w in said if w.endswith("s") and len(w) > 4})


def _stands_in(entry: Entry, place: str) -> bool:
    return place in (entry.place.state, entry.place.country) or any(t.place == place for t in entry.covers)


def _rarities(spelt: list[frozenset[str]]) -> dict[str, float]:
    """How rare each word is among the entries' words, 0..1."""
    count: dict[str, int] = defaultdict(int)
    for entry_words in spelt:
        for word in entry_words:
            count[word] += 1
    everything = math.log(1 + len(spelt))
    return {word: math.log((1 + len(spelt)) / n) / everything for word, n in count.items()}
