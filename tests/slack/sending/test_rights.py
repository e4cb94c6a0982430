"""The app with the least rights: it answers, and does without the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from tests.slack.answering import answering

LEAST = ["app_mentions:read", "chat:write", "commands", "im:history"]


@pytest.fixture
async def slack(desk: Desk) -> AsyncIterator[Workspace]:
    made = manifest(desk.directory)
    made["oauth_config"]["scopes"]["bot"] = LEAST
    made["settings"]["event_subscriptions"]["bot_events"] = ["app_home_opened", "app_mention", "message.im"]
    del made["features"]["agent_view"], made["features"]["unfurl_domains"]
    async with answering(desk, made) as workspace:
        yield workspace


async def test_it_answers_everywhere_and_says_how_to_go_on(
    slack: Workspace, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await slack.asks("phone for harbour house")
    answer = await slack.next_message()
    assert "(207) 555-0110" in answer.text
    assert f"mention me again in this thread: @{desk.name}" in str(answer.blocks)
    await slack.dm("phone for harbour house")
    assert (await slack.next_message()).thread_ts is None
    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    assert private.only_for == slack.user.id
    await slack.opens_home()
    assert "Lantern Museum" in str((await slack.next_home())["blocks"])
    await slack.opens_messages()
    await slack.asks("Thanks!!")
    assert (await slack.next_message()).text == "You are welcome."
    assert not any(record.levelname in ("WARNING", "ERROR") for record in caplog.records)


async def test_what_needs_more_rights_is_said_to(slack: Workspace) -> None:
    await slack.slash("/directory", "here on")
    told = await slack.next_message()
    assert told.text.startswith("I may not read messages in channels here.")
    await slack.slash("/directory", "phone for harbour house")
    await slack.press(await slack.next_message(), "More")
    await slack.press(await slack.next_message(), "Save contact")
    assert (await slack.next_message()).text.startswith("I could not send you the contact card just now.")
