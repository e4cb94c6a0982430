"""An entry's facts: a card with everything, or the short form with what was asked for. How each is laid out follows from the
type of its attribute alone, and their order from the entry's kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.model import ShownFact
from bot.directory.model import Entry, Target
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.buttons import OPEN, entries_menu
from bot.slack.rendering.fields import fact_text, is_wide, reached
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.sheet import Sheet

RELATIONS = ("entry", "coverage", "parts")
"""Types of attributes whose values are other entries, or places."""
NAMED = 240
"""Characters of the names of related entries; a menu beside them has them all."""
REACHED = ("phone", "email", "address", "url")
"""Types of attributes whose values lead somewhere."""


def card(sheet: Sheet) -> Iterator[Block]:
    """Everything, under the name of the entry that each fact belongs to. What stands large above is not said again."""
    large = [shown for shown in sheet.facts if _is_large(shown, sheet) and _is_said(shown, sheet)][:1]
    yield from _leads(large, sheet)
    rest = [shown for shown in sheet.facts if shown not in large]
    facts = rest[: sheet.room.facts]
    owners = list({shown.entry.id: shown.entry for shown in facts}.values())
    for entry in owners:
        if len(owners) > 1 or not _is_named(entry, sheet):
            yield _title(entry, sheet)
        yield from _laid_out([shown for shown in facts if shown.entry is entry], sheet)
    if len(rest) > len(facts):
        yield blocks.small_print(blocks.plain(sheet.said.say("more", count=len(rest) - len(facts))))


def short(sheet: Sheet) -> Iterator[Block]:
    """What was asked for beside the fact that is shown large, and where the facts lead."""
    answer = sheet.answer
    yield from _laid_out([s for s in answer.facts if not _is_large(s, sheet)][: sheet.room.facts], sheet)
    large = [shown for shown in answer.facts or answer.card if _is_large(shown, sheet)]
    yield from _leads(large[:1] if answer.facts else _first_of_each([*large, *answer.card], sheet), sheet)


def has_more(sheet: Sheet) -> bool:
    """Whether the card says anything that the short form leaves out."""
    told = {id(shown.fact) for shown in sheet.answer.facts}
    values = {shown.fact.value for shown in sheet.answer.facts} | {sheet.answer.headline}
    return any(id(shown.fact) not in told and shown.fact.value not in values for shown in sheet.answer.card)


def _is_large(shown: ShownFact, sheet: Sheet) -> bool:
    """Whether the fact is what stands large above the rest."""
    return shown.fact.value == sheet.answer.headline


def _is_said(shown: ShownFact, sheet: Sheet) -> bool:
    """Whether all that must be read with the fact is said above."""
    return shown.fact.note in ("", *sheet.answer.notes) and (not shown.fact.label or shown.label in sheet.answer.lead)


def _leads(facts: Sequence[ShownFact], sheet: Sheet) -> Iterator[Block]:
    """A line of links, one for each fact that leads somewhere."""
    if links := [text for shown in facts if (text := reached(shown, sheet.sort(shown), sheet.said))]:
        yield blocks.section(blocks.mrkdwn("  ·  ".join(links)))


def _first_of_each(facts: Sequence[ShownFact], sheet: Sheet) -> list[ShownFact]:
    """The first fact of each type by which an entry is reached."""
    firsts: dict[str, ShownFact] = {}
    for shown in facts:
        if sheet.sort(shown) in REACHED:
            firsts.setdefault(sheet.sort(shown), shown)
    return list(firsts.values())


def _is_named(entry: Entry, sheet: Sheet) -> bool:
    """Whether it is said above whose card this is."""
    return entry.name in sheet.answer.headline or entry.name in sheet.answer.lead


def _title(entry: Entry, sheet: Sheet) -> Block:
    """The entry's name and kind."""
    kind = sheet.said.kind(sheet.directory.kinds[entry.kind])
    name = blocks.span(entry.name, bold=True, limit=sheet.room.line)
    return blocks.rich(blocks.paragraph(name, blocks.span(f" · {kind}", limit=sheet.room.line)))


