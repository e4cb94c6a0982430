"""A form that this version of the bot does not open any more is sent."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.desk import LOCALE, Desk
from bot.slack.render import notice
from bot.slack.replies import modal
from bot.slack.words import words


async def answer_outdated_form(ack: AsyncAck, desk: Desk) -> None:
    """Says in the form's place that it leads nowhere."""
    await ack(response_action="update", view=modal(desk, notice(words(desk.directory, LOCALE).say("gone")), LOCALE))
