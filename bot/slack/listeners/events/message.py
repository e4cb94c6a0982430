"""Somebody writes to the bot directly: answered where it was written."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversation import answer_post
from bot.slack.desk import Desk


async def answer_direct_message(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers plainly, or in the thread where the question was asked in one. Channels are left to mentions."""
    if event.get("channel_type") == "im":
        await answer_post(event, body, context, client, desk, thread_ts=event.get("thread_ts"))
