"""The app as Slack creates it: what it is called, which events and commands it gets, and the least rights it needs."""

from __future__ import annotations

from typing import Any

from bot.directory.model import Directory, Kind

SCOPES = {
    "app_mentions:read": "hears mentions",
    "channels:history": "hears follow-ups in threads without a mention, and questions in channels where it may listen",
    "chat:write": "answers",
    "commands": "answers slash commands",
    "files:write": "saves a contact as a file",
    "groups:history": "the same in private channels",
    "im:history": "hears direct messages",
    "im:write": "sends that file directly",
    "reactions:write": "answers thanks with a reaction",
    "users:read": "speaks the asker's language, by the asker's clock",
}
"""What the app may do, and what for. It does without reading channels, files, reactions and profiles."""
EVENTS = ("app_mention", "message.channels", "message.groups", "message.im")


def manifest(directory: Directory) -> dict[str, Any]:
    """The manifest for a bot that answers from this directory; ``manifest.json`` holds that of the one that comes along."""
    return {
        "_metadata": {"major_version": 1},
        "display_information": {
            "name": directory.title[:35],
            "description": directory.about[:140],
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Directory", "always_online": True},
            "slash_commands": [_command(directory.command, "anything"), *map(_command_of, _commanded(directory))],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _commanded(directory: Directory) -> list[Kind]:
    """The first kind of each command, in the order of the fact base."""
    first: dict[str, Kind] = {}
    for kind in directory.kinds.values():
        first.setdefault(kind.command, kind)
    first.pop("", None)
    return list(first.values())


def _command_of(kind: Kind) -> dict[str, Any]:
    return _command(kind.command, kind.plural)


def _command(name: str, what: str) -> dict[str, Any]:
    return {
        "command": name,
        "description": f"Look up {what} in the directory",
        "usage_hint": "[your question, in your own words]",
        "should_escape": False,
    }
