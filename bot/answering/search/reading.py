"""What the words of a question may stand for among the words of a listing, and what each is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.search.store import Store
from bot.answering.search.talk import Sort

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
TORN = 50
"""Entries of a word that are looked through for one that has another word, too."""
READINGS = 24
"""Spellings of one word that are tried."""


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


class Reader:
    """Finds the words of a listing that typed ones may stand for."""

    def __init__(self, store: Store, same: Mapping[str, str]) -> None:
        """``same``: short words of names and what they are short for."""
        self._store = store
        self._same = same

    def read(
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
        if sort is not None or norm.isdigit() or len(norm) < 3 or (exact and not effort):
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


def alike(typed: str, word: str, errors: int) -> float:
    """How well a misspelt word fits the one it may stand for, 0..1."""
    off = SLIP * errors / max(len(typed), len(word))
    if skeleton(typed) == skeleton(word):
        off *= SAME_SOUND
    return max(0.05, 1 - off)


def skeleton(word: str) -> str:
    """Its consonants, each run of one letter once."""
    kept = ""
    for c in word:
        if c not in "aeiouy" and kept[-1:] != c:
            kept += c
    return kept
