"""The entries of a listing that a question means, best first, with the evidence for each. Storage is behind ``Store``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from bot.answering.search.choosing import votes
from bot.answering.search.reading import GAIN, LEAST, TALK, Asked, Reader
from bot.answering.search.scoring import Hit, Scorer
from bot.answering.search.store import Store
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
WHOLE = 0.999
"""The share of a name said from which on it was said in full."""
WELL = 0.8
"""A score from which on no further spellings are tried."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found for a question."""

    asked: tuple[Asked, ...]
    hits: tuple[Hit, ...]
    """Best first."""
    by_code: bool = False
    alone: bool = True
    """Whether the question has nothing but words that ask, beside the code."""


class Ranking:
    """Reads questions and ranks a store's entries for them."""

    def __init__(self, store: Store, talk: Talk, same: Mapping[str, str]) -> None:
        """``same``: short words of names and what they are short for."""
        self._store = store
        self._talk = talk
        self._reader = Reader(store, same)

    def rank(self, question: str, most: int = 3) -> Ranked:
        """The entries that fit best, at most so many."""
        typed = tokens(plain(question[: READ * 4])[:READ])[:READ_WORDS]
        coded = self._coded(typed, certain=True)
        if coded and self._asks_only(typed, coded):
            return Ranked((), coded[:most], by_code=True)
        norms = [token.norm for token in typed]
        sorts = self._talk.sorts(norms)
        asked = self._reader.read(norms, sorts, 0, frozenset())
        scorer, hits = self._hits(asked, most)
        for effort in (1, 2):
            if hits and hits[0].score >= WELL:
                break
            if effort == 1 and (not hits or hits[0].score < NO_NAME):
                continue
            settled = scorer.met(hits[0].entry) if hits else frozenset()
            more = self._reader.read(norms, sorts, effort, settled)
            if more != asked:
                asked = more
                scorer, hits = self._hits(asked, most)
        if not hits or hits[0].score < NO_NAME:
            if coded:
                return Ranked((), coded[:most], by_code=True, alone=False)
            if coded := self._coded(typed, certain=False):
                return Ranked((), coded[:most], by_code=True)
        return Ranked(asked, hits)

    def _asks_only(self, typed: Sequence[Token], coded: Sequence[Hit]) -> bool:
        """Whether every word but the code does no more than ask, or is of the name that the code is for."""
        own = {word for hit in coded for word in self._store.name(hit.entry)}
        others = [token.norm for token in typed if not self._store.coded(token.norm)]
        return all(self._talk.sort(word) in TALK or self._store.word(word) in own for word in others)

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

    def _hits(self, asked: tuple[Asked, ...], most: int) -> tuple[Scorer, tuple[Hit, ...]]:
        scorer = Scorer(self._store, asked)
        scored = sorted(((scorer.score(entry), entry) for entry in self._candidates(asked)), key=lambda s: (-s[0], s[1]))
        hits = [scorer.hit(entry) for _, entry in scored[:most]]
        # of two names said in full, one within the other, the longer one is meant: "North Fork", not "Fork"
        longer = next((h for h in hits if h.named > WHOLE < hits[0].named and h.words > hits[0].words), None)
        return scorer, tuple(hits if longer is None else [longer, *(h for h in hits if h is not longer)])

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
