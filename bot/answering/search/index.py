"""Finds entries by the words of their names and facts, and by code. Built once over a directory, never changed after."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from bot.answering.model import Term
from bot.answering.search.choosing import Wanted, votes
from bot.answering.search.finding import Found
from bot.answering.search.fitting import IN_FACTS, Fit, Known, Sought, fit, marks
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
OFTEN = 10
"""How many times as many things of other sorts a word names as another one, for it to tell a sort no more."""
LEAST = 0.05
"""The least score that is a find, and gain of a word that nothing is known of."""


class WordIndex:
    """Meets ``finding.Index``."""

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
    ) -> Known:
        layers = namer.layers(entry)
        own = frozenset(w for form in forms for w in form)
        for word in own:
            called[word].append(number)
        for word in (about | layers.context) - own:
            beside[word].append(number)
        former = (f.value for f in entry.facts if f.former and directory.attributes[f.attribute].type == "code")
        mailboxes = (f.value.lower() for f in entry.facts if directory.attributes[f.attribute].type == "email")
        for code in dict.fromkeys((*entry.codes, *former, *_digits(entry), *mailboxes)):
            self._by_code[code].append(entry.id)
        names = namer.names(entry, forms, layers, self._rarity)
        whole = (directory.entries[entry.part_of].kind,) if entry.part_of else ()
        places = (entry.place.state, entry.place.country, *(t.place for t in entry.covers))
        sure = (*layers.context, *marks((entry.kind, *whole), entry.tags, places))
        known_by = dict.fromkeys(about, IN_FACTS) | dict.fromkeys(sure, 1.0)
        return Known(entry, names, frozenset(w for n in names for w in n.words), known_by)

    def _needing(self, known: list[Known]) -> list[Known]:
        """Only names made of words that entries of rank 1 are called by need words for their sort of thing as well; of these
        not one that far more things of other sorts are called by than by another: the *tea* of a Tea Garden Desk.
        """
        called: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for k in known:
            for word in {word for n in k.names for word, share in n.words.items() if share}:
                called[word][k.entry.kind] += 1
        first = {word for word, kinds in called.items() if any(self._rank[kind] == 1 for kind in kinds)}

        def settled(name: Name, kind: str) -> Name:
            if not name.needs:
                return name
            if any(share and word not in first for word, share in name.words.items()):
                return replace(name, needs=frozenset())
            others = {word: sum(called[word].values()) - called[word][kind] for word in name.needs}
            most = OFTEN * max(1, min(others.values()))
            return replace(name, needs=frozenset(word for word, n in others.items() if n < most))

        return [replace(k, names=tuple(settled(name, k.entry.kind) for name in k.names)) for k in known]

    def weigh(self, word: str) -> tuple[float, float]:
        """How telling a word is, 0..1 (1 for a word of one entry, near 0 for a word of nearly all, 0 when unknown), and how
        much it speaks against an entry without it: less when it stands only in names of small parts and in facts.
        """
        rarity = self._rarity.get(word, 0.0)
        return rarity, rarity * (1.0 if word in self._firm else LOOSE)

    def by_code(self, code: str) -> tuple[str, ...]:
        """Ids of the entries with exactly this code, mailbox or phone number (digits, with or without the country's)."""
        return tuple(self._by_code.get(code, ()))

    def find(self, terms: tuple[Term, ...], kinds: Iterable[str] = (), most: int = 12) -> tuple[Found, ...]:
        """The entries that fit best, best first; only of these kinds, when any are given."""
        wanted = frozenset(kinds)
        worth = votes((word for term in terms if term.weight for word in self._wanted(term)), BUDGET)
        if wanted:
            worth = {number: gain for number, gain in worth.items() if self._known[number].entry.kind in wanted}
        least = max(worth.values(), default=0.0) * WORTH
        near = sorted((n for n, gain in worth.items() if gain >= least), key=worth.__getitem__, reverse=True)
        sought = Sought(terms)
        fits = [hit for number in near[:CANDIDATES] if (hit := fit(self._known[number], sought)).score > LEAST]
        fits.sort(key=self._order)
        return tuple([hit.found() for hit in fits[:most]])

    def _order(self, fit: Fit) -> tuple[float, int, float, str]:
        entry = fit.known.entry
        return -round(min(1.0, fit.score), 3), self._rank[entry.kind], -fit.named, entry.id

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


def _rarities(spelt: list[frozenset[str]]) -> dict[str, float]:
    """How rare each word is among the entries' words, 0..1."""
    count: dict[str, int] = defaultdict(int)
    for entry_words in spelt:
        for word in entry_words:
            count[word] += 1
    everything = math.log(1 + len(spelt))
    return {word: math.log((1 + len(spelt)) / n) / everything for word, n in count.items()}
