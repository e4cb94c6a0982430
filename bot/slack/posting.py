"""How a message leaves: into a conversation, to one person, or through the address that came with an interaction."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.render import Message


class NotDelivered(Exception):
    """Slack did not take a message sent through a response URL; says with which status and why."""


async def post(client: AsyncWebClient, channel: str, message: Message, thread_ts: str | None = None) -> str:
    """Posts into a conversation for everybody there; returns the message's ``ts``."""
    posted = await client.chat_postMessage(
        channel=channel,
        thread_ts=thread_ts,
        text=message.text,
        blocks=message.blocks,
        mrkdwn=False,
        unfurl_links=False,
        unfurl_media=False,
    )
    return str(posted["ts"])


async def post_privately(
    client: AsyncWebClient, channel: str, user: str, message: Message, thread_ts: str | None = None
) -> None:
    """Shows a message in a conversation to one person only."""
    await client.chat_postEphemeral(
        channel=channel, user=user, thread_ts=thread_ts, text=message.text, blocks=message.blocks
    )


async def update(client: AsyncWebClient, channel: str, ts: str, message: Message) -> None:
    """Puts a message in the place of an earlier one of the bot's."""
    await client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks)


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
    response = await webhook.send(
        text=message.text,
        blocks=message.blocks,
        response_type="in_channel" if in_channel else "ephemeral",
        replace_original=replace,
        unfurl_links=False,
        unfurl_media=False,
    )
    if response.status_code != 200:
        raise NotDelivered(f"status {response.status_code}: {response.body[:200]}")
