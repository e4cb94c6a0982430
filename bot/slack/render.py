"""An Answer as a Slack message: the asked-for fact first and large, then the card, then the source in small print.

Looks only. What is said, and in which order of importance, was settled in ``answering``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.model import Answer, ShownFact
from bot.answering.wording import Wording
from bot.directory.model import Directory, Entry, Fact
from bot.slack import blocks
from bot.slack.blocks import Block
from bot.slack.fields import WIDE, fact_text
from bot.slack.markup import escape, message_text, shorten
from bot.slack.pointer import Pointer
from bot.slack.sources import source_lines
from bot.slack.words import words

CHOOSE = "choose"
SHARE = "share"
"""What the action ids of the buttons begin with."""

CHOICES = 10
PRESSABLE = ("choices", "unknown")
"""Outcomes whose rows are buttons: what may be meant, and what comes near."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted."""

    text: str
    """The complete answer, for notifications and screen readers; markup escaped."""
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown, in characters or things; taken smaller until the message fits Slack's limits."""

    value: int
    facts: int
    rows: int
    line: int
    lines: int


ROOMS = (
    Room(value=1500, facts=40, rows=40, line=2500, lines=10),
    Room(value=700, facts=30, rows=30, line=1000, lines=8),
    Room(value=300, facts=16, rows=20, line=300, lines=6),
    Room(value=80, facts=6, rows=8, line=120, lines=3),
)


def render(answer: Answer, directory: Directory, *, share: str = "", usage: str = "") -> Message:
    """The message that shows an answer.

    ``share``: the value of a *Share here* button; empty: no button. ``usage``: the command to explain in a help answer.
    """
    for room in ROOMS:
        shown = list(_parts(answer, directory, room, share, usage))
        if blocks.fits(shown):
            break
    return Message(message_text(answer.text), shown)


def shared(message: Message, user_id: str, said: Wording) -> Message:
    """The message as it is posted for everybody, with the name of who shared it."""
    line = said.say("shared", user=f"<@{user_id}>")
    return Message(f"{line}\n{message.text}", [*message.blocks, blocks.small_print(blocks.mrkdwn(line))])


def with_small_print(message: Message, text: str) -> Message:
    """The message with one more line below, in small print."""
    return Message(message.text, [*message.blocks, blocks.small_print(blocks.plain(text))])


def notice(text: str) -> Message:
    """One plain line."""
    return Message(escape(text), [blocks.rich(blocks.paragraph(blocks.span(text)))])


def _parts(answer: Answer, directory: Directory, room: Room, share: str, usage: str) -> Iterator[Block]:
    """All blocks of the message, from top to bottom."""
    said = words(directory, answer.language)
    yield from _opening(answer, room)
    if answer.outcome in PRESSABLE:
        yield from _choices(answer, said)
    elif answer.rows:
        yield _rows(answer, room, said)
    yield from _cards(answer, directory, room, said)
    if answer.suggestions:
        yield blocks.rich(
            blocks.paragraph(blocks.span(said.say("try"))),
            blocks.bullets([blocks.span(s, limit=room.line)] for s in answer.suggestions[: room.lines]),
        )
    if usage:
        yield blocks.small_print(blocks.plain(said.say("usage", command=usage)))
    if share:
        yield blocks.actions([blocks.button(said.say("share"), SHARE, share)])
    if lines := source_lines(_sourced(answer, room), said, room.lines):
        yield blocks.small_print(*lines)


def _opening(answer: Answer, room: Room) -> Iterator[Block]:
    """The asked-for fact, large; the sentence that says whose it is; and what must be read with it."""
    if 0 < len(answer.headline) <= blocks.HEADER_LIMIT and "\n" not in answer.headline:
        yield blocks.header(answer.headline)
    elif answer.headline:
        yield blocks.rich(blocks.paragraph(blocks.span(answer.headline, bold=True, limit=room.line)))
    spans = [blocks.span(answer.lead, bold=not answer.headline, limit=room.line)] if answer.lead else []
    spans += [blocks.span(note, limit=room.line) for note in answer.notes[: room.lines]]
    if spans:
        yield blocks.rich(*map(blocks.paragraph, spans))


