"""What this version of the bot does not show any more, or never asked Slack for."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import tell_outdated
from bot.slack.desk import Desk
from bot.slack.listeners.acknowledge import acknowledge

ANY = re.compile("")


def register(app: AsyncApp) -> None:
    """Catches all that no other listener takes; so they must be registered before."""
    for of in (app.action, app.shortcut):
        of(ANY, middleware=[acknowledge])(say_that_it_is_outdated)
    app.options(ANY)(offer_nothing)
    app.view_closed(ANY)(take_note)
    app.event(ANY)(take_note)


async def say_that_it_is_outdated(body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Says privately that a button or a shortcut leads nowhere."""
    await tell_outdated(body, client, desk)


async def offer_nothing(ack: AsyncAck) -> None:
    """Leaves a menu empty."""
    await ack(options=[])


async def take_note(ack: AsyncAck) -> None:
    """Acknowledges what nobody waits for, or Slack would send it again."""
    await ack()
