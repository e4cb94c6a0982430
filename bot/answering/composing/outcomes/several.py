"""Several entries: to choose from, or all of them."""

from __future__ import annotations

from bot.answering.composing.outcomes.opening import time_there
from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, Row, ShownFact
from bot.answering.resolving.walking import in_places
from bot.directory.model import Entry

CHOICES = 10
"""Entries offered to choose from."""


def choices(page: Page) -> Answer:
    """Entries that may be meant."""
    entries = page.resolution.entries
    facts = tuple(s for e in entries[:CHOICES] for s in page.facts.asked(e, page.question)[:1])
    times = tuple(Row(e, time) for e in entries[:CHOICES] if (time := time_there(page, e))) if page.question.clock else ()
    lead = page.words.say("not_sure" if page.resolution.reason == "near" else "times" if times else "which_one")
    rows = times or page.rows(entries[:CHOICES])
    return page.made("choices", "", lead, page.way(entries[0]), entries, facts, (), page.resolution.via, rows)


def listed(page: Page) -> Answer:
    """All that were asked for, with the fact asked of each."""
    entries = page.resolution.entries
    facts, rows = _told(page)
    return page.made("list", "", group_line(page), (), entries, facts, (), page.resolution.via, rows)


def counted(page: Page) -> Answer:
    """How many there are, and which."""
    entries = page.resolution.entries
    facts, rows = _told(page)
    return page.made("count", str(len(entries)), group_line(page), (), entries, facts, (), page.resolution.via, rows)


def _told(page: Page) -> tuple[tuple[ShownFact, ...], tuple[Row, ...]]:
    """What is said of each entry: the facts asked for, else its code and the number to call."""
    facts: list[ShownFact] = []
    rows: list[Row] = []
    for entry in page.resolution.entries:
        can_have = page.directory.kinds[entry.kind].attributes
        asked = [a for a in page.question.attributes if a in can_have or page.resolution.reason == "shown"]
        own = page.facts.asked(entry, page.question) if asked else _known_by(page, entry)
        facts += own
        phones = [] if asked else [s.fact.value for s in own if page.type_of(s) == "phone"]
        lacking = [page.words.say("none")] if asked and not own else []
        rows.append(Row(entry, ", ".join(filter(None, (*(lacking or [page.detail(entry)]), *phones)))))
    return tuple(facts), tuple(rows)


def _known_by(page: Page, entry: Entry) -> tuple[ShownFact, ...]:
    """Its first code and its number: what tells it from the others, and how to reach it."""
    attributes = [page.directory.attributes[a] for a in page.directory.kinds[entry.kind].attributes]
    firsts = {type: next((a.id for a in attributes if a.type == type), "") for type in ("code", "phone")}
    return tuple(s for attribute in firsts.values() if attribute for s in page.facts.of(entry, attribute)[:1])


def _places(page: Page) -> list[str]:
    """The places named in which any of the entries are; that of the resolution where the words name others."""
    resolution, regions = page.resolution, page.directory.places.regions
    if resolution.place not in page.question.places:
        return [resolution.place] if resolution.place else []
    members = {place: regions[place].members if place in regions else (place,) for place in page.question.places}
    return [place for place, codes in members.items() if in_places(resolution.entries, codes, page.directory)]


def group_line(page: Page) -> str:
    """What they are, and where: ``3 halls: Harbour House``, ``1 house (by the sea): Maine``, ``2 houses outside Maine``."""
    resolution = page.resolution
    count = len(resolution.entries)
    if resolution.reason in ("both", "shown"):
        return page.words.say("both" if resolution.reason == "both" else "shown", count=count)
    kind = page.directory.kinds[resolution.kind]
    name = page.words.kind(kind) if count == 1 else page.words.kinds(kind)
    traits = [t for t in page.question.tags if all(t in e.tags for e in resolution.entries)]
    if traits:
        said = ", ".join(page.words.tag(page.directory.tags[t], count > 1) for t in traits)
        name = page.words.say("of_trait", kinds=name, traits=said)
    where = ", ".join([page.words.place(place) for place in _places(page)] or [e.name for e in resolution.via])
    if where:
        return page.words.say("list_in", count=count, kinds=name, where=where)
    outside = ", ".join(page.words.place(place) for place in page.question.not_places)
    if outside:
        return page.words.say("list_outside", count=count, kinds=name, where=outside)
    return page.words.say("list", count=count, kinds=name)
