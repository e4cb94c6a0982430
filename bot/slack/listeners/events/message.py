"""Somebody writes: to the bot directly, or in a channel where it may listen."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversation import answer_addressed
from bot.slack.desk import Desk
from bot.slack.overhearing import answer_overheard


async def answer_message(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """A direct message is always answered. In channels mentions are left to their own event, and all else is overheard."""
    if event.get("channel_type") == "im":
        await answer_addressed(event, body, context, client, desk)
    else:
        await answer_overheard(event, body, context, client, desk)
