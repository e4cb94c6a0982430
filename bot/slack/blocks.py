"""Block Kit, built within Slack's limits. Plain text stays plain: only ``mrkdwn`` reads markup, and says so by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.markup import shorten, tidy

Block = dict[str, Any]

HEADER_LIMIT = 150
TEXT_LIMIT = 3000
FIELD_LIMIT = 2000
FIELDS_LIMIT = 10
BUTTON_LIMIT = 75
BUTTONS_LIMIT = 25
BLOCKS_LIMIT = 50
MESSAGE_LIMIT = 12_000
"""Characters of all blocks as JSON. Slack has been seen to refuse above 13,200."""


def plain(text: str, limit: int = TEXT_LIMIT) -> Block:
    """A text object in which nothing is markup."""
    return {"type": "plain_text", "text": shorten(tidy(text), limit), "emoji": False}


def mrkdwn(text: str) -> Block:
    """A text object with markup; everything in it must be escaped and without live marks already.

    Raises ValueError where it is too long: cutting could leave half a link.
    """
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"{len(text)} characters of mrkdwn, {TEXT_LIMIT} at most")
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """The one large line. Longer text than fits belongs into ``rich``."""
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def section(text: Block) -> Block:
    """A paragraph of a text object."""
    return {"type": "section", "text": text}


def fields(texts: Sequence[Block]) -> list[Block]:
    """Short texts in two columns, as many sections as it takes."""
    return [{"type": "section", "fields": list(texts[i : i + FIELDS_LIMIT])} for i in range(0, len(texts), FIELDS_LIMIT)]


def rich(*paragraphs: Block) -> Block:
    """Rich text of paragraphs and bullets, in which no text is markup."""
    return {"type": "rich_text", "elements": list(paragraphs)}


def paragraph(*parts: Block) -> Block:
    """A paragraph of spans."""
    return {"type": "rich_text_section", "elements": list(parts)}


def bullets(items: Iterable[Sequence[Block]]) -> Block:
    """A bulleted list; each item is a row of spans."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [paragraph(*item) for item in items]}


def span(text: str, *, bold: bool = False, limit: int = TEXT_LIMIT) -> Block:
    """Text inside a paragraph. Slack refuses empty ones, so nothing becomes a blank."""
    part: Block = {"type": "text", "text": shorten(tidy(text), limit) or " "}
    return part | {"style": {"bold": True}} if bold else part


def person(user_id: str) -> Block:
    """A mention of a person inside a paragraph."""
    return {"type": "user", "user_id": user_id}


def small_print(*texts: Block) -> Block:
    """Text objects in small grey letters."""
    return {"type": "context", "elements": list(texts)[:10]}


def button(label: str, action_id: str, value: str) -> Block:
    """A button that hands ``value`` back when it is pressed."""
    return {"type": "button", "text": plain(label, BUTTON_LIMIT), "action_id": action_id, "value": value}


def actions(buttons: Sequence[Block]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)[:BUTTONS_LIMIT]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def fits(blocks: Sequence[Block]) -> bool:
    """Whether Slack takes these blocks as one message."""
    return len(blocks) <= BLOCKS_LIMIT and len(json.dumps(blocks, ensure_ascii=False)) <= MESSAGE_LIMIT
