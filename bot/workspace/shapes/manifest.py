"""What the workspace reads from an app manifest: what the app is called, what it offers, what it is told and may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.workspace.shapes.events import ALL_EVENTS

DEFAULT_NAME = "Directory"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the composer offers it."""

    name: str
    """With the slash."""
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut as menus offer it."""

    callback_id: str
    name: str
    description: str = ""
    type: Literal["global", "message"] = "global"


@dataclass(frozen=True, slots=True)
class App:
    """The installed app. As it stands here: one that may do everything."""

    name: str = DEFAULT_NAME
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: frozenset[str] = ALL_EVENTS
    """Types of events it is subscribed to, as the manifest names them (`message.im`)."""
    scopes: frozenset[str] | None = None
    """Scopes of its bot token; None: all."""
    home_tab: bool = True
    messages_tab: bool = True
    agent: bool = True
    """Whether it is an agent (`features.agent_view`)."""
    unfurl_domains: tuple[str, ...] = ()
    search: str = ""
    """Callback id of the function that answers Slack's search; empty: it offers none."""
    search_filters: str = ""
    """Callback id of the function that gives the filters of the search; empty: there is none."""


def read(manifest: Mapping[str, Any]) -> App:
    """The app that this manifest would create on Slack."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    commands = tuple(
        Command(one["command"], one.get("description", ""), one.get("usage_hint", ""))
        for one in features.get("slash_commands", [])
    )
    shortcuts = tuple(
        Shortcut(one["callback_id"], one["name"], one.get("description", ""), one.get("type", "global"))
        for one in features.get("shortcuts", [])
    )
    name = features.get("bot_user", {}).get("display_name") or manifest.get("display_information", {}).get("name")
    home, search = features.get("app_home", {}), features.get("search", {})
    return App(
        name=name or DEFAULT_NAME,
        commands=commands,
        shortcuts=shortcuts,
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        agent="agent_view" in features,
        unfurl_domains=tuple(features.get("unfurl_domains", [])),
        search=search.get("search_function_callback_id", ""),
        search_filters=search.get("search_filters_function_callback_id", ""),
    )


NEEDS = {
    "app_mention": ("app_mentions:read",),
    "link_shared": ("links:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}
"""Event → the scopes, one of which an app must have to be told of it."""


def lacking(manifest: Mapping[str, Any]) -> list[str]:
    """What Slack would find lacking in a manifest, a line each: events, commands and links without the scope for them."""
    app = read(manifest)
    scopes = app.scopes or frozenset()
    found = [
        f"{event} needs {' or '.join(needed)}"
        for event, needed in NEEDS.items()
        if event in app.events and not scopes & {*needed}
    ]
    found += ["commands and shortcuts need commands"] if (app.commands or app.shortcuts) and "commands" not in scopes else []
    found += ["unfurl_domains need links:read"] if app.unfurl_domains and "links:read" not in scopes else []
    found += ["agent_view needs assistant:write"] if app.agent and "assistant:write" not in scopes else []
    found += [f"{event} is not known here" for event in sorted(app.events - ALL_EVENTS)]
    return found
