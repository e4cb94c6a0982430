"""Courtesies: who only says thanks gets a sign of it, not a page of help."""

from __future__ import annotations

import re

THANKS = {
    "thanks", "thank", "thankyou", "thx", "thanx", "tx", "ty", "tysm", "tyvm", "tnx", "cheers", "merci",
    "gracias", "grax", "obrigado", "obrigada",
}  # fmt: skip
"""Words that make a message one of thanks."""
BESIDE = {
    "you", "u", "so", "very", "much", "many", "a", "lot", "lots", "million", "ton", "tons", "bunch", "again", "all",
    "everyone", "folks", "guys", "bot", "directory", "ok", "okay", "k", "great", "perfect", "awesome", "excellent",
    "super", "good", "nice", "cool", "brilliant", "got", "it", "that", "this", "is", "was", "for", "the", "your", "help",
    "helps", "helped", "really", "works", "worked", "wonderful", "amazing", "appreciated", "appreciate", "just",
    "what", "i", "needed", "mil", "muchas", "muchisimas", "muchísimas", "por", "todo", "la", "ayuda", "perfecto",
    "genial", "muy", "amable", "vale", "excelente", "bien", "de", "nuevo",
}  # fmt: skip
"""What people put around them."""
DONE = {"great", "perfect", "awesome", "excellent", "ok", "okay", "k", "cool", "perfecto", "genial", "vale", "got", "it"}
"""Words that close a conversation by themselves."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")


def is_courtesy(text: str) -> bool:
    """Whether a text says thanks or well done, and asks nothing: ``Thanks!!``, ``ok perfect, thank you so much``."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or "?" in text:
        return False
    return set(words) <= DONE or (not THANKS.isdisjoint(words) and set(words) <= THANKS | BESIDE)


def opens_with_courtesy(text: str) -> bool:
    """Whether a text begins with thanks or well done and asks nothing, whatever else it tells: ``ok, will call them``."""
    first = _WORD.search(text)
    return bool(first and first.group().lower() in THANKS | DONE - {"it"} and "?" not in text)
