"""What a button carries: enough to make its answer again. Nothing secret, and nothing that is trusted when it comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass

VALUE_LIMIT = 2000
"""Slack's limit for a button's value, in characters."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Either an entry with the attributes asked for, or a question to be answered again."""

    entry: str = ""
    attributes: tuple[str, ...] = ()
    question: str = ""
    kinds: tuple[str, ...] = ()
    locale: str = "en"

    def value(self) -> str:
        """The pointer as a button's value, or empty where it would be too long for one."""
        parts = {"e": self.entry, "a": self.attributes, "q": self.question, "k": self.kinds, "l": self.locale}
        text = json.dumps({k: v for k, v in parts.items() if v}, ensure_ascii=False, separators=(",", ":"))
        return text if len(text) <= VALUE_LIMIT else ""

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
        lists = {k: parts.get(k, []) for k in "ak"}
        if not all(isinstance(w, str) for w in words.values()):
            return None
        if not all(isinstance(values, list) and all(isinstance(v, str) for v in values) for values in lists.values()):
            return None
        if bool(words["e"]) == bool(words["q"]):
            return None
        return cls(words["e"], tuple(lists["a"]), words["q"], tuple(lists["k"]), words["l"] or "en")
