"""Who serves a region, which of its countries or states each, and for which of them nobody is on record."""

from __future__ import annotations

from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, Row
from bot.directory.model import Entry

NAMED = 12
"""Places named that nobody serves, before the rest are only counted."""


def of_region(page: Page) -> Answer:
    """A row for each entry with the places of the region that it serves."""
    resolution, say = page.resolution, page.words.say
    entries = resolution.entries
    kind = page.directory.kinds[resolution.kind]
    name = page.words.kind(kind) if len(entries) == 1 else page.words.kinds(kind)
    lead = say("places_covered", count=len(entries), kinds=name, region=page.words.place(resolution.place))
    rows = tuple(Row(e, _detail(page, e)) for e in entries)
    covers = tuple(s for e in entries for s in (page.facts.asked(e, page.question) or page.facts.of(e, "covers")))
    notes: tuple[str, ...] = ()
    if resolution.lacking:
        names = [page.words.place(code) for code in resolution.lacking]
        rest = [say("more", count=len(names) - NAMED)] if len(names) > NAMED else []
        notes = (say("none_for", places=", ".join((*names[:NAMED], *rest))),)
    card = page.facts.card(entries[0]) if len(entries) == 1 else ()
    return page.made(resolution.outcome, "", lead, notes, entries, covers, card, (), rows)


def _detail(page: Page, entry: Entry) -> str:
    """The fact asked for, and the places of the region that it serves."""
    asked = [s.fact.value for s in page.facts.asked(entry, page.question)[:1]] or [page.words.say("none")]
    return ": ".join((*(asked if page.question.attributes else ()), served(page, entry, page.resolution.place)))


def served(page: Page, entry: Entry, region: str) -> str:
    """The places of a region that an entry serves, in words."""
    members = page.directory.places.regions[region].members
    return ", ".join(page.words.place(t.place) for t in entry.covers if t.place in members)
