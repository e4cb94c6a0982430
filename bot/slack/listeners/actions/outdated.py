"""A button that this version of the bot does not post any more."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import LOCALE, Desk
from bot.slack.posting import respond
from bot.slack.render import notice
from bot.slack.words import words


async def answer_outdated_button(body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Says privately that the button leads nowhere."""
    if body.get("response_url"):
        await respond(client, body["response_url"], notice(words(desk.directory, LOCALE).say("gone")))