def _choices(answer: Answer, said: Wording) -> Iterator[Block]:
    """A button for each choice; pressed, it becomes the answer."""
    buttons = []
    for number, row in enumerate(answer.rows[:CHOICES]):
        # what tells the choices apart must be read, so the name gives way first
        detail = f" · {shorten(row.detail, 40)}" if row.detail else ""
        label = shorten(row.entry.name, blocks.BUTTON_LIMIT - len(detail)) + detail
        pointer = Pointer(entry=row.entry.id, attributes=answer.question.attributes, locale=answer.language)
        buttons.append(blocks.button(label, f"{CHOOSE}:{number}", pointer.value()))
    if buttons:
        yield blocks.actions(buttons)
    if len(answer.rows) > CHOICES:
        yield blocks.small_print(blocks.plain(said.say("more_choices", count=len(answer.rows) - CHOICES)))


def _rows(answer: Answer, room: Room, said: Wording) -> Block:
    """The list, a compact line each."""
    items = []
    for row in answer.rows[: room.rows]:
        detail = [blocks.span(f" · {row.detail}", limit=room.line)] if row.detail else []
        items.append([blocks.span(row.entry.name, bold=True, limit=room.line), *detail])
    rest = len(answer.rows) - len(items)
    more = [blocks.paragraph(blocks.span(said.say("more", count=rest)))] if rest else []
    return blocks.rich(blocks.bullets(items), *more)


def _cards(answer: Answer, directory: Directory, room: Room, said: Wording) -> Iterator[Block]:
    """The facts under the name of the entry that each belongs to: the asked for ones first."""
    facts = _shown(answer, room)
    if facts and (answer.headline or answer.lead):
        yield blocks.divider()
    for entry in dict.fromkeys(shown.entry.id for shown in facts):
        of_entry = [shown for shown in facts if shown.entry.id == entry]
        if of_entry[0].entry.name != answer.headline:
            yield _title(of_entry[0].entry, directory, answer.language, room)
        narrow: list[Block] = []
        wide: list[Block] = []
        for shown in of_entry:
            sort = directory.attributes[shown.fact.attribute].type
            text = fact_text(shown, sort, said, room.value)
            (wide if len(shown.fact.value) > WIDE else narrow).append(text)
        yield from blocks.fields(narrow)
        yield from map(blocks.section, wide)
    if rest := len(_all_facts(answer)) - len(facts):
        yield blocks.small_print(blocks.plain(said.say("more", count=rest)))


def _title(entry: Entry, directory: Directory, language: str, room: Room) -> Block:
    """The entry's name and kind."""
    kind = directory.kinds[entry.kind].label
    if language in directory.languages:
        kind = directory.languages[language].labels.get(entry.kind, kind)
    name = blocks.span(entry.name, bold=True, limit=room.line)
    return blocks.rich(blocks.paragraph(name, blocks.span(f" · {kind}", limit=room.line)))


def _all_facts(answer: Answer) -> list[ShownFact]:
    """What was asked for, then the rest of the card; each once. With rows, the values asked for stand in them already."""
    kept: dict[tuple[str, str, Fact], ShownFact] = {}
    for shown in (*(() if answer.rows else answer.facts), *answer.card):
        kept.setdefault((shown.entry.id, shown.label, shown.fact), shown)
    return list(kept.values())


def _shown(answer: Answer, room: Room) -> list[ShownFact]:
    return _all_facts(answer)[: room.facts]


def _sourced(answer: Answer, room: Room) -> list[ShownFact]:
    """Every fact that can be read in the message."""
    rows = answer.rows[: CHOICES if answer.outcome in PRESSABLE else room.rows]
    listed = {row.entry.id for row in rows}
    return [*(fact for fact in answer.facts if fact.entry.id in listed), *_shown(answer, room)]
