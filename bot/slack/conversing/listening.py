"""``/directory here …``: whether the bot listens in a channel."""

from __future__ import annotations

from typing import Final, cast, get_args

from bot.records.model import Listening

WORD = "here"
"""The first word after the command."""
ASKED: Final = "?"
"""What ``here`` alone asks: how it stands."""


def wish(text: str) -> str | None:
    """What is wanted: ``on``, ``off``, ``confident-only``, ``?``, or something else; None where the text is a question.

    Only the word alone, or with one word more, is no question: ``here`` may begin one.
    """
    first, *more = text.lower().split()[:3] or [""]
    if first != WORD or len(more) > 1:
        return None
    return more[0] if more else ASKED


def as_listening(wanted: str) -> Listening | None:
    """The setting that a wish names; None where it names none."""
    return cast(Listening, wanted) if wanted in get_args(Listening) else None
