"""An answer that must arrive: to the asker directly, where the conversation it was asked in is closed to the bot."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import blocks
from bot.slack.posting import post
from bot.slack.render import Message

CLOSED = {
    "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "thread_not_found",
    "message_not_found", "cannot_reply_to_message",
}  # fmt: skip
"""Slack's words for a conversation or thread in which the bot cannot post, or that is gone."""

log = logging.getLogger(__name__)


async def deliver(
    client: AsyncWebClient, channel: str, message: Message, thread_ts: str | None, asker: str, not_there: str
) -> str:
    """Posts an answer; returns its ``ts``, or an empty one where it went to the asker directly, opened by ``not_there``
    (without an ``asker``: nowhere).

    Raises SlackApiError where Slack refuses for another reason.
    """
    try:
        return await post(client, channel, message, thread_ts)
    except SlackApiError as error:
        reason = error.response.get("error")
        if reason not in CLOSED:
            raise
        log.warning("an answer could not be posted where it was asked (%s)", reason)
    if asker:
        opening = blocks.section(blocks.plain(not_there))
        await post(client, asker, Message(f"{not_there}\n{message.text}", [opening, *message.blocks]))
    return ""
