"""Words that were run together: ``laredotx``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from bot.answering.search.store import Listed, Store, Word

TORN = 50
"""Entries of a word that are looked through for one that has another word, too."""


class _Look(NamedTuple):
    """A word torn in two, and where it is to be seen whether these two belong together."""

    norm: str
    parts: tuple[Word, Word]
    of: int
    """The word whose entries are looked through,"""
    other: Word
    """and the one that they must have."""


def torn(store: Store, norms: Iterable[str]) -> dict[str, tuple[Word, Word]]:
    """Those of the words that are two words of one entry: it is called by one, and has the other in its name or beside."""
    cuts = [(norm, norm[:at], norm[at:]) for norm in norms for at in range(2, len(norm) - 1)]
    if not cuts:
        return {}
    words = store.words({part for _, *parts in cuts for part in parts})
    looks: list[_Look] = []
    for norm, *parts in cuts:
        if parts[0] in words and parts[1] in words:
            one, other = words[parts[0]], words[parts[1]]
            rare, common = (one, other) if one.entries <= other.entries else (other, one)
            if rare.entries:
                looks.append(_Look(norm, (one, other), rare.number, common))
            if common.entries and rare.beside:
                looks.append(_Look(norm, (one, other), common.number, rare))
    return _meeting(store, looks) if looks else {}


def _meeting(store: Store, looks: list[_Look]) -> dict[str, tuple[Word, Word]]:
    """The first parts of each word that belong together."""
    searched = list({look.of for look in looks})
    entries = dict(zip(searched, store.called(searched, TORN), strict=True))
    listed = {entry.number: entry for entry in store.listed(set(chain.from_iterable(entries.values())))}
    found: dict[str, tuple[Word, Word]] = {}
    for look in looks:
        if look.norm not in found and any(_has(listed[number], look.other) for number in entries[look.of]):
            found[look.norm] = look.parts
    return found


def _has(entry: Listed, word: Word) -> bool:
    return word.number in entry.name or not word.beside.isdisjoint(entry.beside)
