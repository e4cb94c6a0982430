"""What a manifest makes of an app, and what Slack would find lacking in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.workspace import Workspace
from bot.workspace.shapes.manifest import App, Shortcut, lacking, read
from tests.workspace.showroom import MANIFEST

ROOT = Path(__file__).parents[3]


def test_everything_that_the_workspace_offers_is_read() -> None:
    app = read(MANIFEST)
    assert app.name == "Showroom" and app.commands[0].name == "/show"
    assert app.shortcuts[1] == Shortcut("read", "Read this", "Says it back", "message")
    assert (app.home_tab, app.messages_tab, app.agent) == (True, True, True)
    assert (app.search, app.search_filters, app.unfurl_domains) == ("search", "filters", ("cities.example",))


def test_an_empty_manifest_makes_an_app_that_may_nothing() -> None:
    assert read({}) == App(
        events=frozenset(), scopes=frozenset(), home_tab=False, messages_tab=True, agent=False, unfurl_domains=()
    )


def with_events(*events: str, scopes: tuple[str, ...] = (), **features: Any) -> dict[str, Any]:
    """A manifest."""
    return {
        "features": features,
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {"event_subscriptions": {"bot_events": list(events)}},
    }


@pytest.mark.parametrize(
    ("manifest", "lacks"),
    [
        (MANIFEST, []),
        (with_events("app_mention", "app_home_opened"), ["app_mention needs app_mentions:read"]),
        (with_events("member_joined_channel", scopes=("groups:read",)), []),
        (with_events("member_joined_channel"), ["member_joined_channel needs channels:read or groups:read"]),
        (with_events("message.mpim"), ["message.mpim is not known here"]),
        (with_events(slash_commands=[{"command": "/x"}]), ["commands and shortcuts need commands"]),
        (with_events(unfurl_domains=["x.example"]), ["unfurl_domains need links:read"]),
        (with_events(agent_view={}), ["agent_view needs assistant:write"]),
    ],
)
def test_what_a_manifest_lacks_is_named(manifest: dict[str, Any], lacks: list[str]) -> None:
    assert lacking(manifest) == lacks


def test_the_projects_own_manifest_lacks_nothing() -> None:
    assert lacking(json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))) == []


def test_a_workspace_says_what_slack_would_not_take(caplog: pytest.LogCaptureFixture) -> None:
    Workspace(manifest=with_events("app_mention"))
    assert caplog.messages == ["Slack would not take this manifest: app_mention needs app_mentions:read"]
