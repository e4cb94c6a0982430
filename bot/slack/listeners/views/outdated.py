"""A form that this version of the bot does not open any more is sent."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.conversing.replies import modal
from bot.slack.desk import LOCALE, Desk
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words


async def answer_outdated_form(ack: AsyncAck, desk: Desk) -> None:
    """Says in the form's place that it leads nowhere."""
    await ack(response_action="update", view=modal(desk, notice(words(desk.directory, LOCALE).say("gone")), LOCALE))