def _laid_out(facts: Sequence[ShownFact], sheet: Sheet) -> Iterator[Block]:
    """Short facts in columns, then long ones, then those that lead to other entries."""
    narrow: list[Block] = []
    wide: list[Block] = []
    related: list[Block] = []
    for shown in (_unsaid(fact, sheet) for fact in facts):
        sort = sheet.sort(shown)
        if sort in RELATIONS:
            related += _relation(shown, sheet)
        else:
            text = fact_text(shown, sort, sheet.said, sheet.room.value)
            (wide if is_wide(shown, sort) else narrow).append(text)
    yield from blocks.fields(narrow)
    yield from map(blocks.section, wide)
    yield from related


def _unsaid(shown: ShownFact, sheet: Sheet) -> ShownFact:
    """The fact, without a note that stands above as what must be read with it."""
    said = shown.fact.note in sheet.answer.notes and any(shown.fact is asked.fact for asked in sheet.answer.facts)
    return replace(shown, fact=replace(shown.fact, note="")) if said else shown


def _relation(shown: ShownFact, sheet: Sheet) -> Iterator[Block]:
    """The entries with a way to each of them, and the places, countries with their flags."""
    others = _others(shown, sheet)
    places = [target for target in shown.fact.targets if not target.entry]
    if places:
        yield _places(shown, places, sheet)
    if others or not places:
        limit = min(NAMED, sheet.room.value)
        yield blocks.section(fact_text(shown, sheet.sort(shown), sheet.said, limit), _way_to(others, shown, sheet))


def _others(shown: ShownFact, sheet: Sheet) -> tuple[Entry, ...]:
    """The entries that the fact names."""
    if sheet.sort(shown) == "parts":
        return sheet.directory.members(shown.entry, shown.fact.attribute)
    return tuple(sheet.directory.entries[target.entry] for target in shown.fact.targets if target.entry)


def _way_to(others: Sequence[Entry], shown: ShownFact, sheet: Sheet) -> Block | None:
    """A button for one entry, a menu for several."""
    locale, action = sheet.pointer.locale, f"{OPEN}:{shown.fact.attribute}"
    if len(others) == 1:
        name = others[0].name
        value = Pointer(entry=others[0].id, locale=locale).value()
        return blocks.button(sheet.said.say("show"), action, value, sheet.said.say("show_of", name=name)) if value else None
    labelled = [(other, other.name.removesuffix(f", {shown.entry.name}")) for other in others]
    rest = f"{shown.label} {shown.entry.name}"
    return entries_menu(labelled, sheet, action, f"{shown.label} ({len(others)})", rest)


def _places(shown: ShownFact, places: Sequence[Target], sheet: Sheet) -> Block:
    """``Covers: 🇩🇰 Denmark · 🇳🇴 Norway``, each with its flag and whole on a line, as far as there is room."""
    spans = []
    room = sheet.room.value
    for number, target in enumerate(places):
        name = sheet.said.place(f"{target.place}|{target.locality}" if target.locality else target.place)
        room -= len(name)
        if room < 0 and number:
            spans.append(blocks.span(f"  {sheet.said.say('more', count=len(places) - number)}"))
            break
        if number:
            spans.append(blocks.span("  ·  "))
        if len(target.place) == 2 and not target.locality:
            spans += [blocks.flag(target.place), blocks.span("\u00a0")]
        spans.append(blocks.span(name.replace(" ", "\u00a0"), limit=sheet.room.line))
    label = blocks.paragraph(blocks.span(shown.label, bold=True, limit=sheet.room.line))
    note = [blocks.paragraph(blocks.span(shown.fact.note, limit=sheet.room.line))] if shown.fact.note else []
    return blocks.rich(label, blocks.paragraph(*spans), *note)
