"""``/directory here on``: the bot listens in this channel from now on, or no more, or tells how it stands."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import Listening, NotKept
from bot.slack.conversing.listening import ASKED, as_listening
from bot.slack.desk import Desk
from bot.slack.rendering.render import Message, naming, notice
from bot.slack.rendering.words import words
from bot.slack.sending.posting import post
from bot.slack.sending.queueing import TooMany
from bot.slack.sending.trouble import TROUBLE, why

NOT_THERE = ("not_in_channel", "channel_not_found")

log = logging.getLogger(__name__)


async def set_listening(command: dict[str, Any], wanted: str, client: AsyncWebClient, desk: Desk) -> Message | None:
    """Does what was wanted, and tells everybody there; or returns what to say privately: why not, and how."""
    asker = await desk.askers.of(client, command["user_id"])
    said = words(desk.directory, asker.locale)
    listening = as_listening(wanted)
    if command["channel_name"] == "directmessage":
        key = "here_direct"
    elif wanted == ASKED:
        key = f"here_now_{await desk.records.listening(command['channel_id'])}"
    elif listening is None:
        key = "here_usage"
    elif not await desk.mandate.holds(client, command["user_id"]):
        key = "here_curators"
    elif listening != "off" and not desk.rights.read_threads:
        key = "here_deaf"
    else:
        key = await _set(command, listening, client, desk)
    return notice(said.say(key, command=command["command"], bot=desk.name)) if key else None


async def _set(command: dict[str, Any], listening: Listening, client: AsyncWebClient, desk: Desk) -> str:
    """Keeps the setting and tells the channel; returns the key of what is to be said privately, or nothing.

    Where the channel cannot be told, it is not listened to more than before.
    """
    channel, before = command["channel_id"], await desk.records.listening(command["channel_id"])
    if before == listening:
        return f"here_now_{listening}"
    try:
        await desk.records.set_listening(channel, listening)
    except NotKept as error:
        log.error("A channel's setting could not be kept: %s", error)
        return "not_kept"
    try:
        await post(client, channel, _announced(command, listening, desk))
    except (TooMany, *TROUBLE) as error:
        log.info("A channel could not be told of its setting (%s)", why(error))
        if listening == "off":
            return "here_now_off"
        await desk.records.set_listening(channel, before)
        if why(error) not in NOT_THERE:
            raise
        return "here_invite"
    log.info("Listening in a channel: %s", listening)
    return ""


def _announced(command: dict[str, Any], listening: Listening, desk: Desk) -> Message:
    """What everybody in the channel is told, with who wanted it."""
    line = words(desk.directory).say(f"here_{listening}", user="{}", command=command["command"])
    return naming(command["user_id"], line)
