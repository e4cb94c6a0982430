"""What the words of a question may stand for among the words of a listing, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from bot.answering.search.store import Store, Word
from bot.answering.search.talk import Sort
from bot.answering.search.tearing import torn

GAIN: dict[Sort | None, float] = {None: 1.0, "everyday": 0.5, "foreign": 0.5, "kind": 0.4, "ask": 0.15, "filler": 0.1}
"""What it is worth that a name has a word of the question, by what the word does beside."""
COST: dict[Sort | None, float] = {None: 1.0, "everyday": 0.25, "foreign": 0.5, "kind": 0.15, "ask": 0.1, "filler": 0.04}
"""What it costs that a name does not have it."""
SHARE: dict[Sort | None, float] = {None: 1.0, "everyday": 0.8, "foreign": 0.8, "kind": 0.45, "ask": 0.6, "filler": 0.15}
"""How much of a name such a word is."""
TALK = ("ask", "filler", "kind")
"""Words of these sorts do no more than ask."""
UNKNOWN = 0.8
"""What a word costs that no name has, nor anything else known."""
UNSURE = 0.7
"""What a misspelt word costs at least that is not the entry's."""
KNOWN = 0.5
"""What any other word of names costs at least."""
LEAST = 0.05
"""The least that a word of names weighs, however common."""
SLIP = 0.8
"""Errors over letters, times this, is what misspelling takes off a word's likeness."""
SAME_SOUND = 0.7
"""What is left of that when only vowels and doubled letters differ."""
JOINED = 0.95
"""The likeness of words run together or torn apart."""
READINGS = 24
"""Spellings of one word that are tried."""
REMEMBERED = 4096
"""Typed words whose near words are remembered."""

_VOWELS = str.maketrans("", "", "aeiouy")
_RUN = re.compile(r"(.)\1+")


class Reading(NamedTuple):
    """A word of the listing that a typed one may stand for."""

    word: Word
    alike: float
    """0..1: 1 for the very word."""


class Asked(NamedTuple):
    """A word of the question, read."""

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


class Heard(NamedTuple):
    """A word of the question, looked up as it stands."""

    norm: str
    exact: tuple[Reading, ...]
    joined: tuple[Reading, ...]
    """Those that it makes with the word before and with the next."""
    fixed: tuple[Asked, ...]
    """How it is read where no other spelling is to be tried; as two words when it is two run together."""


class Reader:
    """Finds the words of a listing that typed ones may stand for."""

    def __init__(self, store: Store, same: Mapping[str, str]) -> None:
        """``same``: short words of names and what they are short for."""
        self._store = store
        self._same = same
        self._remembered: dict[tuple[str, int], tuple[Reading, ...]] = {}
        self._talk: dict[tuple[str, Sort], Heard] = {}  # no more than there are words of talk

    def hear(self, norms: Sequence[str], sorts: Sequence[Sort | None], apart: Set[int]) -> tuple[Heard, ...]:
        """Looks the words of a question up: each by itself, with the next, and torn in two.

        ``apart``: places of words that, where they stand beside names, are meant so whatever else they do: *Gary, in*.
        """
        joins = ["", *map("".join, pairwise(norms)), ""]
        words = self._store.words({*norms, *(self._same[n] for n in norms if n in self._same), *joins})
        names = {text: Reading(words[text], JOINED) for text in joins if text in words and words[text].entries}
        if apart:
            sorts = [
                None if at in apart and norm in words and words[norm].beside else sort
                for at, (norm, sort) in enumerate(zip(norms, sorts, strict=True))
            ]
        content = {norm: self._exact(norm, words) for norm, sort in zip(norms, sorts, strict=True) if sort is None}
        parts = torn(self._store, [norm for norm, exact in content.items() if not exact and not norm.isdigit()])
        heard: list[Heard] = []
        for at, (norm, sort) in enumerate(zip(norms, sorts, strict=True)):
            joined = tuple([names[text] for text in joins[at : at + 2] if text in names]) if names else ()
            if sort is not None and not joined:
                heard.append(self._talk.get((norm, sort)) or self._heard_talk(norm, sort, words))
                continue
            exact = content[norm] if sort is None else self._exact(norm, words)
            fixed: tuple[Asked, ...] = ()
            if norm in parts and sort is None:
                fixed = tuple([_asked(word.text, None, (Reading(word, 1.0),)) for word in parts[norm]])
            elif sort is not None or norm[0].isdigit() or len(norm) < 3:
                fixed = (_asked(norm, sort, exact + joined),)
            heard.append(Heard(norm, exact, joined, fixed))
        return tuple(heard)

    def _heard_talk(self, norm: str, sort: Sort, words: Mapping[str, Word]) -> Heard:
        """A word that does no more than it does in most questions, worked out once."""
        exact = self._exact(norm, words)
        heard = self._talk[norm, sort] = Heard(norm, exact, (), (_asked(norm, sort, exact),))
        return heard

    def read(self, heard: Sequence[Heard], effort: int, settled: frozenset[str]) -> tuple[Asked, ...]:
        """What each word may stand for, the more the harder it is tried; ``settled``: words that need no trying."""
        tried = [(word.norm, bool(word.exact), 0 if word.norm in settled else effort) for word in heard if not word.fixed]
        near = self._near({norm: errors for norm, exact, hard in tried if (errors := _errors(norm, exact, hard))})
        if more := {norm: 2 for norm, exact, hard in tried if not (exact or hard or near[norm]) and len(norm) > 4}:
            near |= self._near(more)
        found: list[Asked] = []
        for word in heard:
            if word.fixed:
                found += word.fixed
                continue
            readings = near.get(word.norm, ())
            if word.exact:
                exact = [reading.word.number for reading in word.exact]
                readings = (*word.exact, *[reading for reading in readings if reading.word.number not in exact])
            found.append(_asked(word.norm, None, readings[:READINGS] + word.joined))
        return tuple(found)

    def _exact(self, norm: str, words: Mapping[str, Word]) -> tuple[Reading, ...]:
        if norm in self._same:
            return tuple([Reading(words[text], 1.0) for text in (self._same[norm], norm) if text in words])
        return (Reading(words[norm], 1.0),) if norm in words else ()

    def _near(self, wanted: Mapping[str, int]) -> dict[str, tuple[Reading, ...]]:
        """What each of the words may stand for with at most so many errors, best first."""
        if not wanted:
            return {}
        known = {word: self._remembered[word] for word in wanted.items() if word in self._remembered}
        missing = {norm: errors for norm, errors in wanted.items() if (norm, errors) not in known}
        if missing:
            if len(self._remembered) > REMEMBERED:
                self._remembered.clear()
            for norm, near in self._store.near(missing).items():
                word = norm, missing[norm]
                known[word] = self._remembered[word] = _likenesses(norm, near)
        return {norm: readings for (norm, _), readings in known.items()}


