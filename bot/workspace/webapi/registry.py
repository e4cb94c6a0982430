"""What the methods of the Web API work on, how one is declared, and what several of them share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bot.workspace.holding.assistant import Assistant
from bot.workspace.holding.executions import Executions
from bot.workspace.holding.files import Files
from bot.workspace.holding.interactions import Refused, Triggers
from bot.workspace.holding.state import Channel, Json, State
from bot.workspace.shapes.manifest import App
from bot.workspace.views import Views

Args = dict[str, Any]
Token = Literal["bot", "app", "none"]
Tier = Literal[1, 2, 3, 4, "special"]
PREFIXES = {"im": "im", "group": "groups", "channel": "channels"}
"""Kind of channel → how the scopes for it begin."""


@dataclass(frozen=True, slots=True)
class Api:
    """What the methods work on."""

    app: App
    state: State
    triggers: Triggers
    views: Views
    assistant: Assistant
    files: Files
    executions: Executions
    url: str
    """Where the workspace is served."""
    socket_url: Callable[[], str]
    """A new address for one Socket Mode connection."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the API: what it does, whose token and which of these scopes it wants, how often it may be called."""

    run: Callable[[Api, Args], Json]
    token: Token
    scopes: tuple[str, ...]
    tier: Tier


METHODS: dict[str, Method] = {}
Run = Callable[[Api, Args], Json]


def method(name: str, *scopes: str, token: Token = "bot", tier: Tier = 3) -> Callable[[Run], Run]:
    """Declare a method. `scopes`: one of them is needed; `tier`: of Slack's rates, for one app in one workspace."""

    def keep(run: Run) -> Run:
        METHODS[name] = Method(run, token, scopes, tier)
        return run

    return keep


def need(args: Args, *names: str) -> list[str]:
    """These arguments, as strings.

    Raises:
        Refused: one is missing.
    """
    missing = [f"missing required field: {name}" for name in names if args.get(name) in (None, "")]
    if missing:
        raise Refused("invalid_arguments", missing)
    return [str(args[name]) for name in names]


def decoded(args: Args, name: str) -> Any:
    """An argument that may come as JSON text; None where that is no JSON."""
    given = args.get(name)
    try:
        return json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        return None


def admit(api: Api, channel: Channel, what: str) -> None:
    """Check the scope for this kind of channel: `read`, `history`.

    Raises:
        Refused: the app lacks it.
    """
    needed = f"{PREFIXES[channel.kind]}:{what}"
    if api.app.scopes is not None and needed not in api.app.scopes:
        raise missing_scope(needed, api.app.scopes)


def missing_scope(needed: str, provided: frozenset[str]) -> Refused:
    """The refusal for want of a scope."""
    return Refused("missing_scope", needed=needed, provided=",".join(sorted(provided)))


def find_channel(api: Api, args: Args, name: str = "channel") -> Channel:
    """The channel named: an id, a name, or a user, which means the direct conversation. The app sees a private channel
    only when it is in it.

    Raises:
        Refused: there is none.
    """
    (wanted,) = need(args, name)
    if wanted in api.state.users and wanted != api.state.team.bot.id:
        return api.state.direct(wanted, api.state.team.bot.id)
    channel = api.state.channel(wanted)
    if channel is None or (channel.is_private and api.state.team.bot.id not in channel.members):
        raise Refused("channel_not_found")
    return channel


def own_channel(api: Api, args: Args, name: str = "channel") -> Channel:
    """The channel named, which the app is in.

    Raises:
        Refused: there is none, or the app is not in it.
    """
    channel = find_channel(api, args, name)
    if api.state.team.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable(api: Api, args: Args, name: str = "channel") -> Channel:
    """The channel named, which the app is in and which is not archived.

    Raises:
        Refused: there is none, the app is not in it, or it is archived.
    """
    channel = own_channel(api, args, name)
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def paged(items: list[Any], args: Args, default: int = 100) -> tuple[list[Any], Json]:
    """One page of a list, and the `response_metadata` that leads to the next.

    Raises:
        Refused: limit or cursor is no such thing.
    """
    try:
        limit, start = int(args.get("limit") or default), int(args.get("cursor") or 0)
    except (TypeError, ValueError):
        raise Refused("invalid_cursor" if str(args.get("limit", "")).isdecimal() else "invalid_limit") from None
    more = len(items) > start + limit
    return items[start : start + limit], {"next_cursor": str(start + limit) if more else ""}
