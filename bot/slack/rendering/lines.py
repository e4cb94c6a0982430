"""An entry as one line of a list: what it is called, and what tells it apart."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.composing.wording import Wording
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.markup import escape, has_live_marks, shorten

NAME, DETAIL = 200, 300
"""Characters of a line's two parts."""


def about(entry: Entry, directory: Directory, said: Wording) -> str:
    """Kind, code, town and main number: ``port of entry · 2304 · Laredo · (956) 523-7300``."""
    return " · ".join(_parts(entry, directory, said))


def line(entry: Entry, directory: Directory, said: Wording, *, among_its_kind: bool = False) -> Block:
    """The entry's name, and below what tells it apart, as a text object; ``among_its_kind``: without its kind."""
    parts = list(_parts(entry, directory, said))
    detail = shorten(" · ".join(parts[1:] or parts if among_its_kind else parts), DETAIL)
    name = shorten(entry.name, NAME)
    if has_live_marks(name) or has_live_marks(detail):
        return blocks.plain(f"{name}\n{detail}")
    return blocks.mrkdwn(f"*{escape(name)}*\n{escape(detail)}")


def _parts(entry: Entry, directory: Directory, said: Wording) -> Iterator[str]:
    yield said.kind(directory.kinds[entry.kind])
    yield from entry.codes[:1]
    if entry.place.city and entry.place.city.lower() not in entry.name.lower():
        yield entry.place.city
    yield from (fact.value for fact in entry.current(directory.main_phone)[:1])
