"""The entry is known, but not the fact asked for: what it has, who has it instead, and whom to ask."""

from __future__ import annotations

from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, Question, Row, ShownFact
from bot.directory.model import Entry

PARTS = 10
"""Parts of an entry that are named because they have the fact."""


def through(
    page: Page, entry: Entry, other: Entry, asked: tuple[ShownFact, ...], notes: tuple[str, ...], card: tuple[ShownFact, ...]
) -> Answer:
    """What is asked of the entry, only another has: its kind's last resort, what it is part of, or a part."""
    own = page.doubts((), entry)
    notes = (page.words.say("fallback", name=entry.name, fallback=other.name), *own, *notes, *page.doubts(asked, other))
    lead = page.fact_line(asked[0])
    return page.made("answer", asked[0].fact.value, lead, notes, (entry, other), asked, card, page.resolution.via)


def served_without(page: Page, entry: Entry, card: tuple[ShownFact, ...], notes: tuple[str, ...]) -> Answer:
    """Who serves the thing is known; the fact asked for of it is not."""
    notes += (page.words.say("missing", label=page.labels_asked(), name=entry.name), *page.doubts((), entry))
    instead = _instead(page, entry)
    notes += (instead,) if instead else ()
    lead = page.words.kind(page.directory.kinds[entry.kind])
    return page.made("answer", entry.name, lead, notes, (entry,), (), card, page.resolution.via)


def lacking(page: Page, entry: Entry, card: tuple[ShownFact, ...]) -> Answer:
    """The entry, what it has, and whom to ask; or its parts that have the fact."""
    say, directory = page.words.say, page.directory
    if entry.place.city and "address" in {directory.attributes[a].type for a in page.question.attributes}:
        where = ", ".join(x for x in (entry.place.city, page.words.place(entry.place.state or entry.place.country)) if x)
        lead = say("no_street", name=page.words.entry(entry), place=where)
        others = [a for a in page.question.attributes if directory.attributes[a].type != "address"]
        lacked = ", ".join(page.words.attribute(directory.attributes[a]).lower() for a in others)
        missing = (say("missing", label=lacked, name=entry.name), _instead(page, entry)) if others else ()
        return page.made(
            "answer", where, lead, (*filter(None, missing), *page.doubts((), entry)), (entry,), (), card, page.resolution.via
        )
    lead = say("missing", label=page.labels_asked(), name=page.words.entry(entry))
    rows = parts_with(page, entry, page.question)
    if rows:
        parts = tuple(row.entry for row in rows)
        if len(parts) == 1:
            return through(
                page, entry, parts[0], page.facts.asked(parts[0], page.question), page.way(entry), page.facts.card(entry)
            )
        facts = tuple(s for part in parts for s in page.facts.asked(part, page.question)[:1])
        lead += " " + say("parts_have")
        return page.made("list", "", lead, (*page.doubts((), entry), *page.way(entry)), parts, facts, (), (entry,), rows)
    notes = list(page.doubts((), entry))
    if card:
        labels = dict.fromkeys(page.words.attribute(directory.attributes[s.fact.attribute]).lower() for s in card)
        notes.append(say("has", labels=", ".join(labels)))
    instead = _instead(page, entry)
    if instead:
        notes.append(instead)
    notes += page.way(entry)
    return page.made("unknown", "", lead, tuple(notes), (entry,), (), card, page.resolution.via)


def parts_with(page: Page, entry: Entry, question: Question) -> tuple[Row, ...]:
    """The entry's parts that have the fact that is asked for."""
    inside = (page.directory.entries[i] for i in page.directory.parts.get(entry.id, ()))
    parts = (p for p in inside if page.directory.kinds[p.kind].rank == 3)
    return tuple(Row(p, page.valued(shown[0])) for p in parts if (shown := page.facts.asked(p, question)))[:PARTS]


def _instead(page: Page, entry: Entry) -> str:
    """Whom to ask when a fact is missing: the nearest thing above that has it, or the general entry."""
    above = [*page.directory.ancestors(entry)]
    general = page.directory.entries.get(page.directory.general)
    for other in [*above, *([general] if general and general is not entry else [])]:
        best = next(iter(page.facts.asked(other, page.question)), None) or page.phone(page.facts.card(other))
        if best is not None:
            return page.words.say("instead", name=other.name, label=best.label.lower(), value=best.fact.value)
    return ""
