"""What can be made to go wrong, one fault at a time, with a real client at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from bot.workspace.webapi.rates import POSTS_AT_ONCE, Rates
from tests.workspace.carrying.test_httpmode import Receiver, served

CHANNEL = "C0LOCAL0001"


@pytest.fixture
async def heard(workspace: Workspace) -> AsyncIterator[Receiver]:
    """An app that keeps what reaches it, over HTTP."""
    receiver = Receiver()
    async with served(receiver.app()) as url:
        await workspace.deliver_to(url)
        receiver.requests.clear()
        yield receiver


def texts(receiver: Receiver) -> list[str]:
    """What the messages said that reached the app, in order."""
    return [word for _, body in receiver.requests for word in ("one", "two") if f'"text": "{word}"'.encode() in body]


@pytest.mark.unacknowledged
async def test_a_payload_that_is_lost_comes_again(workspace: Workspace, heard: Receiver) -> None:
    workspace.faults.set("drop", 1)
    await workspace.dm("one")
    await workspace.delivery.settled()
    (headers,) = (headers for headers, _ in heard.requests)
    assert (headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"]) == ("1", "timeout")
    assert [entry.error for entry in workspace.record.deliveries("events_api")] == ["dropped", ""]


async def test_a_payload_comes_twice_as_one_event(workspace: Workspace, heard: Receiver) -> None:
    workspace.faults.set("duplicate", 1)
    await workspace.dm("one")
    await workspace.delivery.settled()
    first, second = [entry.request["payload"] for entry in workspace.record.deliveries("events_api")]
    assert first["event_id"] == second["event_id"]


async def test_a_payload_is_overtaken_by_the_next(workspace: Workspace, heard: Receiver) -> None:
    workspace.faults.set("reorder", 1)
    await workspace.dm("one")
    await workspace.dm("two")
    await workspace.delivery.settled()
    assert texts(heard) == ["two", "one"]


@pytest.mark.unacknowledged
async def test_a_payload_that_nothing_overtakes_goes_all_the_same(workspace: Workspace, heard: Receiver) -> None:
    workspace.faults.set("reorder", 1)
    await workspace.dm("one")
    await workspace.delivery.settled()
    assert texts(heard) == ["one"]


async def test_a_payload_comes_late(workspace: Workspace, heard: Receiver) -> None:
    workspace.faults.set("delay", 0.05)
    await workspace.dm("one")
    assert heard.requests == []
    await workspace.delivery.settled()
    assert texts(heard) == ["one"]


async def test_calls_are_answered_with_429_and_500_and_the_sdk_tries_again(workspace: Workspace) -> None:
    workspace.faults.set("fail_500", 1)
    workspace.faults.set("refuse_429", 1)
    handlers: list[Any] = [AsyncServerErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=2)]
    client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=handlers)
    await client.chat_postMessage(channel=CHANNEL, text="x")
    assert [entry.error for entry in workspace.record.calls()] == ["500", "ratelimited", ""]
    assert [message.text for message in workspace.messages()] == ["x"]


async def test_posting_faster_than_slack_allows_is_told_when_to_come_back(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    workspace.faults.set("rates", True)
    for _ in range(POSTS_AT_ONCE):
        await client.chat_postMessage(channel=CHANNEL, text="x")
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel=CHANNEL, text="x")
    response = error.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "1")
    await client.chat_postMessage(channel="C0LOCAL0003", text="x")


def test_each_tier_has_its_own_rate_and_fills_up_again() -> None:
    now = [0.0]
    rates = Rates(lambda: now[0])
    assert [rates.take("conversations.replies", 3) for _ in range(51)] == [0] * 50 + [2]
    assert rates.take("users.info", 4) == 0, "another method has its own"
    now[0] = 2.0
    assert [rates.take("conversations.replies", 3) for _ in range(2)] == [0, 1]


async def test_a_method_can_be_refused_by_name(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.refuse_next("chat.update", "msg_blocks_too_long")
    ts = (await client.chat_postMessage(channel=CHANNEL, text="x"))["ts"]
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await client.chat_update(channel=CHANNEL, ts=ts, text="y")
    await client.chat_update(channel=CHANNEL, ts=ts, text="y")


@pytest.mark.parametrize(
    ("name", "value"),
    [("drop", -1), ("drop", True), ("drop", "1"), ("delay", 61), ("rates", 1), ("fire", 1), ("drop", 1001)],
)
async def test_a_switch_takes_only_what_it_can(workspace: Workspace, name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        workspace.faults.set(name, value)
    assert not any(workspace.faults.shown().values())


async def test_all_can_be_switched_off_at_once(workspace: Workspace) -> None:
    for name, value in (("drop", 3), ("delay", 0.5), ("rates", True)):
        workspace.faults.set(name, value)
    workspace.refuse_next("chat.update", "x")
    workspace.faults.clear()
    assert not any(workspace.faults.shown().values()) and workspace.faults.refusal("chat.update") == ""


@pytest.mark.unacknowledged
async def test_a_half_open_connection_looks_alive_and_carries_nothing(workspace: Workspace, client: AsyncWebClient) -> None:
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url, autoping=False) as ws:
        assert (await ws.receive_json())["type"] == "hello"
        await ws.ping(b"before")
        assert (await ws.receive()).data == b"before"
        workspace.sockets.half_open()
        await ws.ping(b"after")
        await workspace.dm("x")
        await workspace.delivery.settled()
        assert workspace.sockets.open == 1
        with pytest.raises(TimeoutError):
            await ws.receive(timeout=0.05)


async def test_a_connection_is_told_to_go_before_it_is_recycled(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.sockets.connection_seconds = 0.05
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as ws:
        assert (await ws.receive_json())["type"] == "hello"
        goodbye = await ws.receive_json()
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "warning")
        assert workspace.sockets.open == 0, "it takes no payload any more"
        assert not ws.closed
