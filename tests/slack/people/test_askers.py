"""Who asks, as Slack tells it."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.people.askers import PASSING_SECONDS, SECONDS, Asker, Askers
from bot.slack.sending.rights import Rights
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


async def test_a_profile_that_cannot_be_read_for_a_moment_is_asked_for_again_soon() -> None:
    now = 0.0
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        askers = Askers(lambda: now)
        workspace.refuse_next("users.info", "internal_error")
        assert await askers.of(client, workspace.user.id) == Asker("en", "")
        now = PASSING_SECONDS + 1
        assert await askers.of(client, workspace.user.id) == Asker(workspace.user.locale, workspace.user.tz)


async def test_a_profile_known_before_goes_on_while_slack_is_out_of_reach() -> None:
    now = 0.0
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        askers = Askers(lambda: now)
        known = await askers.of(client, workspace.user.id)
    now = SECONDS + 1
    assert await askers.of(client, workspace.user.id) == known


def test_rights_are_those_that_slack_names() -> None:
    rights = Rights.told({"X-OAuth-Scopes": "chat:write, commands,channels:history"})
    assert rights.may("chat:write", "commands")
    assert not rights.may("users:read")
    assert not rights.read_threads
    assert Rights.told({"Date": "today"}).may("anything")
