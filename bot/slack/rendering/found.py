"""Contacts in a message somebody else wrote: what each of its sentences is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer
from bot.directory.model import Directory, Entry
from bot.slack.rendering import blocks, inputs
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.buttons import OPEN
from bot.slack.rendering.lines import line
from bot.slack.rendering.pointer import Pointer

CALLBACK = "found"
MOST = 10
"""Contacts shown of one message."""
PIECES, PIECE = 60, 500
"""Sentences of a message that are read, or parts of such, and characters of each."""
SURE, LIKELY = 0.935, 0.4
"""The least confidence of one contact, and of several that a sentence may mean."""
ALIKE = 3
"""Contacts shown of several that a sentence may mean."""

_END = re.compile(r"(?<=[.!?;:])\s+|\n+")


def contacts(text: str, directory: Directory, answer: Callable[[str], Answer]) -> list[Entry]:
    """The entries that a text speaks of, in its order. ``answer``: what is known of a sentence.

    One that is known to speak of none may speak of several: then its parts are looked at.
    """
    found: dict[str, Entry] = {}
    joint, left = _joint(directory), PIECES
    for sentence in _pieces(_END, text):
        entries = list(_of(answer(sentence), directory)) if left > 0 else []
        parts = [] if entries else _pieces(joint, sentence)
        left -= 1 + len(parts)
        if len(parts) > 1 and left >= 0:
            entries = [entry for part in parts for entry in _of(answer(part), directory)]
        found |= {entry.id: entry for entry in entries if entry.id not in found}
    return list(found.values())[:MOST]


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip()[:PIECE] for piece in between.split(text) if piece.strip()]


def _joint(directory: Directory) -> re.Pattern[str]:
    """What stands between the things that a sentence speaks of: a comma, or a word that joins in one of the languages."""
    spoken = [language.conversation.get(key, ()) for language in directory.languages.values() for key in ("and", "or")]
    phrases = sorted({phrase for phrases in spoken for phrase in phrases}, key=len, reverse=True)
    joints = "".join(rf"|(?<!\w){re.escape(phrase)}(?!\w)" for phrase in phrases)
    return re.compile(f",{joints}", re.IGNORECASE)


def _of(answer: Answer, directory: Directory) -> Iterator[Entry]:
    """The entries named in full, and those that the answer is likely about, where the sentence has their name or number."""
    question = answer.question
    yield from (directory.entries[id] for id in question.named)
    if not (question.names_known or question.codes):
        return
    if answer.outcome == "answer" and answer.confidence >= SURE:
        yield answer.entries[0]
    elif answer.outcome == "choices" and answer.confidence >= LIKELY:
        yield from answer.entries[:ALIKE]


def found_modal(entries: list[Entry], directory: Directory, said: Wording) -> Block:
    """The modal that lists them, each with a button that leads to its card; or says that there are none."""
    shown = [blocks.section(blocks.plain(said.say("found_some" if entries else "found_none")))]
    for number, entry in enumerate(entries):
        pointer = Pointer(entry=entry.id, locale=said.code)
        button = blocks.button(said.say("found_show"), f"{OPEN}:{number}", pointer.value())
        button["accessibility_label"] = said.say("found_show_of", name=entry.name)[: blocks.BUTTON_LIMIT]
        shown.append(blocks.section(line(entry, directory, said)) | {"accessory": button})
    return inputs.modal(said.say("found_title"), shown, callback_id=CALLBACK, close=said.say("close"))
