"""The small print: where the shown facts come from, and how old they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.composing.wording import Wording
from bot.answering.model import ShownFact
from bot.directory.model import Source
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.markup import escape, has_live_marks, link, shorten

LINE = 900
"""Characters of a line in markup; a longer one, with an endless address, is shown without the link."""
TITLE = 200
UNDATED = "-"
"""Keeps what has no date apart from what has several."""
NAMES = 120
"""Characters of a source's title, and of the names or labels whose source it is."""


def source_lines(facts: Sequence[ShownFact], said: Wording, most: int) -> list[Block]:
    """A line a source and date: that of most facts first, then the others, which say whose or which facts are from them.

    The facts of several entries are not told apart by their dates: each entry's own are on its card.
    """
    several = len({shown.entry.id for shown in facts}) > 1
    groups: dict[tuple[str, str, bool], list[ShownFact]] = {}
    for shown in facts:
        date = "" if several and shown.fact.as_of else shown.fact.as_of or UNDATED
        groups.setdefault((shown.fact.source.id, date, shown.old), []).append(shown)
    lines: list[Block] = []
    ordered = sorted(groups.values(), key=len, reverse=True)
    main = len(ordered) == 1 or len(ordered[0]) > len(ordered[1]) if ordered else False
    for number, group in enumerate(ordered[:most]):
        names = dict.fromkeys(shown.entry.name if several else shown.label for shown in group)
        lines.append(_line(group, said, "" if main and not number else ("; " if several else ", ").join(names)))
    if len(groups) > most:
        lines.append(blocks.plain(said.say("more", count=len(groups) - most)))
    return _joined(lines)


def _joined(lines: list[Block]) -> list[Block]:
    """Neighbours of the same sort as one text object of several lines, as far as there is room."""
    kept: list[Block] = []
    for line in lines:
        last = kept[-1] if kept else None
        if last and last["type"] == line["type"] and len(last["text"]) + len(line["text"]) < blocks.SMALL_LIMIT:
            last["text"] += "\n" + line["text"]
        else:
            kept.append(line)
    return kept


def _line(group: Sequence[ShownFact], said: Wording, names: str) -> Block:
    """``Source: title · second-hand source · as of 2016-11``, the title linked; with ``names`` in place of the word.

    Facts of several entries may be of several dates, of which the first and the last are said.
    """
    first, last = (pick(group, key=lambda shown: shown.fact.as_of) for pick in (min, max))
    source, origin = first.fact.source, said.origin(first)
    if first.fact.as_of != last.fact.as_of:
        dates = f"{first.fact.as_of} – {last.fact.as_of}"
        origin = said.origin(replace(first, fact=replace(first.fact, as_of=dates)))
    title = shorten(source.title, TITLE)

    def line(what: str, plain: bool) -> str:
        kept = (lambda text: text) if plain else escape
        rest = f"{what} · {kept(origin)}"
        return f"{kept(shorten(names, NAMES))}: {rest}" if names else kept(said.say("source", what="{}")).replace("{}", rest)

    written = line(_linked(source, title), plain=False)
    if has_live_marks(line(title, plain=True)) or len(written) > LINE:
        return blocks.plain(line(title, plain=True))
    return blocks.mrkdwn(written)


def _linked(source: Source, title: str) -> str:
    return link(source.url, title) if source.url.startswith(("https://", "http://")) else escape(title)
