"""When a listener fails: the log gets everything, the person one friendly private line."""

from __future__ import annotations

from logging import Logger
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import LOCALE
from bot.slack.posting import post, post_privately, respond
from bot.slack.render import notice
from bot.slack.words import words


async def apologise(
    error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, logger: Logger
) -> None:
    """Logs the failure with its traceback and tells whoever is waiting; never what the failure was."""
    logger.error("A listener failed on %s", _what(body), exc_info=error)
    try:
        await _tell(body, context, client)
    except Exception:
        logger.exception("The person waiting could not be told either")


async def _tell(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
    message = notice(words(context["desk"].directory, LOCALE).say("failed"))
    event = body.get("event") or {}
    if context.response_url:
        await respond(client, context.response_url, message)
    elif event.get("channel_type") == "im":
        await post(client, event["channel"], message, event.get("thread_ts"))
    elif context.channel_id and context.user_id:
        await post_privately(client, context.channel_id, context.user_id, message, event.get("thread_ts"))


def _what(body: dict[str, Any]) -> str:
    """The sort of request, for the log: nothing a person typed."""
    event = body.get("event") or {}
    return str(event.get("type") or body.get("command") or body.get("type") or "a request")
