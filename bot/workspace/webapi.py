"""The part of Slack's Web API that the app uses: one function a method."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.workspace import payloads
from bot.workspace.block_kit import MAX_ALL_BLOCK_TEXT
from bot.workspace.blocks import all_text, identified, problems, view_problems
from bot.workspace.interactions import Refused, ResponseUrl, Triggers
from bot.workspace.state import Channel, Json, Message, State

Args = dict[str, Any]
MAX_MESSAGE_TEXT = 40_000


@dataclass(frozen=True, slots=True)
class Views:
    """The modals open and the Home views published, by view id."""

    by_id: dict[str, Json] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Api:
    """What the methods work on."""

    state: State
    triggers: Triggers
    views: Views
    url: str
    """Where the workspace is served."""
    socket_url: Callable[[], str]
    """A new address for one Socket Mode connection."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the API: what it does, whose token and which of these scopes it wants."""

    run: Callable[[Api, Args], Json]
    token: Literal["bot", "app", "none"]
    scopes: tuple[str, ...]


METHODS: dict[str, Method] = {}


def _method(
    name: str, *scopes: str, token: Literal["bot", "app", "none"] = "bot"
) -> Callable[[Callable[[Api, Args], Json]], Callable[[Api, Args], Json]]:
    def keep(run: Callable[[Api, Args], Json]) -> Callable[[Api, Args], Json]:
        METHODS[name] = Method(run, token, scopes)
        return run

    return keep


# --- what the methods share ---------------------------------------------------------------------------------------------


def _need(args: Args, *names: str) -> list[str]:
    missing = [f"missing required field: {name}" for name in names if args.get(name) in (None, "")]
    if missing:
        raise Refused("invalid_arguments", missing)
    return [str(args[name]) for name in names]


def _channel(api: Api, args: Args) -> Channel:
    """The channel named: an id, a name, or a user, which means the direct conversation."""
    (name,) = _need(args, "channel")
    if name in api.state.users and name != api.state.team.bot.id:
        return api.state.direct(name, api.state.team.bot.id)
    channel = api.state.channel(name)
    if channel is None:
        raise Refused("channel_not_found")
    return channel


def _writable(api: Api, args: Args) -> Channel:
    channel = _channel(api, args)
    if api.state.team.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def content(args: Args) -> tuple[str, list[Json]]:
    """The text and blocks of a message, checked as Slack checks them.

    Raises:
        Refused: nothing to show, too long, or blocks that Slack would not take.
    """
    text, blocks = args.get("text") or args.get("markdown_text") or "", args.get("blocks")
    if not isinstance(text, str):
        raise Refused("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    if blocks is not None and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > MAX_MESSAGE_TEXT:
        raise Refused("msg_too_long")
    if found := problems(blocks or []):
        raise Refused("invalid_blocks", found)
    if all_text(blocks or []) > MAX_ALL_BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")
    return text, identified(blocks or [])


def _own(api: Api, args: Args, refusal: str) -> Message:
    """The app's own message that is to be changed. Ephemeral ones cannot be: Slack does not find them."""
    channel = _channel(api, args)
    (ts,) = _need(args, "ts")
    message = api.state.message(channel.id, ts)
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    if not message.by_app:
        raise Refused(refusal)
    return message


def _shown(api: Api, messages: Sequence[Message]) -> list[Json]:
    return [payloads.message(message, api.state.team) for message in messages]


def _channel_info(api: Api, channel: Channel) -> Json:
    info: Json = {"id": channel.id, "is_im": channel.is_im, "is_channel": not channel.is_im, "is_archived": False}
    if channel.is_im:
        (other,) = channel.members - {api.state.team.bot.id} or {""}
        return info | {"user": other}
    return info | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_member": api.state.team.bot.id in channel.members,
        "is_private": False,
        "is_general": False,
    }


# --- general ------------------------------------------------------------------------------------------------------------


@_method("api.test", token="none")
def api_test(api: Api, args: Args) -> Json:
    """Gives back what it is given."""
    if args.get("error"):
        raise Refused(str(args["error"]), args=args)
    return {"args": args}


