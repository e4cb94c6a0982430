"""A form that this version of the bot does not open any more is sent."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import modal
from bot.slack.desk import Desk
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words


async def answer_outdated_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Says in the form's place that it leads nowhere."""
    locale = (await desk.askers.of(client, body["user"]["id"])).locale
    message = notice(words(desk.directory, locale).say("outdated"))
    await ack(response_action="update", view=modal(desk, message, locale))
