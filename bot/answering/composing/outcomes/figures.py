"""A headline number: of today, of a date, and how it changed."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.composing.facts import at_date
from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, ShownFact
from bot.directory.model import Entry

OTHERS = 4
"""Values of other years that are named beside the one asked for."""


def number(page: Page) -> Answer:
    """The number asked for, with those of other years beside it."""
    entry, question = page.resolution.entries[0], page.question
    shown = page.facts.figures(entry)
    if question.history or len(question.dates) > 1:
        return _history(page, entry, shown)
    newest = shown[0]
    first, recorded = at_date(shown, question.dates[0]) if question.dates else (newest, True)
    when = first.fact.label or first.fact.as_of or page.words.say("undated")
    lead = page.words.say("count_of", name=entry.name, when=when)
    notes: tuple[str, ...] = () if recorded else (page.words.say("other_date", date=question.dates[0]),)
    notes += page.doubts((first,), entry)
    others = [s for s in shown if s.fact.value != first.fact.value][:OTHERS]
    if others:
        earlier = ", ".join(f"{s.fact.value} ({s.fact.label or s.fact.as_of})" for s in others)
        notes += (page.words.say("history", values=earlier),)
    return page.made("count", first.fact.value, lead, notes, (entry,), (first,), ())


def _history(page: Page, entry: Entry, shown: tuple[ShownFact, ...]) -> Answer:
    """How a number changed, the oldest first, each value from when it is first recorded."""
    changes: list[ShownFact] = []
    for s in reversed(shown):
        if not changes or s.fact.value != changes[-1].fact.value:
            changes.append(replace(s, label=s.fact.label or s.fact.as_of or page.words.say("undated")))
    headline = " → ".join(s.fact.value for s in changes)
    lead = page.words.say("changes", name=entry.name, when=", ".join(s.label for s in changes))
    return page.made("answer", headline, lead, (), (entry,), tuple(changes), ())
