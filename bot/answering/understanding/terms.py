"""What each word of a question weighs in the search: how much an entry gains by it, and loses without it."""

from __future__ import annotations

import re

from bot.answering.model import Term
from bot.answering.understanding.chunks import Chunk, Weigh
from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.normalize import Token

EDIT_COST = 0.12
"""What each typing error takes off a word's likeness."""
EDIT_OF_SHORT = 0.06
"""What each error beyond the first takes off besides, for each letter that the word is shorter than ``SAFE``."""
SAFE = 9
OTHER_START = 0.12
"""What another first letter takes off besides, of a word shorter than ``SAFE_START``."""
SAFE_START = 6
STRAY = 0.25
"""Cost of an unknown word that is no everyday word: maybe a name that is not in the directory."""
SHORT_STRAY = 0.7
"""The same in a short question, where every word is meant."""
SHORT = 7
"""Words up to which a question is short."""
IDLE_EVERYDAY = 0.25
"""The same in a short message that asks for nothing."""
FOREIGN = 2.0
"""Cost of a word for a thing that is never in the directory."""
STRAYS = 0.7
"""The most that all such words cost together."""
EVERYDAY = 0.05
"""Cost of an everyday word that nothing explains."""
SHORT_EVERYDAY = 0.12
"""The same in a short question."""
EVERYDAYS = 0.2
"""The most that all such words cost together."""
HINT = 0.35
"""Weight of a kind, tag or place word: an entry should fit it, but it names nothing by itself."""
NAME = 0.2
"""The least weight and cost of a word that stands in an entry's full name."""
EVERYDAY_NAME = 0.6
"""How much of its weight an everyday word keeps that stands in names, as a share."""
IDLE_NAME = 0.3
"""The same in a short message that asks for nothing."""
LEAST_WEIGHT, LEAST_COST = 0.15, 0.1
"""The least of any other word that the directory has."""
LONG = 14
"""Words from which on a message is read clause by clause: what is asked stands beside what it is asked of."""
ASIDE = 0.25
"""What words of clauses that ask nothing cost, as a share."""


