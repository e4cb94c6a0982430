"""A message that must arrive: plain where its blocks are refused, to the asker directly where its place is closed."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.posting import post
from bot.slack.render import Message

UNSHOWABLE = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "too_many_blocks"}
"""Slack's words for blocks that it does not take."""
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
    """Posts an answer; returns its ``ts``, or an empty one where it went to the asker directly, opened by ``not_there``.

    Raises SlackApiError where Slack refuses for another reason.
    """
    try:
        return await _shown(client, channel, message, thread_ts)
    except SlackApiError as error:
        reason = error.response.get("error")
        if reason not in CLOSED:
            raise
        log.warning("an answer could not be posted where it was asked (%s); it goes to the asker directly", reason)
    await _shown(client, asker, Message(f"{not_there}\n{message.text}", message.blocks), None)
    return ""


async def _shown(client: AsyncWebClient, channel: str, message: Message, thread_ts: str | None) -> str:
    """Posts, without blocks where Slack does not take them: the text says everything."""
    try:
        return await post(client, channel, message, thread_ts)
    except SlackApiError as error:
        if error.response.get("error") not in UNSHOWABLE:
            raise
        log.error("Slack refused the blocks of an answer; its text goes alone: %s", error.response.get("errors"))
    return await post(client, channel, Message(message.text, []), thread_ts)
