"""Text as typed → words that can be compared: case, accents, punctuation and Slack's markup taken off."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

READ = 1000
"""Characters of a message that are read; a question further on than that is not one."""

_MENTION = re.compile(r"<[@!][^<>]{1,200}>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^<>|]{0,200})>")
_LINK = re.compile(r"<[a-z]{2,10}:[^<>|\s]{1,500}\|([^<>]{0,200})>")
_BARE_LINK = re.compile(r"<?\b(?:https?|ftp)://[^\s<>]{1,500}>?", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_APOSTROPHE_S = re.compile(r"(?<=[a-z])['’`´]s\b")
_CONTRACTED = re.compile(r"(?<=[a-z])['’`´](?:d|ll|ve|re|m)\b")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’`´](?=[a-z])")
_SPELT = re.compile(r"(?<!\S)[a-z](?: [a-z])+(?!\S)")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_LETTER_HYPHEN = re.compile(r"\b([a-z])-(?=[a-z0-9])")
_LONE = re.compile(r" [a-z](?!\S)")
_WORD = re.compile(r"[^\W_]+(?:\0[^\W_]*)*")


class Token(NamedTuple):
    """One word of a text."""

    norm: str
    """Lower case, no accents, letters and digits only."""
    upper: bool
    """Typed in capitals."""
    gap: str
    """The punctuation between it and the word before."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case without accents, everything else as it is."""
    return _folded(text)


def _folded(text: str) -> str:
    """The same, and not remembered: of whole questions that would be hundreds of megabytes."""
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def plain(text: str) -> str:
    """The text without Slack's markup, invisible characters and links; white space folded."""
    if "<" in text:
        text = _MENTION.sub(" ", text)
        text = _CHANNEL.sub(r" \1 ", text)
        text = _LINK.sub(r" \1 ", text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if "://" in text:
        text = _BARE_LINK.sub(" ", text)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Co", "Cs", "Cn"))
    return " ".join(text.split())


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a plain text. ``L.A.`` is one word, as are ``u s a``, ``o'hare`` and ``A-17``; ``Rita's`` is Rita."""
    found: list[Token] = []
    end = 0
    capitals = _folded(text)
    if len(capitals) != len(text):  # folding changed lengths (ß, ligatures): capitals can no longer be told
        text = capitals = capitals[:READ]  # and one character may have become eighteen
    joined = _joined(capitals)
    shouted = not text.islower()  # somewhere at least
    for word in _WORD.findall(joined):
        start = joined.index(word, end)
        until = start + len(word)
        found.append(Token(word.replace("\0", ""), shouted and text[start:until].isupper(), text[end:start]))
        end = until
    return tuple(found)


def _joined(text: str) -> str:
    """A folded text with all that is one word as one: what stands within it is put in zeros."""
    if _LONE.search(text):
        text = _SPELT.sub(lambda m: m[0] if set(m[0]) <= {"a", "i", "y", " "} else m[0].replace(" ", "\0"), text)
    if "-" in text:
        text = _LETTER_HYPHEN.sub(lambda m: m[1] + "\0", text)
    if "'" in text or "’" in text or "`" in text or "´" in text:
        text = _APOSTROPHE_S.sub("\0\0", text)
        text = _CONTRACTED.sub(lambda m: "\0" * len(m[0]), text)
        text = _APOSTROPHE.sub("\0", text)
    if "." in text:
        text = _INITIALS.sub(lambda m: m[0].replace(".", "\0"), text)
    return text


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The normalised words of a name or a phrase of the fact base."""
    return tuple(token.norm for token in tokens(plain(text)))
