"""The words of a question, taken for phrases: each with what it may mean where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from bot.answering.understanding.lexicon import Lexicon, Segment
from bot.answering.understanding.normalize import Token
from bot.answering.understanding.phrases import Reading
from bot.answering.understanding.slips import ONE_SLIP, TWO_SLIPS
from bot.answering.understanding.slips import cost as slip_cost

_STATE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""A country or a state, as against a region or a place inside one."""
SHORT, LONG = 6, 9
"""Letters from which on a slip in the name of a place is forgiven, and two are."""
ANY_TWO = 2.8
"""What any two errors cost at most."""

Weigh = Callable[[str], tuple[float, float]]
"""How telling a word of the directory is, 0..1, and how much it speaks against an entry without it, 0..1; both 0 for a word
that no entry has."""


class Chunk(NamedTuple):
    """A segment or a lone word, with the readings that stand."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    edits: int = 0
    excluded: bool = False
    phrase: tuple[str, ...] = ()
    """Its words as the lexicon has them; empty for a lone word."""

    def has(self, role: str) -> bool:
        return bool(self.readings) and role in [r.role for r in self.readings]

    def meanings(self, role: str) -> tuple[str, ...]:
        found = [r.meaning for r in self.readings if r.role == role] if self.readings else ()
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def chunks(typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[Chunk, ...]:
    """The text's words in phrases, in order; those that the asker said are not meant are marked."""
    split = _told_apart(_split(typed, lexicon), typed, lexicon)
    return _exclude(_unnumbered(split, typed, lexicon.code_attributes), typed)


def meant(chunks: tuple[Chunk, ...], language: str, typed: tuple[Token, ...], weigh: Weigh) -> tuple[Chunk, ...]:
    """Those that are meant, read in the language of the text."""
    return _of_one_kind(tuple(_heard_in(c, language, typed, weigh) for c in chunks if not c.excluded))


