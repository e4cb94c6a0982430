"""The entries of a listing that a question means, best first, with the evidence for each. Storage is behind ``Store``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from bot.answering.choosing import votes
from bot.answering.normalize import READ, Token, plain, tokens
from bot.answering.store import Store
from bot.answering.talk import Sort, Talk

READ_WORDS = 40
"""Words of a question that are looked up."""
GAIN: dict[Sort | None, float] = {None: 1.0, "everyday": 0.5, "kind": 0.4, "ask": 0.15, "filler": 0.1}
"""What it is worth that a name has a word of the question, by what the word does beside."""
COST: dict[Sort | None, float] = {None: 1.0, "everyday": 0.25, "kind": 0.15, "ask": 0.1, "filler": 0.04}
"""What it costs that a name does not have it."""
SHARE: dict[Sort | None, float] = {None: 1.0, "everyday": 0.8, "kind": 0.45, "ask": 0.6, "filler": 0.15}
"""How much of a name such a word is."""
TALK = ("ask", "filler", "kind")
"""Words of these sorts are never taken for misspelt ones."""
UNKNOWN = 0.8
"""What a word costs that no name has, nor anything else known."""
AS_NAME = 0.7
"""How far a word that stands beside names (a region's) is explained by a name that has it."""
UNSURE = 0.6
"""What a misspelt word costs at least that is not the entry's."""
KNOWN = 0.3
"""What any other word of names costs at least."""
LEAST = 0.05
"""The least that a word of names weighs, however common."""
SLIP = 1.1
"""Errors over letters, times this, is what misspelling takes off a word's likeness."""
SAME_SOUND = 0.4
"""What is left of that when only vowels and doubled letters differ."""
FIRST_LETTER = 0.06
"""Taken off when the first letter is another: people seldom get it wrong."""
JOINED = 0.95
"""The likeness of words run together or torn apart."""
BUDGET = 4000
"""Places in the lists of words that are read to choose candidates, rare words first."""
NEAR_BEST = 0.25
"""The least share of the best candidate's gain by which another is looked at closely."""
CLOSELY = 80
"""Candidates looked at closely."""
NO_NAME = 0.3
"""A score below which a short word is rather a code."""
WELL = 0.8
"""A score from which on no further spellings are tried."""
TORN = 200
"""Entries of a word that are looked through for one that has another word, too."""
MET = 0.95
"""The likeness from which on a word was met for certain."""
BESIDE = 0.5
"""What a word beside the name is worth in choosing candidates, where many are alike."""
READINGS = 24
"""Spellings of one word that are tried."""
OF_NAME, OF_QUESTION = 0.9, 1.2
"""Exponents: half a name said is worth a little more than half, half a question explained less."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the listing that a typed one may stand for."""

    word: int
    alike: float
    """0..1: 1 for the very word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the question."""

    text: str
    sort: Sort | None
    readings: tuple[Reading, ...]
    """Best first."""
    gain: float
    """What an entry gains that has it."""
    cost: float
    """What one loses that does not."""

    @property
    def known(self) -> bool:
        """Whether the listing has it just so."""
        return bool(self.readings) and self.readings[0].alike == 1


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and what speaks for and against it."""

    entry: int
    score: float
    """0..1: the share of the name said × the share of the question explained."""
    named: float = 1.0
    explained: float = 1.0
    own: float = 1.0
    """How telling the words of the name are that were said and are nothing but names, 1 for one that only this entry has."""
    slips: float = 0.0
    """What misspelling took off their likeness."""
    rivals: int = 0
    """How many words of the listing the worst misspelt one may as well stand for."""
    lost: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """What was lost by words of the listing, by words nothing is known of, by everyday words."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found for a question."""

    asked: tuple[Asked, ...]
    hits: tuple[Hit, ...]
    """Best first."""
    by_code: bool = False


class Ranking:
    """Reads questions and ranks a store's entries for them."""

    def __init__(self, store: Store, talk: Talk, same: Mapping[str, str]) -> None:
        """``same``: short words of names and what they are short for."""
        self._store = store
        self._talk = talk
        self._same = same

    def rank(self, question: str, most: int = 3) -> Ranked:
        """The entries that fit best, at most so many."""
        typed = tokens(plain(question[: READ * 4])[:READ])[:READ_WORDS]
        if coded := self._coded(typed, certain=True):
            return Ranked((), coded[:most], by_code=True)
        norms = [token.norm for token in typed]
        sorts = self._talk.sorts(norms)
        asked = self._read(norms, sorts, 0, frozenset())
        scorer, hits = self._hits(asked, most)
        for effort in (1, 2):
            if hits and hits[0].score >= WELL:
                break
            if effort == 1 and (not hits or hits[0].score < NO_NAME):
                continue
            settled = scorer.met(hits[0].entry) if hits else frozenset()
            more = self._read(norms, sorts, effort, settled)
            if more != asked:
                asked = more
                scorer, hits = self._hits(asked, most)
        if (not hits or hits[0].score < NO_NAME) and (coded := self._coded(typed, certain=False)):
            return Ranked((), coded[:most], by_code=True)
        return Ranked(asked, hits)

    def _coded(self, typed: Sequence[Token], certain: bool) -> tuple[Hit, ...]:
        """The entries whose code was typed. ``certain``: only codes with digits and those in capitals, for a short word may
        be just a word; else also a lone one that names nothing.
        """
        if not certain and sum(self._talk.sort(token.norm) is None for token in typed) > 1:
            return ()
        shouted = all(token.upper or not token.norm.isalpha() for token in typed)
        found: dict[int, None] = {}
        for token in typed:
            code = token.norm
            if len(code) > 2 and self._talk.sort(code) is None:
                digits = any(c.isdigit() for c in code)
                if digits or not certain or (token.upper and not shouted and self._store.word(code) < 0):
                    found.update(dict.fromkeys(self._store.coded(code)))
        return tuple(Hit(entry, 1.0) for entry in found)

    def _read(
        self, norms: Sequence[str], sorts: Sequence[Sort | None], effort: int, settled: frozenset[str]
    ) -> tuple[Asked, ...]:
        """What each word may stand for, the more the harder it is tried; ``settled``: words that need no trying."""
        store = self._store
        found: list[Asked] = []
        for at, (norm, sort) in enumerate(zip(norms, sorts, strict=True)):
            readings = self._readings(norm, sort, 0 if norm in settled else effort)
            exact = bool(readings) and readings[0].alike == 1
            if sort is None and not exact and not norm.isdigit() and (parts := self._torn(norm)):
                found += [self._asked(part, None, self._readings(part, None, 0)) for part in parts]
                continue
            beside = (norms[at - 1] + norm if at else "", norm + norms[at + 1] if at + 1 < len(norms) else "")
            joined = (word for text in beside if (word := store.word(text)) >= 0 and store.count(word))
            found.append(self._asked(norm, sort, (*readings, *(Reading(word, JOINED) for word in joined))))
        return tuple(found)

    def _asked(self, norm: str, sort: Sort | None, readings: tuple[Reading, ...]) -> Asked:
        store = self._store
        if sort in TALK:
            readings = tuple(r for r in readings if store.count(r.word) or store.stands_beside(r.word))
        if not readings:
            idle = sort in TALK or (norm.isdigit() and len(norm) < 3)
            return Asked(norm, sort, (), 0.0, 0.0 if idle else UNKNOWN * COST[sort])
        telling = max(max(store.rarity(r.word), LEAST) * r.alike for r in readings)
        least = KNOWN if readings[0].alike == 1 else UNSURE
        return Asked(norm, sort, readings, telling * GAIN[sort], max(telling, least) * COST[sort])

    def _readings(self, norm: str, sort: Sort | None, effort: int) -> tuple[Reading, ...]:
        store = self._store
        exact = {word for text in (self._same.get(norm, norm), norm) if (word := store.word(text)) >= 0}
        found = [Reading(word, 1.0) for word in exact]
        if sort in TALK or (sort == "everyday" and effort < 2) or norm.isdigit() or len(norm) < 3 or (exact and not effort):
            return tuple(found)
        errors = 1 if len(norm) < 5 or exact or not effort else 2
        if effort > 1:
            errors = min(errors + 1, 3 if len(norm) > 6 else 2)
        near = store.near(norm, errors)
        if not near and not exact and not effort and len(norm) > 4:
            near = store.near(norm, 2)
        near = near[: 2 * READINGS]
        found += [Reading(word, alike(norm, text, distance)) for word, distance, text in near if word not in exact]
        found.sort(key=lambda r: -r.alike)
        return tuple(found[:READINGS])

    def _torn(self, norm: str) -> tuple[str, ...]:
        """Two words of one entry that were run together, or none."""
        word = self._store.word
        cuts = ((norm[:at], norm[at:]) for at in range(2, len(norm) - 1))
        return next((cut for cut in cuts if word(cut[0]) >= 0 and word(cut[1]) >= 0 and self._meet(*map(word, cut))), ())

    def _meet(self, one: int, other: int) -> bool:
        """Whether an entry is called by one of the words and has the other in its name or beside it."""
        store = self._store
        for rare, common in sorted(((one, other), (other, one)), key=lambda pair: store.count(pair[0])):
            entries = store.called(rare)[:TORN]
            if store.those_beside(common, entries) or any(common in store.name(entry) for entry in entries):
                return True
        return False

    def _hits(self, asked: tuple[Asked, ...], most: int) -> tuple[Scorer, tuple[Hit, ...]]:
        scorer = Scorer(self._store, asked)
        scored = sorted(((scorer.score(entry), entry) for entry in self._candidates(asked)), key=lambda s: (-s[0], s[1]))
        return scorer, tuple(scorer.hit(entry) for _, entry in scored[:most])

    def _candidates(self, asked: tuple[Asked, ...]) -> list[int]:
        """Entries that have words of the question, those with the most telling ones."""
        store = self._store
        found = votes(
            (
                (
                    store.count(r.word),
                    r.alike * GAIN[word.sort] * max(LEAST, store.rarity(r.word)),
                    partial(store.called, r.word),
                )
                for word in asked
                for r in word.readings
            ),
            BUDGET,
        )
        if len(found) > CLOSELY:
            least = max(found.values()) * NEAR_BEST
            found = {entry: gain for entry, gain in found.items() if gain >= least}
        if len(found) > CLOSELY:
            for said in asked:
                if said.sort is None and said.readings and store.stands_beside(said.readings[0].word):
                    for entry in store.those_beside(said.readings[0].word, found):
                        found[entry] += BESIDE
            return nlargest(CLOSELY, found, key=found.__getitem__)
        return list(found)


class Scorer:
    """Compares entries with one question."""

    def __init__(self, store: Store, asked: tuple[Asked, ...]) -> None:
        self._store = store
        self._asked = asked
        self._reach: dict[int, list[tuple[int, float]]] = {}
        self._beside: list[tuple[int, float, Callable[[int], float]]] = []
        for n, word in enumerate(asked):
            for r in word.readings:
                self._reach.setdefault(r.word, []).append((n, r.alike))
                if store.stands_beside(r.word):
                    self._beside.append((n, r.alike, store.beside(r.word)))
        self._costs = sum(word.cost for word in asked)
        content = [n for n, word in enumerate(asked) if word.sort is None and word.cost]
        self._last = content[-1] if len(content) > 1 else -1

    def score(self, entry: int) -> float:
        """0..1: the share of its name that was said × the share of the question that it explains."""
        named, explained, _ = self._compare(entry)
        return float(named**OF_NAME * explained**OF_QUESTION)

    def met(self, entry: int) -> frozenset[str]:
        """The words of the question that it explains without doubt."""
        _, _, gained = self._compare(entry)
        return frozenset(self._asked[n].text for n, likeness in gained.items() if likeness > MET)

    def hit(self, entry: int) -> Hit:
        """The entry with all evidence."""
        named, explained, gained = self._compare(entry)
        own = slips = 0.0
        rivals = 0
        for w in self._store.name(entry):
            if w in self._reach:
                n, likeness = max(self._reach[w], key=lambda reading: reading[1])
                if self._asked[n].sort is None:
                    own += self._store.share(w) * likeness
                if likeness < 1:
                    slips += 1 - likeness
                    rivals = max(rivals, sum(r.alike >= likeness for r in self._asked[n].readings))
        lost = [0.0, 0.0, 0.0]
        for n, word in enumerate(self._asked):
            lost[2 if word.sort else 0 if word.known else 1] += word.cost * (1 - gained.get(n, 0.0))
        score = named**OF_NAME * explained**OF_QUESTION
        return Hit(entry, score, named, explained, own, slips, rivals, (lost[0], lost[1], lost[2]))

    def _compare(self, entry: int) -> tuple[float, float, dict[int, float]]:
        """The share of its name that was said, that of the question it explains, and how well it fits each word."""
        store, reach = self._store, self._reach
        total = said = 0.0
        gained: dict[int, float] = {}
        for w in store.name(entry):
            share = store.share(w)
            total += share
            readings = reach.get(w)
            if readings:
                best = 0.0
                for n, likeness in readings:
                    best = max(best, likeness)
                    if n == self._last and store.stands_beside(w):
                        likeness *= AS_NAME
                    if likeness > gained.get(n, 0.0):
                        gained[n] = likeness
                said += share * best
        if not said:
            return 0.0, 0.0, gained
        for n, likeness, stands in self._beside:
            if likeness > gained.get(n, 0.0) and (here := likeness * stands(entry)) > gained.get(n, 0.0):
                gained[n] = here
        gain, costs = 0.0, self._costs
        for n, likeness in gained.items():
            word = self._asked[n]
            gain += word.gain * likeness
            costs -= word.cost * likeness
        return said / total, gain / (gain + max(0.0, costs)) if gain else 0.0, gained


def alike(typed: str, word: str, errors: int) -> float:
    """How well a misspelt word fits the one it may stand for, 0..1."""
    off = SLIP * errors / max(len(typed), len(word))
    if skeleton(typed) == skeleton(word):
        off *= SAME_SOUND
    return max(0.05, 1 - off - FIRST_LETTER * (typed[0] != word[0]))


def skeleton(word: str) -> str:
    """Its consonants, each run of one letter once."""
    kept = ""
    for c in word:
        if c not in "aeiouy" and kept[-1:] != c:
            kept += c
    return kept
