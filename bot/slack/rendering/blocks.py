"""Block Kit, built within Slack's limits. Plain text stays plain: only ``mrkdwn`` reads markup, and says so by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.rendering.markup import shorten, tidy

Block = dict[str, Any]

HEADER_LIMIT = 150
TEXT_LIMIT = 3000
FIELD_LIMIT = 2000
FIELDS_LIMIT = 10
SMALL_LIMIT = 2000
"""Of a text in small print: Slack's reference says only what every text may have, but who checks blocks often says this."""
BUTTON_LIMIT = 75
BUTTONS_LIMIT = 25
NARROW = 24
"""Characters that a column of a table shows on one line."""
BLOCKS_LIMIT = 47
IN_VIEW_LIMIT = 60
"""Slack takes 50 in a message and 100 in a view; the rest is for what stands around an answer there."""
MESSAGE_LIMIT = 12_000
"""Characters of all blocks of a message as JSON: Slack counts somewhat less, and refuses above some 13,200 of those."""


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


def section(text: Block, accessory: Block | None = None) -> Block:
    """A paragraph of a text object, with a button or menu beside it."""
    return {"type": "section", "text": text} | ({"accessory": accessory} if accessory else {})


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


def flag(country: str) -> Block:
    """The flag of a country, by its ISO 3166-1 code, inside a paragraph."""
    return {"type": "emoji", "name": f"flag-{country.lower()}"}


def preformatted(text: str, limit: int = TEXT_LIMIT) -> Block:
    """Text as it stands, which Slack offers to copy."""
    return {"type": "rich_text_preformatted", "elements": [span(text, limit=limit)]}


def person(user_id: str) -> Block:
    """A mention of a person inside a paragraph."""
    return {"type": "user", "user_id": user_id}


def small_print(*texts: Block) -> Block:
    """Text objects in small grey letters."""
    return {"type": "context", "elements": list(texts)[:10]}


def button(label: str, action_id: str, value: str, spoken: str = "") -> Block:
    """A button that hands ``value`` back when it is pressed; ``spoken``: what a screen reader says in place of its label."""
    made = {"type": "button", "text": plain(label, BUTTON_LIMIT), "action_id": action_id, "value": value}
    return made | ({"accessibility_label": shorten(tidy(spoken), BUTTON_LIMIT)} if spoken else {})


def feedback(action_id: str, good: tuple[str, str], bad: tuple[str, str]) -> Block:
    """Two small buttons to say how it went, each a label and its value. Only messages take it."""
    labels = {
        name: {"text": plain(label, BUTTON_LIMIT), "value": value, "accessibility_label": shorten(tidy(label), BUTTON_LIMIT)}
        for name, (label, value) in (("positive_button", good), ("negative_button", bad))
    }
    return {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": action_id, **labels}]}


def table(head: Sequence[str], rows: Sequence[Sequence[str]], limit: int) -> Block:
    """A table with the first lines of its first column in bold; a cell has ``limit`` characters at most, a bold line too.

    The first column and those with long texts are wrapped, so that numbers are not. Only messages take one, and only one.
    """
    longest = [max((len(line) for row in rows for line in row[at].split("\n")), default=0) for at in range(len(head))]
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": not at or length > NARROW} for at, length in enumerate(longest)],
        "rows": [
            [raw(cell, limit) for cell in head],
            *([strong(row[0], limit), *(raw(c, limit) for c in row[1:])] for row in rows),
        ],
    }


def raw(text: str, limit: int) -> Block:
    """A cell of plain text. Slack refuses empty ones."""
    return {"type": "raw_text", "text": shorten(tidy(text), limit) or "–"}


def strong(text: str, limit: int) -> Block:
    """A cell whose first line is bold."""
    first, *rest = text.split("\n", 1)
    return rich(paragraph(span(first, bold=True, limit=limit), *(span(f"\n{more}", limit=limit) for more in rest)))


def actions(buttons: Sequence[Block]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)[:BUTTONS_LIMIT]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def fits(blocks: Sequence[Block], in_view: bool = False) -> bool:
    """Whether Slack takes these blocks as one message, or as part of a view."""
    if in_view:
        return len(blocks) <= IN_VIEW_LIMIT
    return (
        len(blocks) <= BLOCKS_LIMIT and len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) <= MESSAGE_LIMIT
    )
