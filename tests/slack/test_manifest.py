from __future__ import annotations

import json
import re
from pathlib import Path

from slack_bolt.async_app import AsyncApp

from bot.cli import KNOWLEDGE
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.slack import listeners
from bot.slack.manifest import EVENTS, SCOPES, manifest

ROOT = Path(__file__).parent.parent.parent

POSTING = "chat:write"
SCOPE_OF_METHOD = {
    "agents_sessions_setStatus": POSTING,
    "apps_connections_open": "",
    "auth_test": "",
    "chat_postEphemeral": POSTING,
    "chat_postMessage": POSTING,
    "chat_update": POSTING,
    "conversations_open": "im:write",
    "files_upload_v2": "files:write",
    "views_open": "",
    "views_push": "",
    "reactions_add": "reactions:write",
    "users_info": "users:read",
}
SCOPE_OF_EVENT = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


def test_the_manifest_file_is_that_of_the_fact_base_beside_it() -> None:
    written = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert written == manifest(load(KNOWLEDGE))


def test_commands_are_those_of_the_kinds_and_one_for_all(museum: Directory) -> None:
    commands = [c["command"] for c in manifest(museum)["features"]["slash_commands"]]
    assert commands == ["/directory", "/press", "/loans"]
    assert all(c["should_escape"] is False for c in manifest(museum)["features"]["slash_commands"])


def test_scopes_are_those_that_the_code_needs_and_no_more() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "slack").rglob("*.py"))
    methods = set(re.findall(r"client\.([a-z]+_[A-Za-z_0-9]+)\(", code))
    needed = {SCOPE_OF_METHOD[m] for m in methods} | {SCOPE_OF_EVENT[e] for e in EVENTS}
    assert set(SCOPES) == needed - {""} | {"commands"}


def test_every_event_of_the_manifest_has_a_listener() -> None:
    app = AsyncApp(token="xoxb-1", signing_secret="x")
    events: list[str] = []
    app.event = lambda name: events.append(name) or (lambda f: f)  # type: ignore[method-assign, assignment, return-value]
    listeners.register(app)
    assert {e.split(".")[0] for e in EVENTS} == set(events)


def test_the_names_keep_within_slacks_limits(museum: Directory) -> None:
    made = manifest(museum)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
