"""Somebody mentions the bot in a channel: answered in the thread of that message."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversation import answer_addressed
from bot.slack.desk import Desk


async def answer_mention(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers in the thread, opening one where the mention stands in the channel itself."""
    await answer_addressed(event, body, context, client, desk)
