"""What lies nearest: how far, and from where."""

from __future__ import annotations

from bot.answering.composing.outcomes.page import Page
from bot.answering.model import Answer, Row, ShownFact
from bot.answering.resolving.resolution import Way
from bot.answering.resolving.world import IN_MILES, KILOMETRES
from bot.directory.atlas import Spot
from bot.directory.model import Entry

USEFUL = ("phone", "address")
"""Types of attributes that are told of what is nearest, when none is asked for."""
SHORT_WAYS = "en"
"""The language whose speakers measure in miles, in countries that do."""

ABOUT_ONE = 1.5
"""Ways shorter than this are not told exactly: positions are those of ZIP codes and cities."""


def nearest(page: Page) -> Answer:
    """The nearest entry with its distance, the next ones beside it; a choice where the place may be one of several."""
    resolution, say = page.resolution, page.words.say
    entries, ways = resolution.entries, resolution.ways
    if resolution.outcome == "choices":
        rows = tuple(Row(e, f"{origin(page, w.origin)}: {distance(page, w)}") for e, w in zip(entries, ways, strict=True))
        return page.made("choices", "", say("which_place", name=ways[0].origin.name), (), entries, (), (), (), rows)
    entry, way = entries[0], ways[0]
    asked = _facts(page, entry)
    place = origin(page, way.origin)
    kind = page.words.kind(page.directory.kinds[entry.kind])
    lead = say("nearest", kind=kind, place=place, distance=distance(page, way))
    notes: tuple[str, ...] = (say("crow_flies"),)
    headline = entry.name
    if page.question.attributes and asked:
        headline, notes = asked[0].fact.value, (lead, *notes)
        lead = page.fact_line(asked[0])
    elif page.question.attributes:
        notes = (say("missing", label=page.labels_asked(), name=entry.name), *notes)
    if resolution.left_out:
        kinds = page.words.kinds(page.directory.kinds[entry.kind])
        notes += (say("left_out", count=resolution.left_out, kinds=kinds),)
    notes += page.doubts(asked, entry)
    rows = tuple(Row(e, detail(page, e, w)) for e, w in zip(entries, ways, strict=True))
    return page.made("answer", headline, lead, notes, entries, asked, page.facts.card(entry), (), rows)


def _facts(page: Page, entry: Entry) -> tuple[ShownFact, ...]:
    """What was asked for; else how to reach it and where it is."""
    if page.question.attributes:
        return page.facts.asked(entry, page.question)
    card = page.facts.card(entry)
    firsts = (next((s for s in card if page.type_of(s) == sort), None) for sort in USEFUL)
    return tuple(s for s in firsts if s is not None)


def detail(page: Page, entry: Entry, way: Way) -> str:
    """How far an entry is, and what is asked of it or how to reach it."""
    asked = _facts(page, entry)
    return ", ".join((distance(page, way), *(s.fact.value for s in asked[:1])))


def origin(page: Page, spot: Spot) -> str:
    """A place with its state or country: ``Athens, Georgia``."""
    home = spot.country == page.directory.places.home
    state = page.words.place(spot.state) if spot.state in page.directory.places.names else spot.area if home else ""
    parts = (spot.name, state or (page.words.place(spot.country) if not home else ""))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def distance(page: Page, way: Way) -> str:
    """In miles where people measure in them and the answer is in their language, else in kilometres."""
    in_miles = way.origin.country in IN_MILES and page.words.code == SHORT_WAYS
    length = way.miles if in_miles else way.miles * KILOMETRES
    if in_miles and length < ABOUT_ONE:
        return page.words.say("mile")
    return page.words.say("miles" if in_miles else "kilometres", number=f"{max(length, 1):,.0f}")
