"""Several entries: to choose from, or all of them."""

from __future__ import annotations

from bot.answering.model import Answer
from bot.answering.outcomes.page import Page

CHOICES = 10
"""Entries offered to choose from."""


def choices(page: Page) -> Answer:
    """Entries that may be meant."""
    entries = page.resolution.entries
    facts = tuple(s for e in entries[:CHOICES] for s in page.facts.asked(e, page.question)[:1])
    lead = page.words.say("not_sure" if page.resolution.reason == "near" else "which_one")
    rows = page.rows(entries[:CHOICES])
    return page.made("choices", "", lead, page.way(entries[0]), entries, facts, (), page.resolution.via, rows)


def listed(page: Page) -> Answer:
    """All that were asked for, with the fact asked of each."""
    entries = page.resolution.entries
    facts = tuple(s for e in entries for s in page.facts.asked(e, page.question))
    return page.made("list", "", group_line(page), (), entries, facts, (), page.resolution.via, page.rows(entries))


def counted(page: Page) -> Answer:
    """How many there are, and which."""
    entries = page.resolution.entries
    rows = page.rows(entries)
    return page.made("count", str(len(entries)), group_line(page), (), entries, (), (), page.resolution.via, rows)


def group_line(page: Page) -> str:
    """What they are, and where: ``3 halls: Harbour House``."""
    resolution = page.resolution
    count = len(resolution.entries)
    if resolution.reason == "both":
        return page.words.say("both", count=count)
    kind = page.directory.kinds[resolution.kind]
    name = page.words.kind(kind) if count == 1 else page.words.kinds(kind)
    where = page.words.place(resolution.place) if resolution.place else ", ".join(e.name for e in resolution.via)
    if where:
        return page.words.say("list_in", count=count, kinds=name, where=where)
    return page.words.say("list", count=count, kinds=name)
