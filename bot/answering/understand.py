"""A text → a Question: what is asked of what, in the words of the directory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.answering.dates import dates
from bot.answering.lexicon import Lexicon, Reading, Segment
from bot.answering.model import Ask, Operation, Question, Term, Word
from bot.answering.normalize import READ, Token, plain, tokens
from bot.directory.model import Directory

EDIT_COST = 0.12
"""What each typing error takes off a word's likeness."""
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

_PHONE = re.compile(r"(?<![\w+])\+?[\d(][\d\s().\-/]{5,22}\d(?!\w)")
_OPERATIONS: tuple[Operation, ...] = ("count", "nearest", "open-now", "describe", "list", "reverse")
"""Of several operation words the first of these decides."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A segment or a lone word, with the readings that stand."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    edits: int = 0
    excluded: bool = False

    def has(self, role: str) -> bool:
        return any(r.role == role for r in self.readings)

    def meanings(self, role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.meaning for r in self.readings if r.role == role))


def understand(ask: Ask, directory: Directory, lexicon: Lexicon, weigh: Callable[[str], tuple[float, float]]) -> Question:
    """Turns a text into a Question.

    ``weigh`` tells how telling a word of the directory is, 0..1, and how much it speaks against an entry without it, 0..1;
    both 0 for a word that no entry has.
    """
    read = plain(ask.text[: READ * 4])
    cut = len(read) > READ or len(ask.text) > READ * 4
    text, numbers = _take_phones(read[:READ])
    typed = tokens(text)
    chunks = _told_apart(_chunks(typed, lexicon), typed, lexicon)
    chunks = _exclude(_unnumbered(chunks, typed, lexicon.code_attributes), typed)
    kept = tuple(c for c in chunks if not c.excluded)
    language = _language(kept, ask.locale, directory)
    kept = tuple(_heard_in(c, language, typed, weigh) for c in kept)
    kept = _of_one_kind(kept)
    kinds = _unique(m for c in kept for m in c.meanings("kind"))
    tags = _unique(m for c in kept for m in c.meanings("tag"))
    attributes = _unique(m for c in kept for m in c.meanings("attribute"))
    operations = {m for c in kept for m in c.meanings("operation")}
    if any(c.has("place") for c in kept):  # "whose area is Denmark in" asks who covers it, not for an area
        covering = (c for c in kept if "covers" in c.meanings("operation"))
        attributes = tuple(a for a in attributes if a not in {m for c in covering for m in c.meanings("attribute")})
    when, dated = dates(typed, lexicon.months, _labelled(kept, typed, lexicon))
    codes = numbers + _codes(kept, typed, lexicon)
    plural = _unique(r.meaning for c in kept for r in c.readings if r.plural)
    if attributes and not plural:  # "number of" asks for a count of several, else for the number of one
        operations -= {"count"}
    if "clock" in operations or _asks_whether(kept, lexicon):
        operations.add("open-now")
    near = "near" in operations and "nearest" not in operations and len(typed) <= LONG
    if near and (kinds or tags):
        operations.add("nearest")
    operation: Operation = next((o for o in _OPERATIONS if o in operations), "get")
    if operation == "open-now" and "clock" not in operations:
        attributes = _unique((*attributes, *lexicon.hours_attributes))
    terms, mention = _terms(kept, typed, lexicon, weigh, dated)
    return Question(
        text=read[:READ],
        words=_words(chunks, typed),
        language=language,
        operation=operation,
        attributes=attributes,
        kinds=_unique((*ask.kinds, *kinds)),
        tags=tags,
        places=_unique(m for c in kept for m in c.meanings("place")),
        located=_located(kept, typed),
        codes=codes,
        not_kinds=_unique(m for c in chunks if c.excluded for m in c.meanings("kind")),
        not_tags=_unique(m for c in chunks if c.excluded for m in c.meanings("tag")),
        mention=mention,
        terms=terms,
        named=_unique(m for c in kept if not c.has("kind") for m in c.meanings("name") if m),
        topics=_unique(m for c in kept for m in c.meanings("topic")),
        plural=plural,
        coverage="covers" in operations,
        rules="rules" in operations,
        history="history" in operations,
        near=near,
        clock="clock" in operations,
        compare="compare" in operations,
        dates=when,
        cut=cut,
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _asks_whether(chunks: tuple[_Chunk, ...], lexicon: Lexicon) -> bool:
    """Whether the question begins as one to be answered yes or no and has a word for hours: "is the house open"."""
    first = chunks[0] if chunks else None
    if first is None or "whether" not in first.meanings("operation"):
        return False
    return any(
        c.end - c.start == 1 and not set(c.meanings("attribute")).isdisjoint(lexicon.hours_attributes) for c in chunks
    )


def _take_phones(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without phone numbers, and their digits."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        if 7 <= len(digits) <= 15 and (len(digits) >= 10 or re.search(r"[().+-]", match[0])):
            found.append(digits)
            return " "
        return match[0]

    return _PHONE.sub(take, text), tuple(found)


def _chunks(typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[_Chunk, ...]:
    chunks: list[_Chunk] = []
    at = 0
    for segment in lexicon.segments(typed):
        chunks += [_Chunk(i, i + 1, ()) for i in range(at, segment.start)]
        readings = tuple(r for r in segment.readings if _stands(r, segment, typed, lexicon))
        if readings:
            chunks.append(_Chunk(segment.start, segment.end, readings, segment.edits))
        else:
            chunks += [_Chunk(i, i + 1, ()) for i in range(segment.start, segment.end)]
        at = segment.end
    chunks += [_Chunk(i, i + 1, ()) for i in range(at, len(typed))]
    return tuple(chunks)


def _told_apart(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[_Chunk, ...]:
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
        replace(c, readings=tuple(r for r in c.readings if (r.role == "name") != others)) if both else c
        for c, both in zip(chunks, double, strict=True)
    )


def _may_name(word: str, lexicon: Lexicon) -> bool:
    return not word.isdigit() and not lexicon.vocabulary.everyday(word)


def _of_one_kind(chunks: tuple[_Chunk, ...]) -> tuple[_Chunk, ...]:
    """Words that may mean several kinds mean the one that other words name as well: "guards, the guard post at Anvers"."""
    narrowed: list[_Chunk] = []
    for chunk in chunks:
        mine = set(chunk.meanings("kind"))
        others = {kind for other in chunks if other is not chunk for kind in other.meanings("kind")}
        if len(mine) > 1 and mine & others and mine - others:
            readings = tuple(r for r in chunk.readings if r.role != "kind" or r.meaning in others)
            chunk = replace(chunk, readings=readings)
        narrowed.append(chunk)
    return tuple(narrowed)


def _located(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...]) -> tuple[str, ...]:
    """Places right behind a word of a name, with at most a comma between."""
    named = {at for c in chunks if not c.readings or c.has("name") for at in range(c.start, c.end)}
    behind = (c for c in chunks if c.has("place") and c.start - 1 in named and typed[c.start].gap.strip(" ,") == "")
    return _unique(place for c in behind for place in c.meanings("place"))


def _stands(reading: Reading, segment: Segment, typed: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a reading may be believed where it stands."""
    token = typed[segment.start]
    if reading.role == "place":
        if reading.short:
            return segment.edits == 0 and _is_abbreviation(segment.start, typed, lexicon)
        if segment.edits:
            # one wrong letter makes another country of a short name: only swapped or doubled letters are forgiven there
            spelt = "".join(segment.phrase)
            meant = "".join(t.norm for t in typed[segment.start : segment.end])
            forgiven = 0 if len(spelt) < 6 else 1 if len(spelt) < 9 else 2
            return segment.edits <= forgiven or sorted(spelt) == sorted(meant) or set(spelt) == set(meant)
    if reading.role in ("kind", "operation", "attribute") and segment.edits and segment.end - segment.start == 1:
        return len(token.norm) >= 4
    return True


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


