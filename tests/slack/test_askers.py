"""Who asks, as Slack tells it."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.askers import SECONDS, Asker, Askers
from bot.slack.rights import Rights
from bot.workspace import Workspace


async def test_a_profile_is_asked_for_once_an_hour_and_tells_language_and_time_zone() -> None:
    now = 0.0
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        askers = Askers(lambda: now)
        asker = await askers.of(client, workspace.user.id)
        assert asker == Asker(workspace.user.locale, workspace.user.tz)
        await askers.of(client, workspace.user.id)
        assert len(workspace.record.calls("users.info")) == 1
        now = SECONDS + 1
        await askers.of(client, workspace.user.id)
        assert len(workspace.record.calls("users.info")) == 2


async def test_without_the_right_to_read_profiles_english_is_assumed_and_slack_asked_once() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    async with Workspace(manifest=manifest) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        askers = Askers()
        assert await askers.of(client, workspace.user.id) == Asker("en", "")
        assert await askers.of(client, workspace.user.id) == Asker("en", "")
        assert len(workspace.record.calls("users.info")) == 1


def test_rights_are_those_that_slack_names() -> None:
    rights = Rights.told({"X-OAuth-Scopes": "chat:write, commands,channels:history"})
    assert rights.may("chat:write", "commands")
    assert not rights.may("users:read")
    assert not rights.read_threads
    assert Rights.told({"Date": "today"}).may("anything")
