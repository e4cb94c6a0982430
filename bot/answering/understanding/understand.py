"""A text → a Question: what is asked of what, in the words of the directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from bot.answering.model import Ask, Operation, Question, Word
from bot.answering.understanding.chunks import Chunk, Weigh, chunks, meant
from bot.answering.understanding.dates import dates
from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.normalize import READ, Token, plain, tokens
from bot.answering.understanding.terms import LONG, terms
from bot.directory.model import Directory

_PHONE = re.compile(r"(?<![\w+])\+?[\d(][\d\s().\-/]{5,22}\d(?!\w)")
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_TIME = re.compile(
    r"(?<![\d:.])(?:(\d{1,2})(?::([0-5]\d))?\s?([ap])\.?\s?m\b\.?|(\d{1,2}):([0-5]\d)(?![\d:]))", re.IGNORECASE
)
"""A time of day: ``9 pm``, ``9:30am``, ``9 p. m.``, ``21:00``."""
T = TypeVar("T")
_OPERATIONS: tuple[Operation, ...] = ("count", "nearest", "open-now", "describe", "list", "reverse")
"""Of several operation words the first of these decides."""


def understand(ask: Ask, directory: Directory, lexicon: Lexicon, weigh: Weigh) -> Question:
    """Turns a text into a Question."""
    read = plain(ask.text[: READ * 4])
    text, mailboxes = _take_mailboxes(read[:READ])
    text, numbers = _take_phones(text, lexicon.codes)
    text, time = _take_time(text)
    typed = lexicon.spelling.mended(tokens(text))
    every = chunks(typed, lexicon)
    language = _language(every, ask.locale, directory)
    kept = meant(every, language, typed, weigh)
    said = _said(kept)
    asked = _unique(meanings for c in kept if (meanings := c.meanings("attribute")))
    plural = _unique(r.meaning for c in kept for r in c.readings if r.plural)
    attributes = _attributes(kept, asked)
    operations = _operations(kept, said, lexicon, counts=bool(plural) or not attributes)
    near = "near" in operations and "nearest" not in operations and len(typed) <= LONG
    if near and ("kind" in said or "tag" in said):
        operations |= {"nearest"}
    operation: Operation = next((o for o in _OPERATIONS if o in operations), "get")
    if operation == "open-now" and "clock" not in operations:
        attributes = _unique((*attributes, *lexicon.hours_attributes))
    when, dated = dates(typed, lexicon.months, _labelled(kept, typed, lexicon))
    weighed, mention = terms(kept, typed, lexicon, weigh, dated)
    excluded = _said(tuple([c for c in every if c.excluded]))
    return Question(
        text=read[:READ],
        words=_words(every, typed),
        language=language,
        operation=operation,
        attributes=attributes,
        asked=asked,
        kinds=_unique((*ask.kinds, *said.get("kind", ()))),
        tags=said.get("tag", ()),
        places=said.get("place", ()),
        located=_located(kept, typed),
        codes=mailboxes + numbers + _codes(kept, typed, lexicon),
        not_kinds=excluded.get("kind", ()),
        not_tags=excluded.get("tag", ()),
        not_places=excluded.get("place", ()),
        mention=mention,
        terms=weighed,
        named=_unique(m for c in kept if not c.has("kind") for m in c.meanings("name") if m),
        topics=said.get("topic", ()),
        plural=plural,
        coverage="covers" in operations,
        rules="rules" in operations,
        history="history" in operations,
        near=near,
        clock="clock" in operations,
        compare="compare" in operations,
        days=said.get("day", ()),
        time=time,
        dates=when,
        cut=len(read) > READ or len(ask.text) > READ * 4,
    )


def _said(chunks: tuple[Chunk, ...]) -> dict[str, tuple[str, ...]]:
    """All that the chunks mean, each once, by role."""
    found: dict[str, dict[str, None]] = {}
    for chunk in chunks:
        for reading in chunk.readings:
            found.setdefault(reading.role, {})[reading.meaning] = None
    return {role: tuple(meanings) for role, meanings in found.items()}


def _attributes(chunks: tuple[Chunk, ...], asked: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The attributes asked for; beside a place not what may ask who covers it: "whose area is Denmark in"."""
    attributes = _unique(m for meanings in asked for m in meanings)
    if not any(c.has("place") for c in chunks):
        return attributes
    covering = {m for c in chunks if "covers" in c.meanings("operation") for m in c.meanings("attribute")}
    return tuple(a for a in attributes if a not in covering)