def _split(typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[Chunk, ...]:
    refused = False  # whether any misspelt place was

    def stands(reading: Reading, segment: Segment) -> bool:
        nonlocal refused
        stood = _stands(reading, segment, typed=typed, lexicon=lexicon, of_kind=False)
        refused = refused or (not stood and reading.role == "place" and segment.edits > 0)
        return stood

    segments = lexicon.segments(typed, stands)
    # more is forgiven in what a kind is asked of
    if refused and any(r.role == "kind" for s in segments for r in s.readings):
        segments = lexicon.segments(typed, partial(_stands, typed=typed, lexicon=lexicon, of_kind=True))
    chunks: list[Chunk] = []
    at = 0
    for segment in segments:
        chunks += [Chunk(i, i + 1, ()) for i in range(at, segment.start)]
        chunks.append(Chunk(segment.start, segment.end, segment.readings, segment.edits, phrase=segment.phrase))
        at = segment.end
    chunks += [Chunk(i, i + 1, ()) for i in range(at, len(typed))]
    return tuple(chunks)


def _told_apart(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[Chunk, ...]:
    """Words that are the name of one thing and the word for a sort of thing, or for the whole house: beside something else
    that is named they are no name, alone they are.
    """
    double = [c.has("name") and (c.has("kind") or c.has("filler")) for c in chunks]
    if not any(double):
        return chunks
    others = any(
        not both and (c.has("place") or c.has("name") or (not c.readings and _may_name(typed[c.start].norm, lexicon)))
        for c, both in zip(chunks, double, strict=True)
    )
    return tuple(
        c._replace(readings=tuple(r for r in c.readings if (r.role == "name") != others)) if both else c
        for c, both in zip(chunks, double, strict=True)
    )


def _may_name(word: str, lexicon: Lexicon) -> bool:
    return not word.isdigit() and not lexicon.vocabulary.everyday(word)


def _stands(reading: Reading, segment: Segment, *, typed: tuple[Token, ...], lexicon: Lexicon, of_kind: bool) -> bool:
    """Whether a reading may be believed where it stands. ``of_kind``: whether a kind is asked for, often that of a place."""
    token = typed[segment.start]
    if reading.role == "place":
        if reading.short:
            return segment.edits == 0 and _is_abbreviation(segment.start, typed, lexicon)
        if segment.edits:
            return _is_misspelt_place(reading, segment, typed, lexicon, of_kind)
    if reading.role in ("filler", "foreign") and segment.edits and segment.end - segment.start == 1:
        long_enough = reading.role == "filler" or len(token.norm) > SHORT
        return long_enough and slip_cost(token.norm, segment.phrase[0]) <= ONE_SLIP
    if reading.role == "name" and segment.edits > 1:
        meant_as = zip(typed[segment.start : segment.end], segment.phrase, strict=False)
        return not any(t.norm != word and lexicon.ordinary(t.norm) for t, word in meant_as)
    if reading.role in ("kind", "operation", "attribute") and segment.edits and segment.end - segment.start == 1:
        least = 4 if segment.edits == 1 else 6 if slip_cost(token.norm, segment.phrase[0]) <= TWO_SLIPS else 8
        return len(token.norm) >= least
    return True


def _is_misspelt_place(
    reading: Reading, segment: Segment, typed: tuple[Token, ...], lexicon: Lexicon, of_kind: bool
) -> bool:
    """Whether a place was meant by what is not quite its name: one wrong letter makes another country of a short name, so
    that only slips of the finger are forgiven, more of them in longer names, and where a kind is asked for.
    """
    spelt = "".join(segment.phrase)
    meant = "".join(t.norm for t in typed[segment.start : segment.end])
    if segment.edits > 1:
        if not _STATE.fullmatch(reading.meaning):
            return False
        nearer = (w for w, edits in lexicon.spellings(meant) if w != spelt and edits <= segment.edits)
        if len(segment.phrase) == 1 and any(nearer):
            return False  # it may as well be a name
    slips = (len(spelt) >= SHORT) + (len(spelt) >= LONG) + (of_kind and not lexicon.ordinary(meant))
    most = (0.0, ONE_SLIP, TWO_SLIPS, ANY_TWO)[slips]
    return slip_cost(meant, spelt) <= most or sorted(spelt) == sorted(meant) or set(spelt) == set(meant)


def _is_abbreviation(at: int, typed: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a short word is meant as the short name of a place: TX, not "in" or "me"."""
    token = typed[at]
    shouting = sum(t.upper for t in typed) > len(typed) / 2 and len(typed) > 2
    follows_name = at > 0 and typed[at - 1].norm not in lexicon.fixed
    if token.upper and not shouting and (follows_name or token.norm not in lexicon.shorts):
        return True
    if at and "," in token.gap and (at + 1 == len(typed) or typed[at + 1].gap.strip()):
        return True
    roles = {r.role for r in lexicon.readings((token.norm,)) if r.role != "place"}
    is_word = bool(roles) or lexicon.vocabulary.everyday(token.norm) or token.norm in lexicon.same
    return not is_word


def _unnumbered(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], codes: frozenset[str]) -> tuple[Chunk, ...]:
    """A word that asks for a fact asks for nothing when a number follows it at once: "number 44", "no. 7"."""
    kept = list(chunks)
    for n, chunk in enumerate(chunks[:-1]):
        after = typed[chunk.end]
        if (
            chunk.has("attribute")
            and codes.isdisjoint(chunk.meanings("attribute"))
            and chunk.end - chunk.start == 1
            and after.norm.isdigit()
            and not after.gap.strip(" .#")
            and len(after.norm) < 4
        ):
            kept[n] = chunk._replace(readings=tuple(r for r in chunk.readings if r.role != "attribute"))
    return tuple(kept)


def _exclude(chunks: tuple[Chunk, ...], typed: tuple[Token, ...]) -> tuple[Chunk, ...]:
    """Marks what stands after a *not*, when it is a kind, a tag or a place: "the house, not the hall"."""
    marked = list(chunks)
    for n, chunk in enumerate(chunks):
        if "not" not in chunk.meanings("operation"):
            continue
        reach: list[int] = []
        for m in range(n + 1, min(n + 5, len(chunks))):
            if re.search(r"[.,;:?!]", typed[chunks[m].start].gap):
                break
            reach.append(m)
            at_once = all(c.has("filler") for c in chunks[n + 1 : m])
            beside = any(c.has("place") for c in (*chunks[:n], *chunks[m + 1 :]))
            if chunks[m].has("kind") or chunks[m].has("tag") or (chunks[m].has("place") and (at_once or beside)):
                for k in reach:
                    c = chunks[k]
                    marked[k] = c._replace(excluded=True)
                break
    return tuple(marked)


def _of_one_kind(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Words that may mean several kinds mean the one that other words name as well: "guards, the guard post at Anvers"."""
    narrowed: list[Chunk] = []
    kinds = [set(chunk.meanings("kind")) for chunk in chunks]
    for n, (chunk, mine) in enumerate(zip(chunks, kinds, strict=True)):
        others = set[str]().union(*kinds[:n], *kinds[n + 1 :]) if len(mine) > 1 else set()
        if mine & others and mine - others:
            readings = tuple(r for r in chunk.readings if r.role != "kind" or r.meaning in others)
            chunk = chunk._replace(readings=readings)
        narrowed.append(chunk)
    return tuple(narrowed)


def _heard_in(chunk: Chunk, language: str, typed: tuple[Token, ...], weigh: Weigh) -> Chunk:
    """A word that is filler only in another language is taken for a name, when it is one."""
    fills = [r for r in chunk.readings if r.role == "filler" or r.meaning == "whether"]
    if len(fills) != len(chunk.readings) or any(r.language == language for r in fills) or not fills:
        return chunk
    named = chunk.end - chunk.start == 1 and weigh(typed[chunk.start].norm)[0] > 0
    return chunk._replace(readings=()) if named else chunk
