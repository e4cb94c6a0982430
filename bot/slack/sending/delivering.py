"""An answer that must arrive, and once: tried until Slack takes it, and never again where it stands already.

It goes to the asker directly where the conversation it was asked in is closed to the bot.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.metering.attending import sent_again
from bot.slack.payloads.parts import is_direct
from bot.slack.rendering.render import Message
from bot.slack.sending.posting import post, post_now
from bot.slack.sending.queueing import Turn, turn_in
from bot.slack.sending.retrying import only_waiting, pause
from bot.slack.sending.trouble import TROUBLE, passes, why

CLOSED = {
    "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "thread_not_found",
    "message_not_found", "cannot_reply_to_message",
}  # fmt: skip
"""Slack's words for a conversation or thread in which the bot cannot post, or that is gone."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
ATTEMPTS = 35
"""How often it is tried again: for a quarter of an hour."""
ANSWER = "directory_answer"
"""The metadata's name by which an answer is known again, with the message that it answers."""
PAGE = 100
"""Messages looked through for an answer."""

log = logging.getLogger(__name__)


async def deliver(
    client: AsyncWebClient,
    channel: str,
    message: Message,
    thread_ts: str | None,
    asker: str,
    not_there: str,
    to: str,
    again: bool = False,
    turn: Turn | None = None,
) -> str:
    """Posts the answer to a message (its ``ts``: ``to``); returns its own ``ts``, or an empty one where it went to the asker
    directly, opened by ``not_there`` (without an ``asker``: nowhere).

    ``again``: somebody may have posted it already; ``turn``: its place in the channel, where it has one already.

    Raises:
        SlackApiError, ClientError, TimeoutError, OSError: Slack refuses for another reason, or is long out of reach.
        TooMany: too many wait for their turn.
    """
    try:
        async with turn or turn_in(client, channel):
            return await _insist(client, channel, message, thread_ts, to, again)
    except SlackApiError as error:
        if why(error) not in CLOSED:
            raise
        log.warning("An answer could not be posted where it was asked (%s)", why(error))
    if asker:
        await post(client, asker, message.opened_by(not_there))
    return ""


async def _insist(
    client: AsyncWebClient, channel: str, message: Message, thread_ts: str | None, to: str, again: bool
) -> str:
    """Posts until Slack has taken it; looks first whether it has, where it may have."""
    metadata = {"event_type": ANSWER, "event_payload": {"to": to}}
    failures, careful = 0, only_waiting(client)
    while True:
        try:
            if again and (ts := await _standing(client, channel, thread_ts or to, to, message.text)):
                log.info("An answer stands there already")
                return ts
            return await post_now(careful, channel, message, thread_ts, metadata)
        except TROUBLE as error:
            failures += 1
            if failures > ATTEMPTS or not passes(error):
                raise
            log.warning("An answer may not have been posted (%s); trying again", why(error))
            sent_again("unsure")
            again = True  # of what failed on its way nobody knows how far it came
        await asyncio.sleep(pause(failures, FIRST_PAUSE, LONGEST_PAUSE))


async def _standing(client: AsyncWebClient, channel: str, root_ts: str, to: str, text: str) -> str:
    """The ``ts`` of the answer to a message, where it is there already; empty: it is not, or the app may not look.

    It is known by its metadata; where what stands in for Slack keeps none, by its text.
    In a direct conversation it may stand in the thread or outside: that depends on whether Slack opened a session.
    """
    looking: dict[str, Any] = {"channel": channel, "oldest": to, "include_all_metadata": True, "limit": PAGE}
    calls = [client.conversations_replies(ts=root_ts, **looking)]
    calls += [client.conversations_history(**looking)] if is_direct(channel) else []
    for found in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(found, BaseException):
            if not isinstance(found, SlackApiError) or passes(found):
                raise found
            log.info("Nobody can tell whether an answer stands there already (%s)", why(found))
            continue
        for message in found.get("messages") or []:
            if _is_answer(message, to, text):
                return str(message["ts"])
    return ""


def _is_answer(message: dict[str, Any], to: str, text: str) -> bool:
    """Whether it is the answer, of this text, to a message."""
    if mark := message.get("metadata"):
        return bool(mark.get("event_type") == ANSWER and mark.get("event_payload") == {"to": to})
    return message.get("text") == text and str(message.get("ts")) > to
