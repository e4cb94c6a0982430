"""What was asked and answered last in a conversation, kept short enough to be stored beside a message."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bot.answering.model import Answer, Turn
from bot.directory.model import Entry

TEXT = 300
"""Characters of a question that are kept."""
SHOWN = 12
"""Entries that are kept."""


def turn(answer: Answer, before: Turn | None = None) -> Turn:
    """The turn that an answer makes; ``before``: the one it followed, of which a mere hint keeps the rest."""
    question = answer.question
    before = before or Turn()
    offered = tuple(dict.fromkeys(row.entry.id for row in answer.rows))[:SHOWN]
    answered = tuple(e.id for e in _about(answer)[:SHOWN])
    if not offered and answered and answered[0] in before.offered:
        offered = before.offered
    text, kinds = question.text[:TEXT], question.kinds
    if not (question.names_something or question.places or question.codes or kinds or question.tags):
        text = before.text or text
    if answered[:1] == before.entries[:1]:
        kinds = kinds or before.kinds
    via = tuple(e.id for e in answer.via[:1])
    return Turn(text, answered, offered, via, question.attributes, kinds, question.operation)


def kept(answer: Answer, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a surface keeps of a conversation and hands over as Ask.context of the next question.

    ``before``: what it kept so far. Empty when the answer leaves nothing to go on from: then that stays as it was.
    """
    now = turn(answer, taken(before))
    return (packed(now),) if now.entries or now.offered else ()


def taken(context: tuple[str, ...]) -> Turn:
    """The turn in an Ask.context: as ``kept`` made it, or of plain ids of entries."""
    made = next((t for text in context if (t := unpacked(text)) is not None), None)
    return made or Turn(entries=context)


def _about(answer: Answer) -> tuple[Entry, ...]:
    """The entries that an answer is about, where it is of one thing, though a fact be lacking or only its parts have it."""
    if answer.outcome == "unknown":
        return answer.entries if answer.card and answer.reason != "elsewhere" else ()
    if answer.outcome == "list":
        return answer.via if answer.reason in ("found", "code") else ()
    return answer.entries if answer.outcome == "answer" or (answer.outcome == "count" and not answer.rows) else ()


def packed(turn: Turn) -> str:
    """The turn as short JSON."""
    told = {key: value for key, value in asdict(turn).items() if value and value != "get"}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Turn | None:
    """The turn in a text that ``packed`` made; None for any other text."""
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    if not isinstance(told, dict) or not told.keys() <= set(Turn.__slots__):
        return None
    kept: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return Turn(**kept)
