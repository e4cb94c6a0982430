from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncApp

from bot.directory.model import Directory
from bot.slack import listeners
from bot.slack.listeners.outdated import ANY
from bot.slack.manifest import EVENTS, SCOPES, manifest

ROOT = Path(__file__).parent.parent.parent

POSTING = "chat:write"
SCOPE_OF_METHOD = {
    "agents_sessions_setStatus": POSTING,
    "api_call": "",  # functions.completeSuccess, with what the run itself was given
    "api_test": "",
    "apps_connections_open": "",
    "assistant_threads_setSuggestedPrompts": "assistant:write",
    "auth_test": "",
    "chat_postEphemeral": POSTING,
    "chat_postMessage": POSTING,
    "chat_unfurl": "links:write",
    "chat_update": POSTING,
    "conversations_history": "im:history",
    "conversations_open": "im:write",
    "conversations_replies": "im:history",
    "entity_presentDetails": "",
    "files_upload_v2": "files:write",
    "reactions_add": "reactions:write",
    "usergroups_users_list": "usergroups:read",
    "users_info": "users:read",
    "views_open": "",
    "views_publish": "",
    "views_push": "",
    "views_update": "",
}
SCOPE_OF_EVENT = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


@pytest.mark.parametrize(("file", "search"), [("manifest.json", False), ("manifest-enterprise-search.json", True)])
def test_the_manifest_files_are_those_of_the_fact_base_beside_them(file: str, search: bool, fact_base: Directory) -> None:
    written = json.loads((ROOT / file).read_text(encoding="utf-8"))
    assert written == manifest(fact_base, search)


def test_commands_are_those_of_the_kinds_and_one_for_all(museum: Directory) -> None:
    commands = [c["command"] for c in manifest(museum)["features"]["slash_commands"]]
    assert commands == ["/directory", "/press", "/loans"]
    assert all(c["should_escape"] is False for c in manifest(museum)["features"]["slash_commands"])


def test_scopes_are_those_that_the_code_needs_and_no_more() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "slack").rglob("*.py"))
    methods = set(re.findall(r"client\.([a-z]+_[A-Za-z_0-9]+)\(", code))
    needed = {SCOPE_OF_METHOD[m] for m in methods} | {SCOPE_OF_EVENT[e] for e in EVENTS}
    assert set(SCOPES) == needed - {""} | {"commands"}


@pytest.mark.parametrize("search", [False, True])
def test_every_event_and_function_of_the_manifest_has_a_listener(museum: Directory, search: bool) -> None:
    app = AsyncApp(token="xoxb-1", signing_secret="x")
    heard: list[str | re.Pattern[str]] = []
    app.event = lambda name, **_: heard.append(name) or (lambda f: f)  # type: ignore[method-assign, assignment, return-value]
    app.function = lambda name: heard.append(name) or (lambda f: f)  # type: ignore[method-assign, assignment, return-value]
    listeners.register(app, search)
    made = manifest(museum, search)
    events = {event.split(".")[0] for event in made["settings"]["event_subscriptions"]["bot_events"]}
    assert events - {"function_executed"} | made.get("functions", {}).keys() == set(heard) - {ANY}


def test_the_names_keep_within_slacks_limits(museum: Directory) -> None:
    made = manifest(museum)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert all(len(shortcut["name"]) <= 24 for shortcut in made["features"]["shortcuts"])
    assert 0 < len(made["features"]["agent_view"]["suggested_prompts"]) <= 4


def test_links_to_the_pages_of_the_fact_base_are_asked_for_by_domain(museum: Directory, fact_base: Directory) -> None:
    assert manifest(museum)["features"]["unfurl_domains"] == ["lantern-museum.example.org"]
    domains = manifest(fact_base)["features"]["unfurl_domains"]
    assert domains[0] == "cbp.gov"
    assert len(domains) == 5


def test_for_http_mode_everything_leads_to_one_address_and_other_workspaces_can_install_it(museum: Directory) -> None:
    over_socket, over_http = manifest(museum), manifest(museum, url="https://directory.example.org/")
    events = "https://directory.example.org/slack/events"
    assert {command["url"] for command in over_http["features"]["slash_commands"]} == {events}
    settings = over_http["settings"]
    assert settings["interactivity"]["request_url"] == settings["interactivity"]["message_menu_options_url"] == events
    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["socket_mode_enabled"] is False
    assert over_http["oauth_config"]["redirect_urls"] == ["https://directory.example.org/slack/oauth_redirect"]
    assert over_http["oauth_config"]["scopes"] == over_socket["oauth_config"]["scopes"]
    more = {*settings["event_subscriptions"]["bot_events"]} - {*over_socket["settings"]["event_subscriptions"]["bot_events"]}
    assert more == {"app_uninstalled", "tokens_revoked"}
