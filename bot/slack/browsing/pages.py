"""The pages of App Home: the front page, the entries of a kind, one entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer
from bot.answering.understanding.normalize import fold
from bot.directory.model import Directory, Entry
from bot.slack.browsing.place import Place
from bot.slack.browsing.shelves import Shelves
from bot.slack.metering.freshness import freshness
from bot.slack.people.askers import Asker
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.buttons import SEARCH
from bot.slack.rendering.clocks import by_clock_of
from bot.slack.rendering.lines import line
from bot.slack.rendering.render import render
from bot.slack.rendering.words import words

GO = "home:go"
ASK = "home:ask"
REGION = "home:region"
PIN = "pin:on"
UNPIN = "pin:off"
"""Action ids, or what they begin with."""

PAGE = 10
"""Entries on a page."""
PINS, RECENTS = 10, 5
"""Entries shown of those at hand."""
CARD = 80
"""Blocks of a card that find room beside what is around it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What a person keeps at hand, as ids of entries, the latest first; some may be gone."""

    pins: tuple[str, ...] = ()
    recents: tuple[str, ...] = ()
    status: Mapping[str, str] = field(default_factory=dict)
    """Of the pinned ones: whether it is open now, in a line."""


def front(directory: Directory, shelves: Shelves, hand: Hand, asker: Asker, now: datetime) -> Block:
    """The front page: search, what is at hand, the kinds, how fresh it all is."""
    said = words(directory, asker.locale)
    examples = directory.examples_in(said.code)
    return inputs.home(
        [
            blocks.header(directory.title),
            blocks.section(blocks.plain(said.say("home_about", about=directory.about))),
            *_search(said, examples[0] if examples else ""),
            *_at_hand(directory, hand, asker, now, said),
            blocks.header(said.say("home_browse")),
            *_kinds(directory, shelves, said),
            blocks.divider(),
            _fresh(directory, now, said),
        ]
    )


def answered(directory: Directory, answer: Answer, asker: Asker) -> Block:
    """What was asked in Home, answered: the search again, and the answer below it."""
    said = words(directory, asker.locale)
    message = render(answer, directory, in_view=True)
    return inputs.home([_back(Place(), said), *_search(said, answer.question.text), *message.blocks[:CARD]])


def shelf(directory: Directory, shelves: Shelves, place: Place, asker: Asker) -> Block:
    """The entries of a kind, of one state or country or of all, ten at a time."""
    said = words(directory, asker.locale)
    kind = directory.kinds[place.kind]
    entries = shelves.entries(place.kind, place.region)
    last = max(0, (len(entries) - 1) // PAGE)
    place = replace(place, page=min(place.page, last))
    shown = entries[place.page * PAGE : (place.page + 1) * PAGE]
    title = said.kinds(kind)
    return inputs.home(
        [
            _back(Place(), said),
            blocks.header(f"{title[:1].upper()}{title[1:]} · {len(entries):,}"),
            *_regions(shelves, place, said),
            *(_row(entry, replace(place, entry=entry.id), number, directory, said) for number, entry in enumerate(shown)),
            *_paging(place, last, said),
        ]
    )


def card(directory: Directory, answer: Answer, place: Place, pinned: bool, asker: Asker, now: datetime) -> Block:
    """One entry, with the way back to where it was found, its pin, and its hours by the asker's clock."""
    said = words(directory, asker.locale)
    entry = directory.entries[place.entry]
    pin = blocks.button(said.say("unpin" if pinned else "pin"), UNPIN if pinned else PIN, place.value())
    back = _back(replace(place, entry=""), said)
    back["elements"].append(pin)
    message = render(answer, directory, in_view=True)
    yours = _yours(entry, asker, now, said)
    return inputs.home([back, *message.blocks[:CARD], *([blocks.small_print(blocks.plain(yours))] if yours else [])])


def _search(said: Wording, example: str) -> Iterator[Block]:
    line = inputs.typed_line(ASK, example or said.say("home_ask"))
    yield inputs.field(said.say("home_ask"), line, "home:ask", at_once=True)
    yield blocks.actions([blocks.button(said.say("home_search"), SEARCH, "home")])


