"""From what a person types to what Slack makes of it: escapes, mentions, links, and the rich text sent along."""

from __future__ import annotations

import re
from typing import Any

from bot.workspace.holding.state import State

_ADDRESS = re.compile(r"\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)\"']|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_MARKED = re.compile(r"<([^<>\n]+)>")


def escape(text: str) -> str:
    """The three characters that Slack keeps for itself."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def encode(text: str, state: State) -> str:
    """A typed message in Slack's own writing: `@name` and `#name` of this workspace, addresses, all else escaped."""
    names = {f"@{user.real_name}": f"<@{user.id}>" for user in state.users.values()}
    names |= {f"@{user.name}": f"<@{user.id}>" for user in state.users.values()}
    names |= {f"#{c.name}": f"<#{c.id}|{c.name}>" for c in state.channels.values() if not c.is_im}
    longest_first = sorted(names, key=len, reverse=True)
    name = re.compile(r"(?<![\w&])(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
    by_lower = {key.lower(): value for key, value in names.items()}

    def addresses(part: str) -> str:
        out, end = [], 0
        for hit in _ADDRESS.finditer(part):
            address = hit.group()
            target = escape(address) if "://" in address else f"mailto:{address}|{address}"
            out += [escape(part[end : hit.start()]), f"<{target}>"]
            end = hit.end()
        return "".join([*out, escape(part[end:])])

    out, end = [], 0
    for hit in name.finditer(text):
        out += [addresses(text[end : hit.start()]), by_lower[hit.group().lower()]]
        end = hit.end()
    return "".join([*out, addresses(text[end:])])


def rich_text(text: str) -> list[dict[str, Any]]:
    """The `rich_text` block that Slack sends along with a person's message."""
    parts: list[dict[str, Any]] = []
    end = 0
    for hit in _MARKED.finditer(text):
        if before := text[end : hit.start()]:
            parts.append({"type": "text", "text": unescape(before)})
        parts.append(_marked(hit.group(1)))
        end = hit.end()
    if rest := text[end:]:
        parts.append({"type": "text", "text": unescape(rest)})
    return [{"type": "rich_text", "block_id": "typed", "elements": [{"type": "rich_text_section", "elements": parts}]}]


def _marked(inside: str) -> dict[str, Any]:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescape(target)} | ({"text": unescape(label)} if label else {})
