"""An Answer as a Slack message: the asked-for fact first and large, then whose it is, then the source in small print.

Looks only. What is said, and in which order of importance, was settled in ``answering``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer, ShownFact
from bot.directory.model import Directory
from bot.slack.rendering import blocks, buttons
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.cards import card, has_more, short
from bot.slack.rendering.lists import choices, listing, page, side_by_side
from bot.slack.rendering.markup import escape, message_text
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.sheet import ROOMS, Sheet
from bot.slack.rendering.sources import source_lines
from bot.slack.rendering.words import words

PRESSABLE = ("choices", "unknown")
"""Outcomes whose rows are buttons: what may be meant, and what comes near."""
COMPARED = "compared"
"""The reason of a list that says the same of several entries, attribute by attribute."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted."""

    text: str
    """The complete answer, for notifications and screen readers; markup escaped."""
    blocks: list[Block]

    def opened_by(self, line: str) -> Message:
        """The same below a plain line."""
        return Message(f"{escape(line)}\n{self.text}", [blocks.section(blocks.plain(line)), *self.blocks])


def render(
    answer: Answer,
    directory: Directory,
    *,
    pointer: Pointer | None = None,
    private: bool = False,
    compact: bool | None = None,
    in_view: bool = False,
    usage: str = "",
) -> Message:
    """The message that shows an answer.

    ``pointer``: makes the same answer again, for its buttons; None: the entry it is about does. ``private``: only the asker
    sees it, who may share it. ``compact``: the short form with a way to the card; None: where one fact was asked for.
    ``in_view``: only blocks that modals and the Home tab take. ``usage``: the command to explain in a help answer.
    """
    said = words(directory, answer.language)
    for room in ROOMS:
        sheet = Sheet(answer, directory, said, pointer or _pointer(answer), room, private, in_view)
        shown = _joined(_parts(sheet, _is_short(answer) if compact is None else compact, usage))
        if blocks.fits(shown, in_view):
            break
    return Message(message_text(answer.text), shown)


def shared(message: Message, user_id: str, said: Wording) -> Message:
    """The message as it is posted for everybody, with the name of who shared it."""
    line = naming(user_id, said.say("shared", user="{}")).text
    return Message(f"{line}\n{message.text}", [*message.blocks, blocks.small_print(blocks.mrkdwn(line))])


def with_small_print(message: Message, text: str) -> Message:
    """The message with one more line below, in small print."""
    return Message(message.text, [*message.blocks, blocks.small_print(blocks.plain(text))])


def notice(text: str) -> Message:
    """One plain line."""
    return Message(escape(text), [blocks.rich(blocks.paragraph(blocks.span(text)))])


def naming(user_id: str, sentence: str) -> Message:
    """One line in which a person is mentioned where ``{}`` stands, and nothing else is markup."""
    before, _, after = sentence.partition("{}")
    named = [blocks.span(before)] * bool(before) + [blocks.person(user_id)] + [blocks.span(after)] * bool(after)
    return Message(f"{escape(before)}<@{user_id}>{escape(after)}", [blocks.rich(blocks.paragraph(*named))])


def _pointer(answer: Answer) -> Pointer:
    """To the entry that the answer is about, or to its question where it is about none."""
    if answer.outcome == "answer" and answer.entries:
        return Pointer(entry=answer.entries[0].id, attributes=answer.question.attributes, locale=answer.language)
    return Pointer(question=answer.question.text, locale=answer.language)


def _is_short(answer: Answer) -> bool:
    """Whether one fact was asked for, or the entry is known but not the fact: nobody then waits for a whole card."""
    return answer.outcome == "unknown" or bool(answer.question.attributes and answer.facts)


def _joined(parts: Iterable[Block]) -> list[Block]:
    """The blocks, rows of buttons that follow each other as one."""
    joined: list[Block] = []
    for block in parts:
        last = joined[-1] if joined else {}
        if block["type"] == last.get("type") == "actions":
            joined[-1] = blocks.actions([*last["elements"], *block["elements"]])
        else:
            joined.append(block)
    return joined


