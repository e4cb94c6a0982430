"""How a message leaves: into a conversation, to one person, or through the address that came with an interaction.

Where Slack does not take its blocks, its text goes alone, for that says everything.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.metering.attending import sent_again
from bot.slack.rendering.render import Message
from bot.slack.sending import retrying
from bot.slack.sending.queueing import turn_in
from bot.slack.sending.trouble import TROUBLE, why

UNSHOWABLE = ("invalid_blocks", "msg_blocks_too_long", "too_many_blocks")
"""Slack's words for blocks that it does not take; what it says may hold more."""
PAUSE_SECONDS = 1.0
"""Before a message goes again through a response URL on which a server failed; slack_sdk sends only other calls again."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class NotDelivered(Exception):
    """Slack did not take a message sent through a response URL; says with which status and why."""


async def post(client: AsyncWebClient, channel: str, message: Message, thread_ts: str | None = None) -> str:
    """Posts into a conversation for everybody there, when its turn has come; returns the message's ``ts``.

    ``channel`` may also be a person, which means the direct conversation with them. Raises TooMany.
    """
    async with turn_in(client, channel):
        return await post_now(client, channel, message, thread_ts)


async def post_now(
    client: AsyncWebClient,
    channel: str,
    message: Message,
    thread_ts: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> str:
    """Posts without waiting for a turn; returns the message's ``ts``."""

    async def send(message: Message) -> str:
        posted = await client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            text=message.text,
            blocks=message.blocks,
            metadata=metadata,
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(posted["ts"])

    return await _taken(message, send)


async def post_privately(
    client: AsyncWebClient, channel: str, user: str, message: Message, thread_ts: str | None = None
) -> None:
    """Shows a message in a conversation to one person only."""

    async def send(message: Message) -> None:
        await client.chat_postEphemeral(
            channel=channel, user=user, thread_ts=thread_ts, text=message.text, blocks=message.blocks
        )

    await _taken(message, send)


async def update(client: AsyncWebClient, channel: str, ts: str, message: Message) -> None:
    """Puts a message in the place of an earlier one of the bot's."""

    async def send(message: Message) -> None:
        await client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks)

    await _taken(message, send)


async def respond(
    client: AsyncWebClient, response_url: str, message: Message, *, in_channel: bool = False, replace: bool = False
) -> None:
    """Answers an interaction: to the person alone; ``in_channel``: for all there; ``replace``: in place of what was pressed.

    Raises:
        NotDelivered: Slack refused it; the address is good for 30 minutes and five uses.
    """
    webhook = AsyncWebhookClient(
        response_url,
        proxy=client.proxy,
        ssl=client.ssl,
        session=client.session,
        logger=client.logger,
        retry_handlers=client.retry_handlers,
    )

    async def send(message: Message) -> None:
        for attempt in range(retrying.AGAIN + 1):
            if attempt:
                sent_again("server")
            await asyncio.sleep(PAUSE_SECONDS * attempt)
            response = await webhook.send(
                text=message.text,
                blocks=message.blocks,
                response_type="in_channel" if in_channel else "ephemeral",
                replace_original=replace,
                unfurl_links=False,
                unfurl_media=False,
            )
            if response.status_code < 500:
                break
        refused = '"ok":false' in "".join(response.body.split())  # which may come with a good status
        if response.status_code != 200 or refused:
            raise NotDelivered(f"status {response.status_code}: {response.body[:200]}")

    await _taken(message, send)


async def respond_or_post(client: AsyncWebClient, response_url: str, user: str, message: Message) -> None:
    """Answers an interaction to the person alone: where they are or, where that does not reach them, directly."""
    try:
        await respond(client, response_url, message)
    except (NotDelivered, *TROUBLE) as error:
        reason = " ".join(str(error).split()) or why(error)
        log.warning("A private line could not be shown where it was asked for (%s); it goes to the person directly", reason)
        await post(client, user, message)


async def _taken(message: Message, send: Callable[[Message], Awaitable[T]]) -> T:
    """What sending the message gives; sent once more without its blocks where they are why it was refused."""
    try:
        return await send(message)
    except (SlackApiError, NotDelivered) as error:
        reason = why(error) if isinstance(error, SlackApiError) else str(error)
        if not message.blocks or not any(word in reason for word in UNSHOWABLE):
            raise
        details = error.response.get("response_metadata") if isinstance(error, SlackApiError) else reason
        payload = json.dumps(message.blocks, ensure_ascii=False)
        log.error("Slack refused the blocks of a message; its text goes alone: %s: %s", details or reason, payload)
        sent_again("blocks")
    return await send(Message(message.text, []))
