"""*Copy text* is pressed: everything about the entry as plain text, in a box that Slack offers to copy."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import follow, value_of, whisper
from bot.slack.desk import Desk
from bot.slack.rendering import blocks
from bot.slack.rendering.markup import message_text
from bot.slack.rendering.render import Message
from bot.slack.rendering.words import words


async def show_text(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Shows the text to who pressed."""
    if found := await follow(value_of(action), body, client, desk):
        pointer, answer = found
        how = blocks.paragraph(blocks.span(words(desk.directory, pointer.locale).say("copy_how")))
        message = Message(message_text(answer.text), [blocks.rich(how, blocks.preformatted(answer.text))])
        await whisper(body, client, desk, message, pointer.locale)