def _parts(sheet: Sheet, compact: bool, usage: str) -> Iterator[Block]:
    """All blocks of the message, from top to bottom."""
    answer, said = sheet.answer, sheet.said
    yield from _opening(sheet)
    if answer.outcome in PRESSABLE:
        yield from choices(sheet)
    elif sheet.lists:
        yield from side_by_side(sheet) if answer.reason == COMPARED else listing(sheet)
    if not compact:
        yield from card(sheet)
    elif answer.outcome == "answer":
        yield from short(sheet)
    if answer.outcome == "answer":
        yield from choices(sheet)
    if answer.suggestions:
        yield from _examples(sheet)
    if answer.outcome == "help":
        yield from _help(sheet)
    if usage:
        yield blocks.small_print(blocks.plain(said.say("usage", command=usage)))
    yield from buttons.row(sheet, more=compact and has_more(sheet))
    if lines := source_lines(_sourced(sheet, compact), said, sheet.room.lines):
        yield blocks.small_print(*lines)
    yield from buttons.vote(sheet)


def _opening(sheet: Sheet) -> Iterator[Block]:
    """The asked-for fact, large; the sentence that says whose it is; and what must be read with it."""
    answer, line = sheet.answer, sheet.room.line
    if 0 < len(answer.headline) <= blocks.HEADER_LIMIT and "\n" not in answer.headline:
        yield blocks.header(answer.headline)
    elif answer.headline:
        yield blocks.rich(blocks.paragraph(blocks.span(answer.headline, bold=True, limit=line)))
    spans = [blocks.span(answer.lead, bold=not answer.headline, limit=line)] if answer.lead else []
    spans += [blocks.span(f"{note[:1].upper()}{note[1:]}", limit=line) for note in answer.notes[: sheet.room.lines]]
    if spans:
        yield blocks.rich(*map(blocks.paragraph, spans))


def _examples(sheet: Sheet) -> Iterator[Block]:
    """Questions worth asking, as buttons that ask them; help has one in each other language, too."""
    answer, directory = sheet.answer, sheet.directory
    asked = [(text, sheet.pointer.locale) for text in answer.suggestions[:EXAMPLES]]
    if answer.outcome == "help":
        others = [code for code in directory.examples if code != answer.language]
        asked += [(directory.examples[code][0], code) for code in others if directory.examples[code]]
    else:
        yield blocks.rich(blocks.paragraph(blocks.span(sheet.said.say("try"))))
    pointers = [(text, sheet.carried(Pointer(question=text, locale=locale))) for text, locale in asked]
    made = [blocks.button(text, f"{buttons.ASK}:{n}", value) for n, (text, value) in enumerate(pointers) if value]
    if made:
        yield blocks.actions(made)


def _help(sheet: Sheet) -> Iterator[Block]:
    """Where and how the bot can be asked."""
    of_kinds = (kind.command for kind in sheet.directory.kinds.values() if kind.command)
    commands = dict.fromkeys((sheet.directory.command, *of_kinds))
    lines = (sheet.said.say("help_mention"), sheet.said.say("help_commands", commands=", ".join(commands)))
    yield blocks.small_print(blocks.plain("\n".join(lines)))


def _sourced(sheet: Sheet, compact: bool) -> list[ShownFact]:
    """Every fact that can be read in the message."""
    answer = sheet.answer
    if sheet.lists or answer.outcome == "choices":
        listed = {row.entry.id for row in (page(sheet) if sheet.lists and answer.reason != COMPARED else answer.rows)}
        return [fact for fact in answer.facts if fact.entry.id in listed]
    if compact:
        large = [shown for shown in answer.card if shown.fact.value == answer.headline]
        return [*answer.facts, *([] if answer.facts else large)]
    return list(sheet.facts[: sheet.room.facts])