def terms(
    chunks: tuple[Chunk, ...],
    typed: tuple[Token, ...],
    lexicon: Lexicon,
    weigh: Weigh,
    dated: frozenset[int],
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The words as search takes them, and those that name the thing asked about. ``dated``: positions of dates."""
    weighing = _Weighing(chunks, typed, lexicon, weigh, dated)
    found = [weighing.term(n, at) for n, chunk in enumerate(chunks) for at in range(chunk.start, chunk.end)]
    return tuple(found), tuple(weighing.mention)


class _Weighing:
    """Weighs the words of a text one after the other: unknown and everyday ones cost less, the more of them there were."""

    def __init__(
        self,
        chunks: tuple[Chunk, ...],
        typed: tuple[Token, ...],
        lexicon: Lexicon,
        weigh: Weigh,
        dated: frozenset[int],
    ) -> None:
        self._chunks, self._typed, self._lexicon, self._weigh, self._dated = chunks, typed, lexicon, weigh, dated
        self._stray, self._everyday = (SHORT_STRAY, SHORT_EVERYDAY) if len(typed) <= SHORT else (STRAY, EVERYDAY)
        self._strays = self._everydays = 0.0  # what they cost so far
        self._most, self._in_names = EVERYDAYS, EVERYDAY_NAME
        asks = any(r.role in ("attribute", "kind", "tag", "operation") for c in chunks for r in c.readings)
        if len(typed) < LONG and not asks:
            self._everyday, self._most, self._in_names = IDLE_EVERYDAY, STRAYS, IDLE_NAME
        self._aside = _asides(chunks, typed, lexicon)
        self._beside = _beside_names(chunks, typed, lexicon, weigh)
        self._kinds = {kind for c in chunks for kind in c.meanings("kind")}
        self.mention: list[str] = []
        """The words so far that name the thing asked about."""

    def term(self, n: int, at: int) -> Term:
        """What the word at a position weighs, which stands in the chunk of that number."""
        chunk, norm = self._chunks[n], self._typed[at].norm
        ordinary = self._is_ordinary(n, at)
        spellings = self._spellings(chunk, at)
        weighed = [(self._weigh(w), alike) for w, alike in spellings]
        telling = max([w[0] * alike for w, alike in weighed])
        against = max([w[1] * alike for w, alike in weighed])
        weight, cost = self._worth(n, at, telling, against, ordinary)
        place, kinds, tags = next(iter(chunk.meanings("place")), ""), chunk.meanings("kind"), chunk.meanings("tag")
        of_sort = bool(kinds or tags or place)
        if not of_sort and max(weight, cost) >= LEAST_WEIGHT:
            self.mention.append(norm)
        named = chunk.has("name") and not kinds
        everyday_word = cost > 0 and ordinary and not (of_sort or named)
        no_other = ordinary or of_sort or norm.isdigit() or len(self._typed) >= LONG
        another = at in self._beside and telling > 0 and not no_other
        share = ASIDE if at in self._aside else 1.0
        return Term(spellings, weight, cost * share, everyday_word, place, kinds, tags, norm, another)

    def _is_ordinary(self, n: int, at: int) -> bool:
        """Whether it is an everyday word, or one mistyped, where no name is said."""
        norm = self._typed[at].norm
        if not self._kinds.isdisjoint(self._lexicon.telling_beside.get(norm, ())):
            return False
        if self._lexicon.vocabulary.everyday(norm) or (len(norm) < 3 and norm.isalpha() and not self._weigh(norm)[0]):
            return True
        return at not in self._beside and not _stands_for_a_name(n, self._chunks) and self._lexicon.ordinary(norm)

    def _spellings(self, chunk: Chunk, at: int) -> tuple[tuple[str, float], ...]:
        """The words it may stand for, with their likeness."""
        norm = self._typed[at].norm
        if chunk.edits and chunk.has("name") and len(chunk.phrase) == chunk.end - chunk.start:
            meant = chunk.phrase[at - chunk.start]
            return ((meant, 1 - EDIT_COST * (meant != norm)),)
        return tuple([(w, _likeness(norm, w, e)) for w, e in self._lexicon.spellings(norm)]) or ((norm, 1.0),)

    def _worth(self, n: int, at: int, telling: float, against: float, ordinary: bool) -> tuple[float, float]:
        """What an entry gains by the word, and loses without it."""
        chunk, norm = self._chunks[n], self._typed[at].norm
        length, roles = chunk.end - chunk.start, {r.role for r in chunk.readings}
        if at in self._dated or (norm.isdigit() and len(norm) < 3):
            return (telling, EVERYDAY) if telling and at not in self._dated else (0.0, 0.0)
        if "name" in roles and "kind" not in roles:
            return max(NAME, telling), max(NAME, telling)
        if "attribute" in roles or "operation" in roles or "filler" in roles:
            return 0.0, 0.0
        if "foreign" in roles and not (telling and self._kinds):  # the border post of Marathon is here, a marathon is not
            return 0.0, (FOREIGN if len(self._typed) < LONG else EVERYDAY) / length
        if "place" in roles or "kind" in roles or "tag" in roles:
            return HINT / length, HINT / length
        if ordinary and not (at in self._beside and telling and len(self._typed) < SHORT):
            cost = min(self._everyday, self._most - self._everydays)
            self._everydays += cost
            return telling * self._in_names, cost
        if telling:
            return max(LEAST_WEIGHT, telling), max(LEAST_COST, against)
        meant = at in self._beside or (norm.isalpha() and _follows_a_kind(n, self._chunks))
        cost = min(SHORT_STRAY if meant else self._stray, STRAYS - self._strays)
        self._strays += cost
        return 0.0, cost


def _likeness(typed: str, word: str, edits: int) -> float:
    """How much a typed word is like one of the directory, 0..1: two errors make another word of a short one, and so does
    another letter at its start.
    """
    if not edits:
        return 1.0
    more = max(0, edits - 1) * max(0, SAFE - len(word)) * EDIT_OF_SHORT
    if len(typed) == len(word) < SAFE_START and typed[0] != word[0] and typed[0] != word[1]:
        more += OTHER_START
    return 1 - EDIT_COST * edits - more


def _stands_for_a_name(n: int, chunks: tuple[Chunk, ...]) -> bool:
    """Whether a lone word stands where a name is said: behind "port of", or beside a place or a word for a sort of thing."""
    behind = (n > 1 and chunks[n - 1].has("filler") and chunks[n - 2].has("attribute")) or (
        n > 0 and chunks[n - 1].has("kind")
    )
    before = n + 1 < len(chunks) and (chunks[n + 1].has("place") or chunks[n + 1].has("kind"))
    return behind or before or _follows_a_kind(n, chunks)


def _follows_a_kind(n: int, chunks: tuple[Chunk, ...]) -> bool:
    """Whether a word stands behind a word for a sort of thing, with one or two little words between: "guard of the gate"."""
    fillers = next((k for k in (1, 2) if n > k and not chunks[n - k - 1].has("filler")), 2)
    return n > fillers and all(c.has("filler") for c in chunks[n - fillers : n]) and chunks[n - fillers - 1].has("kind")


def _beside_names(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon, weigh: Weigh) -> frozenset[int]:
    """Positions right beside a word of names: an unknown word there makes it another name."""
    unread = {c.start for c in chunks if not c.readings or c.has("name")}
    names = {at for at in unread if not lexicon.vocabulary.everyday(typed[at].norm) and weigh(typed[at].norm)[0]}
    before = {at - 1 for at in names if not typed[at].gap.strip()}
    after = {at + 1 for at in names if at + 1 < len(typed) and not typed[at + 1].gap.strip()}
    return frozenset(before | after)


def _asides(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    """Positions of words in clauses of a long message that ask for nothing."""
    ends = r"[.?!;,:—–]|\s-\s" if len(typed) >= LONG else r"[.?!;]"
    clause, clauses = 0, []
    for at, token in enumerate(typed):
        shortened = token.gap.startswith(".") and at > 0 and typed[at - 1].norm in lexicon.same  # "St. Paul"
        if token.gap.strip():
            clause += bool(re.search(ends, token.gap[1:] if shortened else token.gap))
        clauses.append(clause)
    asking = {clauses[c.start] for c in chunks if c.has("attribute") or (c.has("kind") and not c.has("name"))}
    return frozenset(at for at in range(len(typed)) if clauses[at] not in asking) if asking else frozenset()