def _errors(norm: str, exact: bool, effort: int) -> int:
    """How many typing errors are bridged."""
    if not effort:
        return 0 if exact else 1
    fewest = 1 if exact or len(norm) < 5 else 2
    return fewest if effort == 1 else min(fewest + 1, 3 if len(norm) > 6 else 2)


def _asked(norm: str, sort: Sort | None, readings: tuple[Reading, ...]) -> Asked:
    if sort in TALK:
        readings = tuple([r for r in readings if r.word.entries or r.word.beside])
    if not readings:
        idle = sort in TALK or (norm.isdigit() and len(norm) < 3)
        return Asked(norm, sort, (), 0.0, 0.0 if idle else UNKNOWN * COST[sort])
    telling = 0.0
    for word, alike in readings:
        worth = (word.rarity if word.rarity > LEAST else LEAST) * alike
        if worth > telling:
            telling = worth
    least = KNOWN if readings[0].alike == 1 else UNSURE
    best = readings[0]
    everyday = sort is None and best.alike < 1 and not (best.word.entries or best.word.beside)  # a word of talk, misspelt
    return Asked(norm, sort, readings, telling * GAIN[sort], max(telling, least) * COST["everyday" if everyday else sort])


def _likenesses(typed: str, near: Iterable[tuple[Word, int]]) -> tuple[Reading, ...]:
    """Words near a typed one as readings of it, best first."""
    bare = skeleton(typed)
    found = [Reading(word, alike(typed, word.text, errors, _sounds(word.text, bare))) for word, errors in near]
    found.sort(key=itemgetter(1), reverse=True)
    return tuple(found)


def alike(typed: str, word: str, errors: int, same_sound: bool) -> float:
    """How well a misspelt word fits the one it may stand for, 0..1."""
    longer = len(typed) if len(typed) > len(word) else len(word)
    fits = 1 - SLIP * errors / longer * (SAME_SOUND if same_sound else 1)
    return fits if fits > 0.05 else 0.05


def _sounds(word: str, bare: str) -> bool:
    """Whether this is the word's skeleton."""
    kept = consonants(word)
    return kept == bare or (len(kept) > len(bare) and skeleton(word) == bare)


def skeleton(word: str) -> str:
    """Its consonants, each run of one letter once."""
    return _RUN.sub(itemgetter(1), consonants(word))


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The word without its vowels."""
    return word.translate(_VOWELS)
