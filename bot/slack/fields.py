"""One fact as a person reads it on a card: a label, and a value that can be called, written to, opened or found."""

from __future__ import annotations

from urllib.parse import quote

from bot.answering.model import ShownFact
from bot.answering.wording import Wording
from bot.directory.model import AttributeType
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.markup import escape, has_live_marks, link, shorten

MAP = "https://www.google.com/maps/search/?api=1&query="
LABEL = 80
WIDE = 160
"""A value longer than this gets the whole width instead of a column."""


def fact_text(shown: ShownFact, sort: AttributeType, said: Wording, limit: int) -> Block:
    """The fact as a text object: the label in bold, the value below, its note below that.

    A value is cut at ``limit`` characters, a list of things after the last whole one with a count of the rest.
    """
    value = shorten_value(shown.fact.value, sort, said, limit)
    label, note = shorten(shown.label, LABEL), shorten(shown.fact.note, limit)
    written = None if has_live_marks(label) or has_live_marks(note) else _linked(shown, value, sort, said)
    if written is not None:
        text = "\n".join(filter(None, (f"*{escape(label)}*", written, escape(note))))
        if len(text) <= min(blocks.FIELD_LIMIT, 4 * limit + 200):  # links may be much longer than what they show
            return blocks.mrkdwn(text)
    return blocks.plain("\n".join(filter(None, (label, value, note))), blocks.FIELD_LIMIT)


def shorten_value(value: str, sort: AttributeType, said: Wording, limit: int) -> str:
    """The value within ``limit`` characters; the things of a list are counted where they are left out."""
    if len(value) <= limit or sort not in ("coverage", "parts"):
        return shorten(value, limit)
    separator = "; " if "; " in value else ", "
    things = value.split(separator)
    kept = len(separator.join(things)[:limit].split(separator)) - 1
    if not kept:
        return shorten(value, limit)
    return f"{separator.join(things[:kept])} {said.say('more', count=len(things) - kept)}"


def _linked(shown: ShownFact, value: str, sort: AttributeType, said: Wording) -> str | None:
    """The value in ``mrkdwn``, with the link its sort calls for; None when it can only be shown as plain text."""
    whole = shown.fact.value
    if sort == "url" and whole.startswith(("https://", "http://")):
        return link(whole, said.say("open") if has_live_marks(whole) else shorten(whole.split("://", 1)[1], 60))
    if has_live_marks(value):
        return None
    if sort == "phone" and len(shown.fact.phones) == 1:
        phone = shown.fact.phones[0]
        return link(f"tel:{phone.e164}" + (f";ext={phone.extension}" if phone.extension else ""), value)
    if sort == "phone" and shown.fact.phones:
        return "\n".join((escape(value), " · ".join(link(f"tel:{p.e164}", p.e164) for p in shown.fact.phones)))
    if sort == "email" and not any(c.isspace() for c in whole):
        return link(f"mailto:{whole}", value)
    if sort == "address":
        return f"{escape(value)}\n{link(MAP + quote(value, safe=''), said.say('map'))}"
    return escape(value)
