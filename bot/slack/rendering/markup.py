"""Text on its way out: what users and the fact base say never becomes markup, a mention or a link.

Slack escapes only ``&``, ``<`` and ``>``; nothing escapes ``* _ ~``, backticks, quotes and emoji codes. So text that may
hold these goes into ``plain_text`` or ``rich_text``, which never read them; ``has_live_marks`` says which text that is.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(
    r"[*`]"  # bold, code
    r"|(?<![^\W_])[_~]|[_~](?![^\W_])"  # italic, struck through: only between letters and digits are they harmless
    r"|^\s*>"  # quote
    r"|(?<![a-z0-9]):(?:[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*|[+-]1):(?![a-z0-9])",  # emoji
    re.MULTILINE | re.IGNORECASE,
)
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode's categories of what cannot be seen: controls, direction marks, zero-width spaces, tags, lone surrogates."""
_NEEDED = {"\n", "\u200c", "\u200d"}
"""What of it people write with: line breaks, and the joiners of emoji and of Persian."""


def tidy(text: str) -> str:
    """The text without characters that cannot be seen, which in a directory only tricks use; line breaks stay."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(c for c in text if c in _NEEDED or unicodedata.category(c) not in _UNSEEN)


def escape(text: str) -> str:
    """The text with Slack's three control characters escaped, for ``mrkdwn`` and a message's ``text``."""
    return tidy(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def has_live_marks(text: str) -> bool:
    """Whether Slack would read formatting, a quote or an emoji in the text if it stood in ``mrkdwn``."""
    return bool(_MARKS.search(text))


def link(url: str, label: str) -> str:
    """A link in ``mrkdwn``. The label must have no live marks."""
    target = "".join(url.split()).replace("|", "%7C")
    return f"<{escape(target)}|{escape(' '.join(label.split())).replace('|', '¦')}>"


def shorten(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def message_text(text: str, limit: int = 3_900) -> str:
    """A message's ``text``: escaped, and cut at a line or word where Slack would refuse it as too long."""
    escaped = escape(text)
    if len(escaped) <= limit:
        return escaped
    kept = re.sub(r"&[a-z]{0,3}$", "", escaped[: limit - 1])
    return re.sub(r"\s+\S*$", "", kept) + "…"