def _unnumbered(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], codes: frozenset[str]) -> tuple[_Chunk, ...]:
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
            kept[n] = _Chunk(chunk.start, chunk.end, tuple(r for r in chunk.readings if r.role != "attribute"))
    return tuple(kept)


def _exclude(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...]) -> tuple[_Chunk, ...]:
    """Marks what stands after a *not*, when it is a kind or a tag: "the house, not the hall"."""
    marked = list(chunks)
    for n, chunk in enumerate(chunks):
        if "not" not in chunk.meanings("operation"):
            continue
        reach: list[int] = []
        for m in range(n + 1, min(n + 5, len(chunks))):
            if re.search(r"[.,;:?!]", typed[chunks[m].start].gap):
                break
            reach.append(m)
            if chunks[m].has("kind") or chunks[m].has("tag"):
                for k in reach:
                    c = chunks[k]
                    marked[k] = _Chunk(c.start, c.end, c.readings, c.edits, excluded=True)
                break
    return tuple(marked)


def _heard_in(chunk: _Chunk, language: str, typed: tuple[Token, ...], weigh: Callable[[str], tuple[float, float]]) -> _Chunk:
    """A word that is filler only in another language is taken for a name, when it is one."""
    fills = [r for r in chunk.readings if r.role == "filler" or r.meaning == "whether"]
    if len(fills) != len(chunk.readings) or any(r.language == language for r in fills) or not fills:
        return chunk
    named = chunk.end - chunk.start == 1 and weigh(typed[chunk.start].norm)[0] > 0
    return _Chunk(chunk.start, chunk.end, (), chunk.edits) if named else chunk


