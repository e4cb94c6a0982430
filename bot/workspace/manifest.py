"""What the workspace reads from an app manifest: the app's name, its commands, the events it gets, its scopes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.workspace.payloads import ALL_EVENTS

DEFAULT_NAME = "Directory"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the composer offers it."""

    name: str
    """With the slash."""
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class App:
    """The installed app."""

    name: str = DEFAULT_NAME
    commands: tuple[Command, ...] = ()
    events: frozenset[str] = ALL_EVENTS
    """Types of events it is subscribed to, as the manifest names them (`message.im`)."""
    scopes: frozenset[str] | None = None
    """Scopes of its bot token; None: all."""


def read(manifest: Mapping[str, Any]) -> App:
    """The app that this manifest would create on Slack."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    commands = tuple(
        Command(one["command"], one.get("description", ""), one.get("usage_hint", ""))
        for one in features.get("slash_commands", [])
    )
    name = features.get("bot_user", {}).get("display_name") or manifest.get("display_information", {}).get("name")
    return App(
        name=name or DEFAULT_NAME,
        commands=commands,
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
    )