def _at_hand(directory: Directory, hand: Hand, asker: Asker, now: datetime, said: Wording) -> Iterator[Block]:
    """The pinned entries with their hours, and those looked at last."""
    pins = [directory.entries[id] for id in hand.pins if id in directory.entries]
    recents = [directory.entries[id] for id in hand.recents if id in directory.entries and id not in hand.pins]
    if pins:
        yield blocks.header(said.say("home_pins"))
        for number, entry in enumerate(pins[:PINS]):
            yield _row(entry, Place(entry=entry.id), number, directory, said)
            yield from _hours(entry, hand.status.get(entry.id, ""), asker, now, said)
        if len(pins) > PINS:
            yield blocks.small_print(blocks.plain(said.say("home_more_pins", count=len(pins) - PINS)))
    if recents:
        yield blocks.header(said.say("home_recents"))
        for number, entry in enumerate(recents[:RECENTS], start=PINS):
            yield _row(entry, Place(entry=entry.id), number, directory, said)
    if not pins:
        yield blocks.small_print(blocks.plain(said.say("home_pin_hint")))


def _row(entry: Entry, place: Place, number: int, directory: Directory, said: Wording) -> Block:
    opens = blocks.button(said.say("home_open"), f"{GO}:row:{number}", place.value())
    opens["accessibility_label"] = blocks.plain(said.say("home_open_of", name=entry.name), blocks.BUTTON_LIMIT)["text"]
    return blocks.section(line(entry, directory, said, among_its_kind=bool(place.kind))) | {"accessory": opens}


def _hours(entry: Entry, status: str, asker: Asker, now: datetime, said: Wording) -> Iterator[Block]:
    """Whether it is open now, and the hours by the asker's own clock."""
    if told := [line for line in (status, _yours(entry, asker, now, said)) if line]:
        yield blocks.small_print(blocks.plain(" ".join(told)))


def _yours(entry: Entry, asker: Asker, now: datetime, said: Wording) -> str:
    """The opening hours by the asker's own clock; empty where that reads no differently, or nothing is known of them."""
    hours = next((fact.hours for fact in entry.facts if fact.hours and not fact.former), None)
    yours = by_clock_of(hours, asker.tz, now, said.hours_words) if hours else ""
    return said.say("hours_yours", hours=yours) if yours else ""


def _kinds(directory: Directory, shelves: Shelves, said: Wording) -> Iterator[Block]:
    """A button a kind, with how many entries it has."""
    buttons = []
    for kind, count in shelves.kinds().items():
        name = said.kinds(directory.kinds[kind])
        buttons.append(blocks.button(f"{name[:1].upper()}{name[1:]} · {count:,}", f"{GO}:{kind}", Place(kind=kind).value()))
    for first in range(0, len(buttons), blocks.BUTTONS_LIMIT):
        yield blocks.actions(buttons[first : first + blocks.BUTTONS_LIMIT])


def _fresh(directory: Directory, now: datetime, said: Wording) -> Block:
    fresh = freshness(directory, now.date())
    text = said.say("home_fresh", entries=f"{fresh.entries:,}", facts=f"{fresh.facts:,}", newest=fresh.newest or "–")
    old = [said.say("home_old", count=f"{fresh.old:,}")] if fresh.old else []
    return blocks.small_print(blocks.plain(" ".join([text, *old])))


def _regions(shelves: Shelves, place: Place, said: Wording) -> Iterator[Block]:
    """The choice of a state or country, where there are several."""
    regions = shelves.regions(place.kind)
    if len(regions) < 2:
        return
    everything = inputs.option(said.say("home_all"), Place(kind=place.kind).value())
    options = [everything] + [
        inputs.option(f"{said.place(code)} · {regions[code]:,}", Place(place.kind, code).value())
        for code in sorted(regions, key=lambda code: fold(said.place(code)))
    ]
    chosen = Place(place.kind, place.region).value()
    yield blocks.actions([inputs.select(options, REGION, said.say("home_region"), chosen)])


def _paging(place: Place, last: int, said: Wording) -> Iterator[Block]:
    """The ways to the pages before and after, and which one this is."""
    if not last:
        return
    steps: list[tuple[str, int]] = [("earlier", -1), ("later", 1)]
    there = [(name, place.page + step) for name, step in steps if 0 <= place.page + step <= last]
    buttons = [blocks.button(said.say(name), f"{GO}:{name}", replace(place, page=page).value()) for name, page in there]
    yield blocks.actions(buttons)
    yield blocks.small_print(blocks.plain(said.say("home_page", page=place.page + 1, pages=last + 1)))


def _back(place: Place, said: Wording) -> Block:
    label = said.say("home_back_list" if place.kind else "home_back")
    return blocks.actions([blocks.button(label, f"{GO}:back", place.value())])
