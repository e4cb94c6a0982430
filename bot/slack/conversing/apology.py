"""When a listener fails: the log gets everything, the person one friendly private line."""

from __future__ import annotations

from logging import Logger
from typing import Any

import aiohttp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import NotKept
from bot.slack.conversing.once import TriedOften, end, put_off
from bot.slack.conversing.replies import whisper
from bot.slack.metering.attending import failed
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words
from bot.slack.sending.posting import NotDelivered, post, post_privately, respond_or_post
from bot.slack.sending.queueing import TooMany
from bot.slack.sending.trouble import TROUBLE, passes

PRESSED = ("block_actions", "view_submission", "shortcut", "message_action")
"""Interactions in which a person waits for something to happen."""
SAID = {NotKept: "not_kept", TooMany: "too_many"}
"""What is said of a failure, where that is not just that it failed."""
UNWILLING = (SlackApiError, aiohttp.ClientError, NotDelivered, TooMany, TriedOften)
"""Failures that tell nothing of the program."""


async def apologise(
    error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, logger: Logger
) -> None:
    """Logs the failure and tells whoever is waiting; never what the failure was.

    A question is answered by that. Where nobody could be told just now, it is tried again later.
    """
    failed()
    _log(logger, f"A listener failed on {_what(body)}", error)
    try:
        await _tell(error, body, context, client)
    except Exception as trouble:  # whatever it is: nobody above could do more about it than this
        _log(logger, "The person waiting could not be told either", trouble)
        await (put_off if isinstance(trouble, TROUBLE) and passes(trouble) else end)(context)
    else:
        await end(context)


def _log(logger: Logger, what: str, error: Exception) -> None:
    """With the way there through the program, unless it is Slack or the network that did not let it happen."""
    if isinstance(error, UNWILLING):
        logger.error("%s: %s", what, " ".join(f"{type(error).__name__} {error}".split()))
    else:
        logger.error("%s", what, exc_info=error)


async def _tell(error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
    """Tells the person who asked or pressed; who asked nothing of the bot is told nothing."""
    desk, event, user = context.get("desk"), body.get("event") or {}, context.user_id
    if desk is None or user is None:  # without a desk it is not known who the bot is in that workspace
        return
    asker = await desk.askers.of(client, user)
    said = words(desk.directory, asker.locale)
    message = notice(said.say(SAID.get(type(error), "failed")))
    if body.get("type") in PRESSED:
        await whisper(body, client, desk, message, asker.locale)
    elif context.response_url:
        await respond_or_post(client, context.response_url, user, message)
    elif event.get("channel_type") == "im" and not isinstance(error, TooMany):
        await post(client, event["channel"], message, event.get("thread_ts"))
    elif event.get("type") == "app_mention" or event.get("channel_type") == "im":
        await post_privately(client, event["channel"], user, message, event.get("thread_ts"))


def _what(body: dict[str, Any]) -> str:
    """The sort of request, for the log: nothing a person typed."""
    event = body.get("event") or {}
    return str(event.get("type") or body.get("command") or body.get("type") or "a request")
