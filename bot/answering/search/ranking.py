"""The entries of a listing that a question means, best first, with the evidence for each. Storage is behind ``Store``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from heapq import nlargest
from typing import NamedTuple

from bot.answering.search.choosing import affordable, tally
from bot.answering.search.reading import GAIN, LEAST, TALK, Asked, Reader
from bot.answering.search.scoring import Hit, Scorer
from bot.answering.search.store import Listed, Store
from bot.answering.search.talk import Talk
from bot.answering.understanding.normalize import READ, Token, plain, tokens

READ_WORDS = 40
"""Words of a question that are looked up."""
BUDGET = 3000
"""Places in the lists of words that are read to choose candidates, rare words first."""
NEAR_BEST = 0.15
"""The least share of the best candidate's gain by which another is looked at closely."""
CLOSELY = 80
"""Candidates looked at closely."""
BESIDE = 0.5
"""What a word beside the name is worth in choosing candidates, where many are alike."""
NO_NAME = 0.3
"""A score below which a short word is rather a code."""
WELL = 0.8
"""A score from which on no further spellings are tried."""


class Ranked(NamedTuple):
    """What was found for a question."""

    asked: tuple[Asked, ...]
    hits: tuple[Hit, ...]
    """Best first."""
    by_code: bool = False
    alone: bool = True
    """Whether the question has nothing but words that ask, beside the code."""
    abroad: bool = False
    """Whether the first is called like a country or state, and is not in it: *Norway* in Kansas."""


class Ranking:
    """Reads questions and ranks a store's entries for them."""

    def __init__(self, store: Store, talk: Talk, same: Mapping[str, str], lands: Set[tuple[str, ...]]) -> None:
        """``same``: short words of names and what they are short for; ``lands``: names of countries and states, as words."""
        self._store = store
        self._talk = talk
        self._lands = lands
        self._reader = Reader(store, same)

    def rank(self, question: str, most: int = 3) -> Ranked:
        """The entries that fit best, at most so many."""
        typed = tokens(plain(question[: READ * 4])[:READ])[:READ_WORDS]
        coded = self._coded(typed, certain=True)
        if coded and self._asks_only(typed, coded):
            return _by_code(coded[:most])
        norms = [token.norm for token in typed]
        heard = self._reader.hear(norms, self._talk.sorts(norms), _apart(typed))
        asked = self._reader.read(heard, 0, frozenset())
        scorer, hits = self._hits(asked, most)
        for effort in (1, 2):
            if hits and hits[0].score >= WELL:
                break
            if effort == 1 and (not hits or hits[0].score < NO_NAME):
                continue
            settled = scorer.met(hits[0].entry) if hits else frozenset()
            more = self._reader.read(heard, effort, settled)
            if more != asked:
                asked = more
                scorer, hits = self._hits(asked, most)
        if not hits or hits[0].score < NO_NAME:
            if coded:
                return _by_code(coded[:most], alone=False)
            if coded := self._coded(typed, certain=False):
                return _by_code(coded[:most])
        return Ranked(asked, hits, abroad=bool(hits) and self._abroad(asked, hits[0].entry))

    def _abroad(self, asked: Sequence[Asked], entry: Listed) -> bool:
        """Whether an entry is called like a country or state that does not stand beside its name."""
        words = {r.word.number: r.word for said in asked for r in said.readings if r.word.number in entry.name}
        return (
            len(words) == len(set(entry.name))
            and tuple(words[number].text for number in entry.name) in self._lands
            and all(word.beside.isdisjoint(entry.beside) for word in words.values())
        )

    def _asks_only(self, typed: Sequence[Token], coded: Sequence[Listed]) -> bool:
        """Whether every word but the code does no more than ask, or is of the name that the code is for."""
        norms = [token.norm for token in typed if self._talk.sort(token.norm) not in TALK]
        codes = self._store.coded(norms)
        words = self._store.words(norms)
        own = {word for entry in coded for word in entry.name}
        return all(norm in codes or (norm in words and words[norm].number in own) for norm in norms)

    def _coded(self, typed: Sequence[Token], certain: bool) -> Sequence[Listed]:
        """The entries whose code was typed. ``certain``: only codes with digits and those in capitals, for a short word may
        be just a word; else also a lone one that names nothing.
        """
        own = [token for token in typed if self._talk.sort(token.norm) is None]
        if certain:
            capitals = [token.norm for token in own if token.upper and token.norm.isalpha()]
            if capitals and _shouted(typed):
                capitals = []
            names = self._store.words(capitals) if capitals else {}
            own = [t for t in own if not t.norm.isalpha() or (t.norm in capitals and t.norm not in names)]
        elif len(own) > 1:
            return ()
        codes = [token.norm for token in own if len(token.norm) > 2]
        if not codes:
            return ()
        found = self._store.coded(codes)
        return self._store.listed(dict.fromkeys(entry for code in codes for entry in found.get(code, ())))

    def _hits(self, asked: Sequence[Asked], most: int) -> tuple[Scorer, tuple[Hit, ...]]:
        scorer = Scorer(asked)
        scored: list[tuple[float, Listed, bool]] = []
        for entry in self._store.listed(self._candidates(asked)):
            score, in_full = scorer.score(entry)
            scored.append((-score, entry, in_full))
        scored.sort()
        best = scored[:most]
        if not best or not best[0][2]:
            return scorer, tuple([Hit(entry, -score) for score, entry, _ in best])
        # of two names said in full, one within the other, the longer one is meant: "North Fork", not "Fork"
        hits = [Hit(entry, -score, scorer.said(entry) if in_full else frozenset()) for score, entry, in_full in best]
        longer = next((h for h in hits if h.words > hits[0].words), hits[0])
        return scorer, (longer, *(h for h in hits if h is not longer))

    def _candidates(self, asked: Sequence[Asked]) -> Sequence[int]:
        """Entries that have words of the question, those with the most telling ones."""
        store = self._store
        words: list[tuple[int, float, int]] = []
        for said in asked:
            gain = GAIN[said.sort]
            for word, alike in said.readings:
                rarity = word.rarity if word.rarity > LEAST else LEAST
                words.append((word.entries, alike * gain * rarity, word.number))
        chosen = affordable(words, BUDGET)
        called = [number for _, number in chosen]
        found = tally(zip((gain for gain, _ in chosen), store.called(called, BUDGET), strict=True))
        if len(found) > CLOSELY:
            least = max(found.values()) * NEAR_BEST
            found = {entry: gain for entry, gain in found.items() if gain >= least}
        if len(found) > CLOSELY:
            first = [said.readings[0].word for said in asked if said.sort is None and said.readings]
            for there in store.beside([word for word in first if word.beside], found, called, BUDGET):
                for entry in there:
                    found[entry] += BESIDE
            return nlargest(CLOSELY, found, key=found.__getitem__)
        return list(found)


def _by_code(entries: Sequence[Listed], alone: bool = True) -> Ranked:
    return Ranked((), tuple(Hit(entry, 1.0) for entry in entries), by_code=True, alone=alone)


def _shouted(typed: Sequence[Token]) -> bool:
    """Whether everything is typed in capitals."""
    return all(token.upper or not token.norm.isalpha() for token in typed)


def _apart(typed: Sequence[Token]) -> frozenset[int]:
    """Places of words of two letters that are set off as a region's code is: *Gary, in* and *Gary IN*, but not *in Gary*."""
    short = [n for n, token in enumerate(typed) if n and len(token.norm) == 2 and ("," in token.gap or token.upper)]
    if not short or not _shouted(typed):
        return frozenset(short)
    return frozenset(n for n in short if "," in typed[n].gap)
