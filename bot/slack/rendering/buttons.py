"""The buttons of an answer. Each carries a pointer, so that it still works when the bot was restarted since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.directory.export.vcard import reachable
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.inputs import VALUE_LIMIT
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.sheet import Sheet

CHOOSE = "choose"
"""One of the choices: its answer takes their place."""
OPEN = "open"
"""Shows the card of another entry to who presses it."""
ASK = "ask"
"""Asks a question that is written on it."""
MORE = "more"
PAGE = "page"
SHARE = "share"
SHARE_TO = "share_to"
SAVE = "save"
COPY = "copy"
REPORT = "report"
VOTE = "vote"
CURATORS = "curators"
SEARCH = "search:open"
"""What the action ids of the buttons are, or begin with."""

SHAREABLE = ("answer", "list", "count")
"""Outcomes that are of use to others."""
WORKED, FAILED = "+", "-"
"""What the value of a vote begins with; a pointer follows."""
DESCRIBED = 20
"""A menu of more entries than this has their names only, or there would be no room for anything else."""
QUESTION = 1000
"""Characters of a question that a button carries."""


def row(sheet: Sheet, *, more: bool) -> list[Block]:
    """What can be done with the answer: see the rest of the card, or all that can be done with a card; share it."""
    entry = subject(sheet)
    said, buttons = sheet.said, []
    if more:
        buttons.append(_pressed(sheet, "card", MORE, sheet.pointer))
    elif entry is not None:
        about = Pointer(entry=entry.id, locale=sheet.pointer.locale)
        if reachable(entry, sheet.directory):
            buttons.append(blocks.button(said.say("save"), SAVE, about.value(), f"{said.say('save')}: {entry.name}"))
        buttons.append(_pressed(sheet, "copy", COPY, about))
        buttons.append(_pressed(sheet, "report", REPORT, replace(about, attributes=_large(sheet))))
    if sheet.answer.outcome in SHAREABLE and not more:
        buttons.append(_pressed(sheet, "share_to", SHARE_TO, sheet.pointer))
    if sheet.answer.outcome in SHAREABLE and sheet.private and not sheet.in_view:
        buttons.append(_pressed(sheet, "share", SHARE, sheet.pointer))
    if sheet.answer.outcome == "unknown" and sheet.answer.question.text:
        question = replace(sheet.pointer, entry="", attributes=(), question=sheet.answer.question.text[:QUESTION])
        buttons.append(_pressed(sheet, "curators", CURATORS, question))
    if sheet.private and not sheet.in_view:
        buttons.append(blocks.button(said.say("search_new"), SEARCH, "new"))
    kept = [button for button in buttons if button["value"]]
    return [blocks.actions(kept)] if kept else []


def vote(sheet: Sheet) -> list[Block]:
    """*It worked* and *It didn't*, of the fact that is shown large, or of the card as a whole."""
    entry = subject(sheet)
    if entry is None or sheet.answer.outcome != "answer":
        return []
    about = Pointer(entry=entry.id, attributes=_large(sheet), locale=sheet.pointer.locale).value()
    good, bad = (sheet.said.say("worked"), WORKED + about), (sheet.said.say("failed_me"), FAILED + about)
    if sheet.in_view:
        return [blocks.actions([blocks.button(label, f"{VOTE}:{value[0]}", value) for label, value in (good, bad)])]
    return [blocks.feedback(VOTE, good, bad)]


def subject(sheet: Sheet) -> Entry | None:
    """Whose facts are shown: the last resort's, where that answers for the one asked for."""
    answer = sheet.answer
    if sheet.lists or answer.outcome == "choices" or not (answer.facts or answer.card):
        return None
    return (answer.facts or answer.card)[0].entry


def option(entry: Entry, label: str, about: str, locale: str) -> Block | None:
    """An entry in a menu of entries; None where its id is too long for one."""
    value = Pointer(entry=entry.id, locale=locale).value(VALUE_LIMIT)
    return inputs.option(label, value, about) if value else None


def entries_menu(
    entries: Sequence[tuple[Entry, str]], sheet: Sheet, action: str, placeholder: str, rest: str
) -> Block | None:
    """A menu of entries under these labels, each with its telephone number; None: there is nothing to choose.

    ``rest``: the question that lists all of them, for the last option where there are too many.
    """
    locale, told = sheet.pointer.locale, len(entries) <= DESCRIBED
    shown = entries[: sheet.room.options]
    options = [option(entry, label, _phone(entry, sheet.directory) if told else "", locale) for entry, label in shown]
    kept = [one for one in options if one]
    asks = Pointer(question=rest, locale=locale).value(VALUE_LIMIT)
    if len(kept) < len(entries) and kept and asks:
        kept.append(inputs.option(sheet.said.say("more", count=len(entries) - len(kept)), asks))
    return inputs.menu(kept, action, placeholder) if kept else None


def _phone(entry: Entry, directory: Directory) -> str:
    """The number to call; empty: none is on record."""
    return next((fact.value for fact in entry.current(directory.main_phone)), "")


def _large(sheet: Sheet) -> tuple[str, ...]:
    """The attribute of the fact that is shown large, if one is."""
    facts = sheet.answer.facts or sheet.answer.card
    return tuple(dict.fromkeys(s.fact.attribute for s in facts if s.fact.value == sheet.answer.headline))[:1]


def _pressed(sheet: Sheet, key: str, action: str, pointer: Pointer) -> Block:
    return blocks.button(sheet.said.say(key), action, sheet.carried(pointer))
