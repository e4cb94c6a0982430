"""An answer arrives, and once, whatever happens between the bot and Slack."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bench.network import Network
from bot.settings import load_settings
from bot.slack.conversing import once
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.slack.metering.meters import Meters
from bot.slack.people.askers import Asker
from bot.slack.rendering.render import notice
from bot.slack.sending import delivering, queueing
from bot.slack.sending.posting import post
from bot.slack.sending.retrying import handlers
from bot.slack.serve import serve
from bot.workspace import SAM, Message, Workspace
from tests.slack.eventually import called

HOUSE = "(207) 555-0110"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(delivering, "ATTEMPTS", 8)
    monkeypatch.setattr(once, "LOOK_SECONDS", 0.05)


@pytest.fixture
async def network(desk: Desk) -> AsyncIterator[tuple[Workspace, Network]]:
    """A workspace with the bot in it, and the network between its calls and Slack."""
    async with Workspace(manifest=manifest(desk.directory)) as workspace, Network(workspace.api_url) as network:
        settings = load_settings(
            None,
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_api_url=network.url,
        )
        bot = asyncio.create_task(serve(settings, desk, "hand-built answers"))
        await workspace.connected()
        yield workspace, network
        bot.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bot


def answers(workspace: Workspace) -> list[Message]:
    return [message for message in workspace.state.everything() if message.by_app and HOUSE in message.text]


@pytest.mark.parametrize(("direct", "forgetful"), [(True, False), (False, False), (False, True)])
async def test_an_answer_whose_receipt_got_lost_is_not_posted_again(
    network: tuple[Workspace, Network],
    direct: bool,
    forgetful: bool,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace, line = network
    if forgetful:  # what stands in for Slack may keep no metadata
        asking = AsyncWebClient.conversations_replies

        async def replies(client: AsyncWebClient, **how: Any) -> Any:
            return await asking(client, **how | {"include_all_metadata": False})

        monkeypatch.setattr(AsyncWebClient, "conversations_replies", replies)
    caplog.set_level(logging.INFO, logger=delivering.__name__)
    line.mute = 2
    await (workspace.dm if direct else workspace.asks)("phone for harbour house")
    async with asyncio.timeout(30):
        while "stands there already" not in caplog.text:
            await asyncio.sleep(0.01)
    assert len(answers(workspace)) == 1
    assert len(workspace.record.calls("chat.postMessage")) == 1


async def test_an_answer_that_did_not_come_through_is_posted_when_it_does(network: tuple[Workspace, Network]) -> None:
    workspace, line = network
    await workspace.asks("phone for harbour house")
    await called(workspace, "chat.postMessage")
    line.lost = 4
    workspace.faults.set("fail_500", 2)
    await workspace.asks("phone for harbour house")
    async with asyncio.timeout(30):
        while len(answers(workspace)) < 2:
            await asyncio.sleep(0.01)


async def test_posts_in_one_channel_stay_in_order_through_rate_limits_and_hold_nobody_else_up(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []
    sleep, opened = asyncio.sleep, asyncio.Event()

    async def nap(seconds: float) -> None:
        naps.append(seconds)
        await opened.wait()

    monkeypatch.setattr("slack_sdk.http_retry.builtin_async_handlers.asyncio", SimpleNamespace(sleep=nap))
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=handlers(Meters()))
    room, other = slack.channel().id, slack.state.direct(slack.user.id, slack.bot.id).id
    slack.faults.set("refuse_429", 1)
    limited = [asyncio.create_task(post(client, room, notice(f"post {number}"))) for number in range(4)]
    async with asyncio.timeout(30):
        while not naps:
            await sleep(0.01)
    await post(client, other, notice("another conversation"))
    assert slack.messages() == []
    opened.set()
    await asyncio.gather(*limited)
    assert [message.text for message in slack.messages()] == [f"post {number}" for number in range(4)]
    assert 1 <= naps[0] < 2, "as long as Slack says, and a little more"


async def test_questions_in_a_channel_are_answered_in_the_order_of_their_coming(
    slack: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, of = asyncio.Event(), desk.askers.of

    async def slowly(client: AsyncWebClient, user: str) -> Asker:
        if user == slack.user.id:
            await known.wait()
        return await of(client, user)

    monkeypatch.setattr(desk.askers, "of", slowly)
    asked = [await slack.asks("phone for harbour house", user=user) for user in (slack.user, SAM)]
    async with asyncio.timeout(30):
        while not queueing.QUEUES.waiting:
            await asyncio.sleep(0.01)
    known.set()
    assert [(await slack.next_message()).thread_ts for _ in asked] == [question.ts for question in asked]


async def test_of_too_many_waiting_the_oldest_gets_a_private_apology(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "MOST", 2)
    async with queueing.turn_in(AsyncWebClient(team_id=slack.state.team.id), slack.channel().id):
        asked = [await slack.asks("phone for harbour house") for _ in range(3)]
        sorry = await slack.next_message()
    assert sorry.only_for == slack.user.id
    assert sorry.text.startswith("Too many questions are waiting just now")
    told = [await slack.next_message() for _ in range(2)]
    assert [message.thread_ts for message in told] == [question.ts for question in asked[1:]]


async def test_blocks_that_slack_refuses_are_logged_with_why(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    slack.refuse_next("chat.postMessage", "invalid_blocks")
    await slack.asks("phone for harbour house")
    assert HOUSE in (await slack.next_message()).text
    (line,) = (record.getMessage() for record in caplog.records if "refused the blocks" in record.getMessage())
    assert "invalid_blocks" in line and '"type": "header"' in line
    assert len(await called(slack, "chat.postMessage", 2)) == 2
