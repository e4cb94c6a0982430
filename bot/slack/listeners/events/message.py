"""Somebody writes: to the bot, by a mention or directly, or in a channel where it may listen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.conversation import Post, answer_addressed, taken
from bot.slack.conversing.once import end
from bot.slack.conversing.overhearing import Heard, answer_overheard, overheard
from bot.slack.desk import Desk


async def take_message(
    event: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    desk: Desk,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Keeps it before Slack is told that it has arrived; what is not to be answered here ends here.

    A mention and a direct message are always answered. All else is overheard, but for mentions: these come as messages, too.
    """
    addressed = event["type"] == "app_mention" or event.get("channel_type") == "im"
    context["said"] = await (taken if addressed else overheard)(event, body, context, desk)
    if context["said"] is None:
        return BoltResponse(status=200)
    await next()
    return None


async def answer_message(
    said: Post | Heard, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers what was said to the bot, and what was overheard where that is wanted."""
    if isinstance(said, Post):
        await answer_addressed(said, body, client, desk)
    else:
        await answer_overheard(said, client, desk)
    await end(context)
