"""Socket Mode, with slack_sdk's own client at the other end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import NotAcknowledged, Workspace

Listener = Callable[[SocketModeClient, SocketModeRequest], Awaitable[None]]


@asynccontextmanager
async def connected(workspace: Workspace, listener: Listener) -> AsyncIterator[SocketModeClient]:
    """One connection whose envelopes go to `listener`."""
    web = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
    client = SocketModeClient(app_token=workspace.app_token, web_client=web, ping_interval=0.2)
    client.socket_mode_request_listeners.append(listener)  # type: ignore[arg-type]
    before = workspace.sockets.open
    await client.connect_to_new_endpoint()
    while workspace.sockets.open == before:
        await asyncio.sleep(0.01)
    try:
        yield client
    finally:
        await client.close()


class Acknowledging:
    """Acknowledges all but the first few, and keeps what it got."""

    def __init__(self, deaf_to: int = 0, payload: dict[str, object] | None = None) -> None:
        self.deaf_to = deaf_to
        self.payload = payload
        self.got: list[SocketModeRequest] = []

    async def __call__(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        self.got.append(request)
        if len(self.got) > self.deaf_to:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.payload))


async def test_hello_comes_first_and_a_ticket_works_once(workspace: Workspace) -> None:
    web = AsyncWebClient(base_url=workspace.api_url)
    url = (await web.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as ws:
            hello = await ws.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            assert hello["connection_info"]["app_id"] == "A0LOCAL0001"
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(url)


async def test_an_event_comes_as_an_envelope_and_its_acknowledgement_is_recorded(workspace: Workspace) -> None:
    listener = Acknowledging()
    async with connected(workspace, listener):
        message = await workspace.dm("hello")
        await workspace.delivery.settled()
    (request,) = listener.got
    assert (request.type, request.retry_attempt, request.accepts_response_payload) == ("events_api", 0, False)
    assert request.payload["type"] == "event_callback"
    event = request.payload["event"]
    assert (event["type"], event["channel_type"], event["text"], event["ts"]) == ("message", "im", "hello", message.ts)
    assert request.payload["authorizations"][0]["user_id"] == workspace.bot.id
    (entry,) = workspace.record.deliveries("events_api")
    assert (entry.error, entry.request["envelope_id"]) == ("", request.envelope_id)


@pytest.mark.unacknowledged
async def test_an_event_not_acknowledged_comes_again_with_number_and_reason(workspace: Workspace) -> None:
    listener = Acknowledging(deaf_to=2)
    async with connected(workspace, listener):
        await workspace.dm("hello")
        await workspace.delivery.settled()
    assert [(request.retry_attempt, request.retry_reason) for request in listener.got] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    assert len({request.payload["event_id"] for request in listener.got}) == 1
    assert len({request.envelope_id for request in listener.got}) == 3


@pytest.mark.unacknowledged
async def test_an_event_never_acknowledged_is_given_up_after_three_more(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Acknowledging(deaf_to=99)
    with caplog.at_level(logging.WARNING, "bot.workspace.carrying.delivery"):
        async with connected(workspace, listener):
            await workspace.dm("hello")
            await workspace.delivery.settled()
    assert [request.retry_attempt for request in listener.got] == [0, 1, 2, 3]
    assert "after 4 attempts: timeout" in caplog.text


async def test_each_payload_goes_to_one_connection_and_all_take_turns(workspace: Workspace) -> None:
    one, other = Acknowledging(), Acknowledging()
    async with connected(workspace, one), connected(workspace, other):
        for number in range(6):
            await workspace.dm(str(number))
        await workspace.delivery.settled()
    assert (len(one.got), len(other.got)) == (3, 3)
    texts = {request.payload["event"]["text"] for request in (*one.got, *other.got)}
    assert texts == {"0", "1", "2", "3", "4", "5"}


async def test_a_payload_waits_for_the_first_connection(workspace: Workspace) -> None:
    await workspace.dm("early")
    listener = Acknowledging()
    async with connected(workspace, listener):
        await workspace.delivery.settled()
    assert [request.payload["event"]["text"] for request in listener.got] == ["early"]


async def test_what_an_acknowledgement_says_reaches_the_caller(workspace: Workspace) -> None:
    async with connected(workspace, Acknowledging(payload={"text": "at your service"})):
        await workspace.slash("/directory", "x")
    (shown,) = workspace.state.ephemeral(workspace.channel().id)
    assert (shown.text, shown.by_app, shown.only_for) == ("at your service", True, workspace.user.id)


async def test_a_cut_connection_counts_as_not_acknowledged(workspace: Workspace) -> None:
    async def hang_up(client: SocketModeClient, request: SocketModeRequest) -> None:
        assert client.current_session
        await client.current_session.close()

    async with connected(workspace, hang_up):
        with pytest.raises(NotAcknowledged, match="connection_failed"):
            await workspace.delivery.interaction("interactive", {"type": "block_actions"})


async def test_on_disconnect_the_client_comes_back_and_nothing_is_lost(workspace: Workspace) -> None:
    listener = Acknowledging()
    async with connected(workspace, listener) as client:
        first = client.current_session
        await workspace.sockets.disconnect()
        assert workspace.sockets.open == 0
        await workspace.dm("in between")
        await workspace.connected()
        await workspace.delivery.settled()
        assert client.current_session is not first
    assert [request.payload["event"]["text"] for request in listener.got] == ["in between"]


async def test_the_client_comes_back_when_its_connection_is_dropped(workspace: Workspace) -> None:
    async with connected(workspace, Acknowledging()):
        await workspace.sockets.drop()
        await workspace.connected()


async def test_the_eleventh_connection_is_sent_away(workspace: Workspace) -> None:
    web = AsyncWebClient(base_url=workspace.api_url)
    async with aiohttp.ClientSession() as session:
        open_ones = []
        for number in range(11):
            url = (await web.apps_connections_open(app_token=workspace.app_token))["url"]
            ws = await session.ws_connect(url)
            first = await ws.receive_json()
            assert first["type"] == ("hello" if number < 10 else "disconnect")
            open_ones.append(ws)
        assert first["reason"] == "too_many_websockets"
        for ws in open_ones:
            await ws.close()


async def test_frames_that_are_no_acknowledgement_are_ignored(workspace: Workspace) -> None:
    async def chatter(client: SocketModeClient, request: SocketModeRequest) -> None:
        for frame in ("", "hello", "[]", "{}", '{"envelope_id": "other"}'):
            await client.send_message(frame)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    async with connected(workspace, chatter):
        await workspace.dm("x")
        await workspace.delivery.settled()
    assert [entry.error for entry in workspace.record.deliveries()] == [""]
