"""Channels and direct conversations: who is in them, what was said there."""

from __future__ import annotations

from dataclasses import replace

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Channel, Json, Message
from bot.workspace.shapes import events
from bot.workspace.webapi.registry import Api, Args, admit, find_channel, method, need, own_channel, paged
from bot.workspace.webapi.users import truth

READ = ("channels:read", "groups:read", "im:read")
HISTORY = ("channels:history", "groups:history", "im:history")


def channel_shape(api: Api, channel: Channel, num_members: bool = False) -> Json:
    """A conversation object."""
    shared = {key: channel.is_ext_shared for key in ("is_ext_shared", "is_shared")}
    shape: Json = {
        "id": channel.id,
        "created": 0,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_mpim": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "context_team_id": api.state.team.id,
        **shared,
    }
    if channel.is_im:
        (other,) = channel.members - {api.state.team.bot.id} or {""}
        return shape | {"user": other, "is_user_deleted": False}
    return shape | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_general": False,
        "is_member": api.state.team.bot.id in channel.members,
        "is_private": channel.is_private,
        **({"num_members": len(channel.members)} if num_members else {}),
    }


@method("conversations.open", "im:write")
def conversations_open(api: Api, args: Args) -> Json:
    """The direct conversation with a user."""
    (users,) = need(args, "users")
    if users not in api.state.users:
        raise Refused("user_not_found")
    return {"channel": {"id": api.state.direct(users, api.state.team.bot.id).id}}


@method("conversations.info", *READ)
def conversations_info(api: Api, args: Args) -> Json:
    """One channel."""
    channel = find_channel(api, args)
    admit(api, channel, "read")
    return {"channel": channel_shape(api, channel, truth(args.get("include_num_members")))}


@method("conversations.list", *READ, tier=2)
def conversations_list(api: Api, args: Args) -> Json:
    """The channels that the app can see."""
    types = str(args.get("types") or "public_channel").split(",")
    names = {"channel": "public_channel", "group": "private_channel", "im": "im"}
    bot = api.state.team.bot.id
    seen = [
        channel
        for channel in api.state.channels.values()
        if names[channel.kind] in types and (bot in channel.members or channel.kind == "channel")
    ]
    page, cursor = paged(seen, args)
    return {"channels": [channel_shape(api, channel) for channel in page], "response_metadata": cursor}


@method("conversations.members", *READ, tier=4)
def conversations_members(api: Api, args: Args) -> Json:
    """Who is in a channel."""
    channel = find_channel(api, args)
    admit(api, channel, "read")
    page, cursor = paged(sorted(channel.members), args)
    return {"members": page, "response_metadata": cursor}


@method("conversations.join", "channels:join")
def conversations_join(api: Api, args: Args) -> Json:
    """The app comes into a public channel."""
    channel = find_channel(api, args)
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    joined = api.state.put(replace(channel, members=channel.members | {api.state.team.bot.id}))
    return {"channel": channel_shape(api, joined)}


@method("conversations.history", *HISTORY)
def conversations_history(api: Api, args: Args) -> Json:
    """The messages of a channel, newest first, replies left out."""
    channel = own_channel(api, args)
    admit(api, channel, "history")
    roots = [message for message in api.state.messages(channel.id) if message.thread_ts in (None, message.ts)]
    return _page(api, list(reversed(roots)), args)


@method("conversations.replies", *HISTORY)
def conversations_replies(api: Api, args: Args) -> Json:
    """A thread, oldest first, beginning with the message it is about."""
    channel = own_channel(api, args)
    admit(api, channel, "history")
    (ts,) = need(args, "ts")
    thread = api.state.thread(channel.id, ts)
    if not thread:
        raise Refused("thread_not_found")
    return _page(api, thread, args)


def _page(api: Api, messages: list[Message], args: Args) -> Json:
    """The messages between `oldest` and `latest`, without their metadata unless it is asked for."""
    inclusive = truth(args.get("inclusive"))
    oldest, latest = _bound(args, "oldest", 0.0), _bound(args, "latest", float("inf"))
    between = [
        message
        for message in messages
        if oldest < float(message.ts) < latest or (inclusive and float(message.ts) in (oldest, latest))
    ]
    page, cursor = paged(between, args)
    metadata = truth(args.get("include_all_metadata"))
    shown = [events.message(message, api.state.team, metadata) for message in page]
    return {"messages": shown, "has_more": bool(cursor["next_cursor"]), "response_metadata": cursor}


def _bound(args: Args, name: str, otherwise: float) -> float:
    try:
        return float(args.get(name) or otherwise)
    except (TypeError, ValueError):
        raise Refused(f"invalid_ts_{name}") from None
