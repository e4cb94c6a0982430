"""Somebody mentions the bot in a channel: answered in the thread of that message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.conversation import Post, answer_addressed, taken
from bot.slack.conversing.once import end
from bot.slack.desk import Desk


async def take_mention(
    event: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    desk: Desk,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Keeps it before Slack is told that it has arrived; what is not to be answered here ends here."""
    context["post"] = await taken(event, body, context, desk)
    if context["post"] is None:
        return BoltResponse(status=200)
    await next()
    return None


async def answer_mention(
    post: Post, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers in the thread, opening one where the mention stands in the channel itself."""
    await answer_addressed(post, body, client, desk)
    await end(context)
