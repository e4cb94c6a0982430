"""Several things asked of at once: an answer for each, or all of them side by side."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.composing.outcomes.one import one
from bot.answering.composing.outcomes.page import Page
from bot.answering.composing.outcomes.unknown import why_not
from bot.answering.model import Answer, Row, ShownFact
from bot.directory.model import Entry

SIDES = 6
"""Attributes set side by side where none is asked for."""
PLAIN = ("phone", "email", "address", "hours", "code", "text", "number", "date", "entry")
"""Types of attributes that can be read side by side."""


def each(page: Page) -> Answer:
    """A row for every thing named: who answers for it, with the fact asked for; what is not known is noted."""
    rows: list[Row] = []
    facts: list[ShownFact] = []
    notes: list[str] = []
    for case, resolution in page.resolution.each:
        part = Page(resolution, case)
        if resolution.outcome == "unknown":
            notes.append(why_not(part))
            continue
        for entry in resolution.entries[:1] if resolution.outcome == "answer" else resolution.entries:
            told = _told(part, entry)
            rows.append(Row(entry, _detail(part, entry, told)))
            facts += told.facts or _telling(part, told)
            notes += [note for note in part.way(entry) if resolution.outcome == "answer"]
    entries = tuple(dict.fromkeys(row.entry for row in rows))
    lead = page.words.say("each", count=len(page.resolution.each))
    return page.made("list", "", lead, tuple(dict.fromkeys(notes)), entries, tuple(facts), (), (), tuple(rows))


def _told(part: Page, entry: Entry) -> Answer:
    """What would be said of one of the entries alone."""
    return one(Page(replace(part.resolution, outcome="answer", entries=(entry,)), part.case))


def _detail(part: Page, entry: Entry, told: Answer) -> str:
    """The fact asked for, or what sort of thing it is; and for what, when coverage led to it."""
    resolution, words = part.resolution, part.words
    if told.outcome != "answer":
        return part.words.say("none")
    phone = part.phone(told.card)
    value = told.headline if told.headline != entry.name else phone.fact.value if phone else part.detail(entry)
    if (
        told.facts and told.facts[0].entry is not entry and value == told.facts[0].fact.value
    ):  # it can be reached only through that one
        value = f"{value} ({told.facts[0].entry.name})"
    if resolution.reason != "serves":
        return value
    name = resolution.via[0].name if resolution.via else words.place(resolution.place)
    return words.say("for", value=value, name=name)


def _telling(part: Page, told: Answer) -> tuple[ShownFact, ...]:
    """A fact that bears out a row for which none was asked: what is covered, or how to reach it."""
    covers = next((s for s in told.card if s.fact.attribute == "covers"), None)
    best = covers if part.resolution.reach == "place" and covers else part.phone(told.card) or next(iter(told.card), None)
    return (best,) if best else ()


def compared(page: Page) -> Answer:
    """Attribute by attribute, the value of each entry below that of the others."""
    entries = page.resolution.entries
    attributes = page.question.attributes or _sides(page, entries)
    rows: list[Row] = []
    facts: list[ShownFact] = []
    for attribute in attributes:
        for entry in entries:
            shown = page.facts.of(entry, attribute)
            label = page.words.attribute(page.directory.attributes[attribute])
            values = "; ".join(dict.fromkeys(s.fact.value for s in shown))
            rows.append(Row(entry, f"{label}: {values or page.words.say('none')}"))
            facts += shown
    lead = page.words.say("compared", names="; ".join(e.name for e in entries))
    notes = tuple(why_not(Page(r, case)) for case, r in page.resolution.each if r.outcome == "unknown")
    return page.made("list", "", lead, notes, entries, tuple(facts), (), (), tuple(rows))


def _sides(page: Page, entries: tuple[Entry, ...]) -> list[str]:
    """The attributes that can be told in a line and that half of the entries have, in the order of the first one's card."""
    of_kind = page.directory.kinds[entries[0].kind].attributes
    short = [a for a in of_kind if page.directory.attributes[a].type in PLAIN]
    return [a for a in short if sum(bool(e.current(a)) for e in entries) * 2 >= len(entries)][:SIDES]
