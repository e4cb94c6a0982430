"""Text on its way in: what a person typed, out of what Slack sends."""

from __future__ import annotations

import re

from bot.slack.rendering.markup import tidy

_ENTITY = re.compile(r"<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_+'-]+:(?!\w)", re.IGNORECASE)


def question_text(text: str, bot_user_id: str = "") -> str:
    """What was typed: Slack's entities decoded, the bot's own mention and emoji codes taken out.

    A mention, channel or link becomes its label, or nothing (a link: its address) where it has none.
    """

    def spoken(entity: re.Match[str]) -> str:
        sort, target, label = entity[1], entity[2], entity[3] or ""
        if sort == "@":
            return "" if target == bot_user_id else label
        if sort == "#":
            return label
        if sort == "!":
            return label or "@" + target.split("^")[0]
        return label or re.sub(r"^(mailto|tel):", "", target)

    text = _EMOJI.sub(" ", _ENTITY.sub(spoken, text))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(tidy(text).split())


def says_nothing(text: str) -> bool:
    """Whether there is no letter and no digit in what was typed: nothing at all, emoji, punctuation."""
    return not any(c.isalnum() for c in text)