@_method("auth.test")
def auth_test(api: Api, args: Args) -> Json:
    """Who the token is."""
    team = api.state.team
    return {
        "url": f"{api.url}/",
        "team": team.name,
        "user": team.bot.name,
        "team_id": team.id,
        "user_id": team.bot.id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@_method("apps.connections.open", token="app")
def apps_connections_open(api: Api, args: Args) -> Json:
    """An address for one Socket Mode connection."""
    return {"url": api.socket_url()}


@_method("users.info", "users:read")
def users_info(api: Api, args: Args) -> Json:
    """One user."""
    (user_id,) = _need(args, "user")
    user = api.state.users.get(user_id)
    if user is None:
        raise Refused("user_not_found")
    profile = {"real_name": user.real_name, "display_name": user.name}
    return {
        "user": {
            "id": user.id,
            "team_id": api.state.team.id,
            "name": user.name,
            "real_name": user.real_name,
            "profile": profile,
            "deleted": False,
            "is_bot": user.is_bot,
            "tz": user.tz,
            "locale": user.locale,
        }
    }


# --- messages -----------------------------------------------------------------------------------------------------------


@_method("chat.postMessage", "chat:write")
def chat_post_message(api: Api, args: Args) -> Json:
    """A message that everybody sees."""
    channel = _writable(api, args)
    text, blocks = content(args)
    message = api.state.post(
        channel.id,
        api.state.team.bot.id,
        text,
        blocks=blocks,
        thread_ts=args.get("thread_ts") or None,
        metadata=args.get("metadata"),
    )
    return {"channel": channel.id, "ts": message.ts, "message": payloads.message(message, api.state.team)}


@_method("chat.postEphemeral", "chat:write")
def chat_post_ephemeral(api: Api, args: Args) -> Json:
    """A message that one user sees, until the page is loaded again."""
    channel = _writable(api, args)
    (user,) = _need(args, "user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(args)
    thread = args.get("thread_ts") or None
    message = api.state.post(channel.id, api.state.team.bot.id, text, blocks=blocks, thread_ts=thread, only_for=user)
    return {"message_ts": message.ts}


@_method("chat.update", "chat:write")
def chat_update(api: Api, args: Args) -> Json:
    """Another text and other blocks for one of the app's own messages."""
    message = _own(api, args, "cant_update_message")
    text, blocks = content(args)
    changed = api.state.change(message, text=text, blocks=blocks, metadata=args.get("metadata"))
    shape = payloads.message(changed, api.state.team)
    return {"channel": changed.channel, "ts": changed.ts, "text": changed.text, "message": shape}


@_method("chat.delete", "chat:write")
def chat_delete(api: Api, args: Args) -> Json:
    """One of the app's own messages goes away."""
    message = _own(api, args, "cant_delete_message")
    api.state.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def respond(api: Api, target: ResponseUrl, body: Args) -> None:
    """An answer through a response URL: a new message, or the original replaced or deleted.

    Raises:
        Refused: nothing to show, or blocks that Slack would not take.
    """
    original = api.state.message(target.channel, target.message_ts) if target.message_ts else None
    if body.get("delete_original"):
        if original:
            api.state.remove(original)
        return
    text, blocks = content(body)
    if body.get("replace_original") and original:
        api.state.change(original, text=text, blocks=blocks, metadata=body.get("metadata"))
        return
    api.state.post(
        target.channel,
        api.state.team.bot.id,
        text,
        blocks=blocks,
        thread_ts=body.get("thread_ts") or None,
        only_for=None if body.get("response_type") == "in_channel" else target.user,
        metadata=body.get("metadata"),
    )


# --- conversations ------------------------------------------------------------------------------------------------------


@_method("conversations.open", "im:write")
def conversations_open(api: Api, args: Args) -> Json:
    """The direct conversation with a user."""
    (users,) = _need(args, "users")
    if users not in api.state.users:
        raise Refused("user_not_found")
    return {"channel": {"id": api.state.direct(users, api.state.team.bot.id).id}}


@_method("conversations.info", "channels:read", "im:read")
def conversations_info(api: Api, args: Args) -> Json:
    """One channel."""
    return {"channel": _channel_info(api, _channel(api, args))}


@_method("conversations.history", "channels:history", "im:history")
def conversations_history(api: Api, args: Args) -> Json:
    """The messages of a channel, newest first, replies left out."""
    channel = _writable(api, args)
    roots = [message for message in api.state.messages(channel.id) if message.thread_ts in (None, message.ts)]
    return _page(api, list(reversed(roots)), args)


@_method("conversations.replies", "channels:history", "im:history")
def conversations_replies(api: Api, args: Args) -> Json:
    """A thread, oldest first, beginning with the message it is about."""
    channel = _writable(api, args)
    (ts,) = _need(args, "ts")
    thread = api.state.thread(channel.id, ts)
    if not thread:
        raise Refused("thread_not_found")
    return _page(api, thread, args)


def _page(api: Api, messages: list[Message], args: Args) -> Json:
    try:
        limit, start = int(args.get("limit") or 100), int(args.get("cursor") or 0)
    except (TypeError, ValueError):
        raise Refused("invalid_cursor" if str(args.get("limit", "")).isdecimal() else "invalid_limit") from None
    more = len(messages) > start + limit
    cursor = {"next_cursor": str(start + limit) if more else ""}
    return {"messages": _shown(api, messages[start : start + limit]), "has_more": more, "response_metadata": cursor}


# --- views --------------------------------------------------------------------------------------------------------------


def _checked_view(args: Args) -> Json:
    view = args.get("view")
    if found := view_problems(view):
        raise Refused("invalid_arguments", found)
    assert isinstance(view, dict)
    return view | {"blocks": identified(view["blocks"])}


def _keep(api: Api, view: Json, view_id: str, owner: str) -> Json:
    stored = payloads.view(view, view_id=view_id, team=api.state.team)
    api.views.by_id[view_id] = stored
    api.views.owner[view_id] = owner
    return {"view": stored}


@_method("views.open")
def views_open(api: Api, args: Args) -> Json:
    """A modal for the user whose trigger this is."""
    (trigger_id,) = _need(args, "trigger_id")
    view = _checked_view(args)
    user = api.triggers.take(trigger_id)
    return _keep(api, view, f"V{secrets.token_hex(5).upper()}", user)


@_method("views.update")
def views_update(api: Api, args: Args) -> Json:
    """Another content for an open modal."""
    view = _checked_view(args)
    known = api.views.by_id.get(str(args.get("view_id"))) or next(
        (one for one in api.views.by_id.values() if one["external_id"] and one["external_id"] == args.get("external_id")),
        None,
    )
    if known is None:
        raise Refused("not_found")
    if args.get("hash") and args["hash"] != known["hash"]:
        raise Refused("hash_conflict")
    return _keep(api, view, known["id"], api.views.owner[known["id"]])


@_method("views.publish")
def views_publish(api: Api, args: Args) -> Json:
    """A user's Home view."""
    (user_id,) = _need(args, "user_id")
    if user_id not in api.state.users:
        raise Refused("user_not_found")
    view = _checked_view(args)
    mine = (key for key, owner in api.views.owner.items() if owner == user_id and api.views.by_id[key]["type"] == "home")
    return _keep(api, view, next(mine, f"V{secrets.token_hex(5).upper()}"), user_id)