def _operations(chunks: tuple[Chunk, ...], said: Mapping[str, tuple[str, ...]], lexicon: Lexicon, counts: bool) -> set[str]:
    """The operations that the words ask for. ``counts``: whether "number of" asks for a count, not for the number of one."""
    operations = set(said.get("operation", ()))
    if not counts:
        operations -= {"count"}
    if "clock" in operations or _asks_whether(chunks, lexicon):
        operations.add("open-now")
    return operations


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _asks_whether(chunks: tuple[Chunk, ...], lexicon: Lexicon) -> bool:
    """Whether the question begins as one to be answered yes or no and has a word for hours: "is the house open"."""
    first = chunks[0] if chunks else None
    if first is None or "whether" not in first.meanings("operation"):
        return False
    return any(
        c.end - c.start == 1 and not set(c.meanings("attribute")).isdisjoint(lexicon.hours_attributes) for c in chunks
    )


def _take_mailboxes(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without e-mail addresses, and these in small letters."""
    return (_MAILBOX.sub(" ", text), tuple(m.lower() for m in _MAILBOX.findall(text))) if "@" in text else (text, ())


def _take_phones(text: str, codes: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The text without phone numbers, and their digits; entries' codes side by side, ``0103/0204``, are none."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        if codes.issuperset(re.findall(r"\d+", match[0])):
            return match[0]
        if 7 <= len(digits) <= 15 and (len(digits) >= 10 or re.search(r"[().+-]", match[0])):
            found.append(digits)
            return " "
        return match[0]

    return _PHONE.sub(take, text), tuple(found)


def _take_time(text: str) -> tuple[str, int | None]:
    """The text without the first time of day in it, and that in minutes from midnight; None without one."""
    found = _TIME.search(text)
    if found is None:
        return text, None
    hour, minutes, half, hour_of_day, and_minutes = found.groups()
    if half:
        time = int(hour) % 12 * 60 + int(minutes or 0) + 12 * 60 * (half in "pP")
    else:
        time = int(hour_of_day) * 60 + int(and_minutes)
    fits = time < 24 * 60 and (not half or 1 <= int(hour) <= 12)
    return (f"{text[: found.start()]} {text[found.end() :]}", time) if fits else (text, None)


def _located(chunks: tuple[Chunk, ...], typed: tuple[Token, ...]) -> tuple[str, ...]:
    """Places right behind a word of a name, with at most a comma between."""
    named = {at for c in chunks if not c.readings or c.has("name") for at in range(c.start, c.end)}
    behind = (c for c in chunks if c.has("place") and c.start - 1 in named and typed[c.start].gap.strip(" ,") == "")
    return _unique(place for c in behind for place in c.meanings("place"))


def _language(chunks: tuple[Chunk, ...], locale: str, directory: Directory) -> str:
    """The language with most words of its own in the text; the asker's when that is a tie."""
    votes: dict[str, int] = dict.fromkeys(directory.languages, 0)
    for chunk in chunks:
        if chunk.excluded:
            continue
        spoken = {r.language for r in chunk.readings if r.language}
        if len(spoken) == 1:
            votes[spoken.pop()] += 1
    asker = locale.split("-")[0].split("_")[0]
    first = next(iter(directory.languages), "en")
    return max(votes, key=lambda code: (votes[code], code == asker, code == first), default=first)


def _labelled(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> frozenset[int]:
    """Positions of codes that stand right after the word for a code or for one thing: "house 2004" names no year."""
    ends = {
        c.end
        for c in chunks
        if any(r.role == "kind" and not r.plural for r in c.readings)
        or not lexicon.code_attributes.isdisjoint(c.meanings("attribute"))
    }
    return frozenset(n for n, t in enumerate(typed) if n in ends and t.norm in lexicon.codes and not t.gap.strip(" #"))


def _codes(chunks: tuple[Chunk, ...], typed: tuple[Token, ...], lexicon: Lexicon) -> tuple[str, ...]:
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


def _words(chunks: tuple[Chunk, ...], typed: tuple[Token, ...]) -> tuple[Word, ...]:
    found: list[Word] = []
    for chunk in chunks:
        reading = chunk.readings[0] if chunk.readings else None
        for at in range(chunk.start, chunk.end):
            token = typed[at]
            role = ("not " if chunk.excluded else "") + (reading.role if reading else "name")
            found.append(Word(token.norm, role, reading.meaning if reading else "", chunk.edits, "," in token.gap))
    return tuple(found)
