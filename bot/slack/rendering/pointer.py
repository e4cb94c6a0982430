"""What a button carries: enough to make its answer again. Nothing secret, and nothing that is trusted when it comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.slack.rendering.markup import tidy

VALUE_LIMIT = 2000
"""Slack's limit for the value of a button, in characters."""
MOST_PAGES = 1000
LOCALE = "en"
"""The one that is left out of the value."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Either an entry with the attributes asked for, or a question to be answered again."""

    entry: str = ""
    attributes: tuple[str, ...] = ()
    question: str = ""
    kinds: tuple[str, ...] = ()
    locale: str = LOCALE
    context: tuple[str, ...] = ()
    """Ids of the entries that the conversation was about when the question was asked."""
    page: int = 0
    """Of a long list, counted from 0."""

    def value(self, limit: int = VALUE_LIMIT) -> str:
        """The pointer as a button's value, or empty where it would be too long for one."""
        parts = {
            "e": self.entry,
            "a": self.attributes,
            "q": tidy(self.question),
            "k": self.kinds,
            "l": self.locale if self.locale != LOCALE else "",
            "c": self.context,
            "p": self.page,
        }
        text = json.dumps({k: v for k, v in parts.items() if v}, ensure_ascii=False, separators=(",", ":"))
        return text if len(text) <= limit else ""

    @classmethod
    def parse(cls, value: object) -> Pointer | None:
        """The pointer in a button's value; None when there is none in it, however it came to look as it does."""
        if not isinstance(value, str) or len(value) > VALUE_LIMIT:
            return None
        try:
            parts = json.loads(value)
        except (ValueError, RecursionError):
            return None
        if not isinstance(parts, dict):
            return None
        words = {k: parts.get(k, "") for k in "eql"}
        lists = {k: parts.get(k, []) for k in "akc"}
        page = parts.get("p", 0)
        if not all(isinstance(w, str) for w in words.values()):
            return None
        if not all(isinstance(values, list) and all(isinstance(v, str) for v in values) for values in lists.values()):
            return None
        if bool(words["e"]) == bool(words["q"]) or type(page) is not int or not 0 <= page <= MOST_PAGES:
            return None
        named = {name: tuple(lists[key]) for name, key in (("attributes", "a"), ("kinds", "k"), ("context", "c"))}
        return cls(words["e"], question=words["q"], locale=words["l"] or LOCALE, page=page, **named)
