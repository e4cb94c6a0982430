"""Emoji reactions to messages."""

from __future__ import annotations

import re

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json, Message
from bot.workspace.webapi.registry import Api, Args, method, need, own_channel

NAME = re.compile(r"[a-z0-9_'+-]+(?:::skin-tone-[2-6])?")


def _meant(api: Api, args: Args) -> tuple[Message, str]:
    channel = own_channel(api, args)
    ts, name = need(args, "timestamp", "name")
    if not NAME.fullmatch(name):
        raise Refused("invalid_name")
    message = api.state.message(channel.id, ts)
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    return message, name


@method("reactions.add", "reactions:write")
def reactions_add(api: Api, args: Args) -> Json:
    """The app reacts to a message."""
    message, name = _meant(api, args)
    bot = api.state.team.bot.id
    if bot in message.reactions.get(name, ()):
        raise Refused("already_reacted")
    api.state.react(message, bot, name, add=True)
    return {}


@method("reactions.remove", "reactions:write")
def reactions_remove(api: Api, args: Args) -> Json:
    """The app takes its reaction back."""
    message, name = _meant(api, args)
    bot = api.state.team.bot.id
    if bot not in message.reactions.get(name, ()):
        raise Refused("no_reaction")
    api.state.react(message, bot, name, add=False)
    return {}
