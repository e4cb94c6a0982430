"""Several entries: choices and near misses with a button each, lists as tables that are turned page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.model import Row, ShownFact
from bot.directory.model import Entry
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.buttons import CHOOSE, OPEN, PAGE, option
from bot.slack.rendering.markup import escape, has_live_marks, shorten
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.sheet import Sheet

DETAIL = 300
"""Characters of what tells a choice from the others."""
COLUMNS = 19
"""Entries set side by side, beside the names of the attributes: Slack takes twenty columns."""
CELL = 300
"""Characters of a cell."""


def choices(sheet: Sheet) -> Iterator[Block]:
    """What may be meant, what comes near or next, each with a button; pressed, its answer takes the place of the choices."""
    answer, said = sheet.answer, sheet.said
    rows = [row for row in answer.rows if answer.outcome != "answer" or row.entry is not answer.entries[0]]
    for number, row in enumerate(rows[: sheet.room.rows]):
        pointer = Pointer(entry=row.entry.id, attributes=answer.question.attributes, locale=sheet.pointer.locale)
        button = blocks.button(
            said.say("show"), f"{CHOOSE}:{number}", pointer.value(), said.say("show_of", name=row.entry.name)
        )
        yield blocks.section(_named(row, sheet), button)
    if len(rows) > sheet.room.rows:
        yield blocks.small_print(blocks.plain(said.say("more_choices", count=len(rows) - sheet.room.rows)))


def _named(row: Row, sheet: Sheet) -> Block:
    """The entry's name in bold and what tells it apart below, where nothing in them is markup."""
    name, detail = shorten(row.entry.name, sheet.room.line), shorten(row.detail, min(DETAIL, sheet.room.line))
    if has_live_marks(name) or has_live_marks(detail):
        return blocks.plain("\n".join(filter(None, (name, detail))))
    return blocks.mrkdwn("\n".join(filter(None, (f"*{escape(name)}*", escape(detail)))))


def listing(sheet: Sheet) -> Iterator[Block]:
    """One page of the list, a menu with the cards of its entries, and buttons to the other pages."""
    first = _first(sheet)
    rows = page(sheet)
    if sheet.in_view:
        yield blocks.rich(blocks.bullets(_line(row, sheet) for row in rows))
    else:
        yield _table(rows, sheet)
    if len(rows) < len(sheet.answer.rows):
        told = sheet.said.say("rows", first=first + 1, last=first + len(rows), count=len(sheet.answer.rows))
        yield blocks.small_print(blocks.plain(told))
    elements = _turns(sheet, first)
    options = [option(row.entry, row.entry.name, row.detail, sheet.pointer.locale) for row in rows]
    if kept := [one for one in options if one]:
        elements.append(inputs.select(kept, f"{OPEN}:row", sheet.said.say("pick")))
    if elements:
        yield blocks.actions(elements)


def side_by_side(sheet: Sheet) -> Iterator[Block]:
    """A column for each entry compared, a row for each attribute; where there are no tables, a line for each value."""
    answer, said = sheet.answer, sheet.said
    entries = list({row.entry.id: row.entry for row in answer.rows}.values())[:COLUMNS]
    if sheet.in_view:
        yield blocks.rich(blocks.bullets(_line(row, sheet) for row in answer.rows))
        return
    attributes = dict.fromkeys(shown.fact.attribute for shown in answer.facts)
    head = [said.say("detail"), *(entry.name for entry in entries)]
    body = []
    for attribute in attributes:
        values = [_cell(entry, attribute, answer.facts) for entry in entries]
        body.append([said.attribute(sheet.directory.attributes[attribute]), *values])
    if body:
        yield blocks.table(head, body, min(CELL, sheet.room.line))


def page(sheet: Sheet) -> tuple[Row, ...]:
    """The rows that are shown."""
    first = _first(sheet)
    return sheet.answer.rows[first : first + sheet.room.rows]


def _first(sheet: Sheet) -> int:
    """Where the page begins: the last one, where the list has become shorter since."""
    last = (len(sheet.answer.rows) - 1) // sheet.room.rows
    return min(sheet.pointer.page, last) * sheet.room.rows


def _turns(sheet: Sheet, first: int) -> list[Block]:
    """The buttons to the page before and after, as far as there are any and the question fits into them."""
    at = first // sheet.room.rows
    turns = [("earlier", at - 1)] if at else []
    if first + sheet.room.rows < len(sheet.answer.rows):
        turns.append(("later", at + 1))
    made = [(key, sheet.carried(replace(sheet.pointer, page=to))) for key, to in turns]
    return [blocks.button(sheet.said.say(key), f"{PAGE}:{key}", value) for key, value in made if value]


def _line(row: Row, sheet: Sheet) -> list[Block]:
    detail = [blocks.span(f" · {row.detail}", limit=sheet.room.line)] if row.detail else []
    return [blocks.span(row.entry.name, bold=True, limit=sheet.room.line), *detail]


def _table(rows: tuple[Row, ...], sheet: Sheet) -> Block:
    """Names and, in a column each, the facts that the answer has of them, numbers first; what tells the entries apart stands
    below their names, or in a column where it is alone.
    """
    shown = [fact for fact in sheet.answer.facts if any(fact.entry is row.entry for row in rows)]
    attributes = [sheet.directory.attributes[id] for id in dict.fromkeys(fact.fact.attribute for fact in shown)]
    columns = sorted(attributes, key=lambda attribute: attribute.type != "phone")
    values = [[_cell(row.entry, attribute.id, shown) for attribute in columns] for row in rows]
    apart = [_beside(row.detail, cells) for row, cells in zip(rows, values, strict=True)]
    head = [sheet.said.say("name"), *map(sheet.said.attribute, columns)]
    body = [[row.entry.name, *cells] for row, cells in zip(rows, values, strict=True)]
    if columns:
        body = [
            ["\n".join(filter(None, (name, detail))), *cells] for (name, *cells), detail in zip(body, apart, strict=True)
        ]
    elif any(apart):
        head.append(sheet.said.say("detail"))
        body = [[*cells, detail] for cells, detail in zip(body, apart, strict=True)]
    return blocks.table(head, body, min(CELL, sheet.room.line))


def _beside(detail: str, cells: list[str]) -> str:
    """What the detail says that no cell does."""
    return "" if detail in cells else ", ".join(part for part in detail.split(", ") if part not in cells)


def _cell(entry: Entry, attribute: str, shown: Sequence[ShownFact]) -> str:
    """The entry's values of an attribute, with the labels that tell them apart."""
    own = [fact.fact for fact in shown if fact.entry is entry and fact.fact.attribute == attribute]
    return "\n".join(f"{fact.value} ({fact.label})" if fact.label and len(own) > 1 else fact.value for fact in own)