def _language(chunks: tuple[_Chunk, ...], locale: str, directory: Directory) -> str:
    """The language with most words of its own in the text; the asker's when that is a tie."""
    votes: dict[str, int] = dict.fromkeys(directory.languages, 0)
    for chunk in chunks:
        spoken = {r.language for r in chunk.readings if r.language}
        if len(spoken) == 1:
            votes[spoken.pop()] += 1
    asker = locale.split("-")[0].split("_")[0]
    first = next(iter(directory.languages), "en")
    return max(votes, key=lambda code: (votes[code], code == asker, code == first), default=first)


def _labelled(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    """Positions of codes that stand right after the word for a code or for one thing: "house 2004" names no year."""
    ends = {
        c.end
        for c in chunks
        if any(r.role == "kind" and not r.plural for r in c.readings)
        or not lexicon.code_attributes.isdisjoint(c.meanings("attribute"))
    }
    return frozenset(n for n, t in enumerate(typed) if n in ends and t.norm in lexicon.codes and not t.gap.strip(" #"))


def _codes(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Numbers that are an entry's code; a missing leading zero is forgiven when the word for a code stands beside it."""
    known = lexicon.codes
    said = any(not lexicon.code_attributes.isdisjoint(c.meanings("attribute")) or c.has("kind") for c in chunks)
    found = []
    for token in typed:
        if token.norm.isdigit():
            if token.norm in known and len(token.norm) >= 3:
                found.append(token.norm)
            elif said and len(token.norm) == 3 and f"0{token.norm}" in known:
                found.append(f"0{token.norm}")
    return tuple(found)


def _terms(
    chunks: tuple[_Chunk, ...],
    typed: tuple[Token, ...],
    lexicon: Lexicon,
    weigh: Callable[[str], tuple[float, float]],
    dated: frozenset[int],
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    terms: list[Term] = []
    mention: list[str] = []
    strays = everydays = 0.0
    aside = _asides(chunks, typed, lexicon)
    stray, everyday = (SHORT_STRAY, SHORT_EVERYDAY) if len(typed) <= SHORT else (STRAY, EVERYDAY)
    at_most, in_names = EVERYDAYS, EVERYDAY_NAME
    if len(typed) < LONG and not any(c.has(role) for c in chunks for role in ("attribute", "kind", "tag", "operation")):
        everyday, at_most, in_names = IDLE_EVERYDAY, STRAYS, IDLE_NAME
    beside = _beside_names(chunks, typed, lexicon, weigh)
    for chunk in chunks:
        place = next(iter(chunk.meanings("place")), "")
        kinds, tags = chunk.meanings("kind"), chunk.meanings("tag")
        for at in range(chunk.start, chunk.end):
            norm = typed[at].norm
            spellings = tuple((w, 1 - EDIT_COST * e) for w, e in lexicon.spellings(norm)) or ((norm, 1.0),)
            weighed = [(weigh(w), alike) for w, alike in spellings]
            telling = max((w[0] * alike for w, alike in weighed), default=0.0)
            against = max((w[1] * alike for w, alike in weighed), default=0.0)
            share = ASIDE if at in aside else 1.0
            weight = cost = 0.0
            if at in dated or (norm.isdigit() and len(norm) < 3 and not telling):
                pass
            elif len(norm) < 3 and norm.isdigit():
                weight, cost = telling, EVERYDAY
            elif chunk.has("name") and not kinds:
                weight = cost = max(NAME, telling)
            elif chunk.has("attribute") or chunk.has("operation") or chunk.has("filler"):
                pass
            elif chunk.has("foreign"):
                cost = (FOREIGN if len(typed) < LONG else EVERYDAY) / (chunk.end - chunk.start)
            elif place or kinds or tags:
                weight = cost = HINT / (chunk.end - chunk.start)
            elif lexicon.vocabulary.everyday(norm):
                weight = telling * in_names
                cost = min(everyday, at_most - everydays)
                everydays += cost
            elif telling:
                weight, cost = max(LEAST_WEIGHT, telling), max(LEAST_COST, against)
            else:
                cost = min(SHORT_STRAY if at in beside else stray, STRAYS - strays)
                strays += cost
            if not (kinds or tags or place) and max(weight, cost) >= LEAST_WEIGHT:
                mention.append(norm)
            named = chunk.has("name") and not kinds
            everyday_word = cost > 0 and not (place or kinds or tags or named) and lexicon.vocabulary.everyday(norm)
            terms.append(Term(spellings, weight, cost * share, everyday_word, place, kinds, tags, norm))
    return tuple(terms), tuple(mention)


def _beside_names(
    chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon, weigh: Callable[[str], tuple[float, float]]
) -> frozenset[int]:
    """Positions right beside a word of names: an unknown word there makes it another name."""
    unread = {c.start for c in chunks if not c.readings or c.has("name")}
    names = {at for at in unread if not lexicon.vocabulary.everyday(typed[at].norm) and weigh(typed[at].norm)[0]}
    before = {at - 1 for at in names if not typed[at].gap.strip()}
    after = {at + 1 for at in names if at + 1 < len(typed) and not typed[at + 1].gap.strip()}
    return frozenset(before | after)


def _asides(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    """Positions of words in clauses of a long message that ask for nothing."""
    ends = r"[.?!;,:—–]|\s-\s" if len(typed) >= LONG else r"[.?!;]"
    clause, clauses = 0, []
    for at, token in enumerate(typed):
        shortened = token.gap.startswith(".") and at > 0 and typed[at - 1].norm in lexicon.same  # "St. Paul"
        clause += bool(re.search(ends, token.gap[1:] if shortened else token.gap))
        clauses.append(clause)
    asking = {clauses[c.start] for c in chunks if c.has("attribute") or (c.has("kind") and not c.has("name"))}
    return frozenset(at for at in range(len(typed)) if clauses[at] not in asking) if asking else frozenset()


def _words(chunks: tuple[_Chunk, ...], typed: tuple[Token, ...]) -> tuple[Word, ...]:
    found: list[Word] = []
    for chunk in chunks:
        reading = chunk.readings[0] if chunk.readings else None
        for at in range(chunk.start, chunk.end):
            token = typed[at]
            role = ("not " if chunk.excluded else "") + (reading.role if reading else "name")
            found.append(Word(token.norm, role, reading.meaning if reading else "", chunk.edits))
    return tuple(found)
