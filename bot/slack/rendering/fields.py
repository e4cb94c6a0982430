"""One fact as a person reads it on a card: a label, and a value that can be called, written to, opened or found."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from bot.answering.composing.wording import Wording
from bot.answering.model import ShownFact
from bot.directory.model import AttributeType
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.markup import escape, has_live_marks, link, shorten

MAP = "https://www.google.com/maps/search/?api=1&query="
LABEL = 80
ADDRESS = 40
"""Characters of a web address as it is shown."""
WIDE = 110
LONG_WORD = 24
"""A value longer than this, or with a longer word, gets the whole width instead of a column, where it would be broken."""
WEB = ("https://", "http://")


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


def is_wide(shown: ShownFact, sort: AttributeType) -> bool:
    """Whether the fact would look broken in a column."""
    value = shown_address(shown.fact.value) if sort == "url" else shown.fact.value
    return len(value) + len(shown.fact.note) > WIDE or any(len(word) > LONG_WORD for word in value.split())


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


def shown_address(url: str) -> str:
    """A web address as people read it, cut at a slash: ``www.example.org/contact/…``."""
    address = url.split("://", 1)[-1].rstrip("/")
    if len(address) <= ADDRESS:
        return address
    kept, _, rest = address[:ADDRESS].rpartition("/")
    return f"{kept}/…" if rest and kept else shorten(urlsplit(url).netloc or address, ADDRESS)


def reached(shown: ShownFact, sort: AttributeType, said: Wording) -> str:
    """The fact as a link in ``mrkdwn`` that says what it does: *Call*, *Write*, *Map*, *Open page*; empty: it has none."""
    value = shown.fact.value
    if sort == "phone" and len(shown.fact.phones) == 1:
        return link(shown.fact.phones[0].uri, said.say("call"))
    if sort == "email" and not any(c.isspace() for c in value):
        return link(f"mailto:{value}", said.say("write"))
    if sort == "address":
        return link(MAP + quote(value, safe=""), said.say("map"))
    return link(value, said.say("open")) if sort == "url" and value.startswith(WEB) else ""


def _linked(shown: ShownFact, value: str, sort: AttributeType, said: Wording) -> str | None:
    """The value in ``mrkdwn``, with the link its sort calls for; None when it can only be shown as plain text."""
    whole = shown.fact.value
    if sort == "url" and whole.startswith(WEB):
        return link(whole, said.say("open") if has_live_marks(whole) else shown_address(whole))
    if has_live_marks(value):
        return None
    if sort == "phone" and len(shown.fact.phones) == 1:
        return link(shown.fact.phones[0].uri, value)
    if sort == "phone" and shown.fact.phones:
        return "\n".join((escape(value), " · ".join(link(p.uri, p.e164) for p in shown.fact.phones)))
    if sort == "email" and not any(c.isspace() for c in whole):
        return link(f"mailto:{whole}", value)
    if sort == "address":
        return f"{escape(value)}\n{link(MAP + quote(value, safe=''), said.say('map'))}"
    return escape(value)
