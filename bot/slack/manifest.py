"""The app as Slack creates it: what it is called, which events and commands it gets, and the rights it needs."""

from __future__ import annotations

from typing import Any

from bot.directory.model import Directory, Kind
from bot.slack.browsing.enterprise import ENTITY, FILTERS
from bot.slack.browsing.enterprise import SEARCH as SEARCH_FUNCTION
from bot.slack.connecting.http import EVENTS_PATH, REDIRECT_PATH
from bot.slack.conversing.prompts import prompts
from bot.slack.rendering.unfurling import Pages

SCOPES = {
    "app_mentions:read": "hears mentions",
    "chat:write": "answers",
    "commands": "answers slash commands and shortcuts",
    "im:history": "hears direct messages",
    # without any of the following it does without what stands beside it
    "assistant:write": "suggests what to ask, and shows that it is at work",
    "channels:history": "hears follow-ups in threads without a mention, and questions in channels where it may listen",
    "files:write": "saves a contact as a file",
    "groups:history": "the same as channels:history in private channels",
    "im:write": "sends that file directly",
    "links:read": "hears of links to pages that the directory draws on",
    "links:write": "shows the card below them",
    "reactions:write": "answers thanks with a reaction",
    "usergroups:read": "knows who is in the groups that CURATORS names",
    "users:read": "speaks the asker's language, by the asker's clock",
}
"""What the app may do, and what for."""
EVENTS = ("app_home_opened", "app_mention", "link_shared", "message.channels", "message.groups", "message.im")
SEARCH_EVENTS = ("entity_details_requested", "function_executed")
"""Those of Slack's own search."""
INSTALLATION_EVENTS = ("app_uninstalled", "tokens_revoked")
"""Those of many workspaces, which need no scope."""
SEARCH = "search"
FIND = "find_contacts"
"""Callback ids of the shortcuts."""
SHORTCUT_NAME = 24
SHORTCUT_DESCRIPTION = 150


def manifest(directory: Directory, enterprise_search: bool = False, url: str = "") -> dict[str, Any]:
    """The manifest for a bot that answers from this directory; ``manifest.json`` holds that of the one that comes along.

    ``enterprise_search``: with the parts by which the directory is found in Slack's own search; ``url``: where Slack and
    people reach HTTP mode; empty: for Socket Mode.
    """
    events = sorted(EVENTS + SEARCH_EVENTS) if enterprise_search else list(EVENTS)
    made: dict[str, Any] = {
        "_metadata": {"major_version": 1},
        "display_information": {
            "name": directory.title[:35],
            "description": directory.about[:140],
            "background_color": "#1f3a5f",
        },
        "features": _features(directory),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": enterprise_search,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
    if enterprise_search:
        made["features"] |= {
            "rich_previews": {"entity_types": [ENTITY]},
            "search": {
                "search_function_callback_id": SEARCH_FUNCTION,
                "search_filters_function_callback_id": FILTERS,
            },
        }
        made["settings"] |= {"app_type": "remote", "function_runtime": "remote"}
        made["functions"] = _functions(directory)
    if url:
        _over_http(made, url.rstrip("/"))
    return made


def _features(directory: Directory) -> dict[str, Any]:
    """What people see of it, whatever carries its events."""
    return {
        "agent_view": {
            "agent_description": directory.about[:300],
            "suggested_prompts": prompts(directory, "en"),
        },
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Directory", "always_online": True},
        "shortcuts": [
            _shortcut(SEARCH, "global", "Search the directory", f"Find an entry of the {directory.title} by name"),
            _shortcut(FIND, "message", "Find contacts in message", f"Whom of the {directory.title} a message is about"),
        ],
        "slash_commands": [_command(directory.command, "anything"), *map(_command_of, _commanded(directory))],
        "unfurl_domains": Pages(directory).domains(),
    }


def _over_http(made: dict[str, Any], url: str) -> None:
    """Makes it the manifest of an app that Slack reaches at an address, and that any workspace may install from there."""
    settings, requests = made["settings"], url + EVENTS_PATH
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = requests
    settings["event_subscriptions"]["bot_events"] += INSTALLATION_EVENTS
    settings["interactivity"] |= {"request_url": requests, "message_menu_options_url": requests}
    for command in made["features"]["slash_commands"]:
        command["url"] = requests
    made["oauth_config"]["redirect_urls"] = [url + REDIRECT_PATH]


def _functions(directory: Directory) -> dict[str, Any]:
    """The two functions that Slack's own search runs."""
    person = _parameter("user_context", "slack#/types/user_context", "Who searches")
    return {
        SEARCH_FUNCTION: {
            "title": f"Search the {directory.title}",
            "description": "The entries that a search finds",
            "input_parameters": _parameter("query", "string", "What is searched for")
            | _parameter("filters", "object", "What the search is narrowed to")
            | person,
            "output_parameters": _parameter("search_result", "slack#/types/search_results", "The entries found"),
        },
        FILTERS: {
            "title": f"Filters of the {directory.title}",
            "description": "What a search can be narrowed to",
            "input_parameters": person,
            "output_parameters": _parameter("filters", "slack#/types/search_filters", "The kinds of entries"),
        },
    }


def _parameter(name: str, sort: str, description: str) -> dict[str, Any]:
    title = name.replace("_", " ").capitalize()
    return {name: {"type": sort, "name": name, "title": title, "description": description, "is_required": True}}


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


def _shortcut(callback_id: str, sort: str, name: str, description: str) -> dict[str, Any]:
    return {
        "name": name[:SHORTCUT_NAME],
        "type": sort,
        "callback_id": callback_id,
        "description": description[:SHORTCUT_DESCRIPTION],
    }
