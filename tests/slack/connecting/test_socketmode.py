"""The connection to Slack comes back, whatever Slack and the network do to it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

import pytest

from bot.settings import load_settings
from bot.slack.connecting import reaching, socketmode
from bot.slack.connecting.socketmode import shorts
from bot.slack.connecting.starting import REVOKED, StartError
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.slack.rendering.words import WORDS
from bot.slack.serve import serve
from bot.workspace import Workspace
from bot.workspace.shapes.events import event_callback
from tests.slack.eventually import called

HOUSE = "(207) 555-0110"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socketmode, "PING_SECONDS", 0.2)
    monkeypatch.setattr(reaching, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(socketmode, "LEAVING_SECONDS", 0.2)


@pytest.fixture
async def bot(desk: Desk) -> AsyncIterator[tuple[Workspace, asyncio.Task[None]]]:
    """A workspace that is quick to deliver again, and the bot's task."""
    async with Workspace(manifest=manifest(desk.directory), ack_within=1.0, retry_after=(0.0, 0.1, 0.5)) as workspace:
        settings = load_settings(
            None,
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_api_url=workspace.api_url,
        )
        serving = asyncio.create_task(serve(settings, desk, "hand-built answers"))
        await workspace.connected()
        yield workspace, serving
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError, StartError):
            await serving


@pytest.fixture
def workspace(bot: tuple[Workspace, asyncio.Task[None]]) -> Workspace:
    return bot[0]


async def until(condition: Callable[[], bool], within: float = 30.0) -> None:
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.01)


async def is_answered(workspace: Workspace) -> None:
    """Asks, and is told once, however often it takes Slack to deliver it."""
    question = await workspace.asks("phone for harbour house")
    while (told := await workspace.next_message()).thread_ts != question.ts:
        pass
    assert HOUSE in told.text


async def test_a_connection_that_is_open_but_deaf_is_left_for_another(workspace: Workspace) -> None:
    workspace.sockets.half_open()
    await called(workspace, "apps.connections.open", 2)
    await is_answered(workspace)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets", "link_disabled"])
async def test_a_connection_that_slack_ends_is_followed_by_another(workspace: Workspace, reason: str) -> None:
    await workspace.sockets.disconnect(reason)
    await is_answered(workspace)


async def test_what_arrived_before_a_refresh_is_acknowledged_over_the_old_connection(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, records = asyncio.Event(), desk.store.of(workspace.state.team.id)
    begin = type(records).begin

    async def slowly(*arguments: object) -> bool:
        await slow.wait()
        return await begin(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(type(records), "begin", slowly)
    await workspace.asks("phone for harbour house")
    await until(lambda: any(entry.took_ms is None for entry in workspace.record.deliveries()))
    await workspace.sockets.disconnect()
    await called(workspace, "apps.connections.open", 2)
    slow.set()
    await workspace.delivery.settled()
    assert [
        entry.error for entry in workspace.record.deliveries() if entry.request["payload"]["event"]["type"] == "app_mention"
    ] == [""]


async def test_a_storm_of_disconnects_is_outlasted(workspace: Workspace) -> None:
    for _ in range(7):
        await workspace.connected()
        await workspace.sockets.disconnect()
        await workspace.connected()
        await workspace.sockets.drop()
        await until(lambda: not workspace.sockets.open)
    await is_answered(workspace)


@pytest.mark.parametrize(
    ("before", "seconds", "greeted", "after"),
    [(0, 2.0, True, 1), (1, 2.0, True, 2), (9, 2.0, True, 3), (9, 2.0, False, 10), (9, 60.0, True, 0), (9, 60.0, False, 0)],
)
def test_where_slack_says_hello_the_next_connection_never_waits_long(
    before: int, seconds: float, greeted: bool, after: int
) -> None:
    assert shorts(before, seconds, greeted) == after


async def test_connections_that_are_cut_off_again_and_again_are_soon_followed_by_others(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(socketmode, "pause_after", lambda short: waited.append(short) or 0.0)
    for _ in range(4):
        await is_answered(workspace)  # so it has been greeted
        await workspace.sockets.drop()
    await is_answered(workspace)
    assert max(waited) == socketmode.GREETED


async def test_an_address_that_does_not_lead_anywhere_is_not_tried_twice(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, logger=socketmode.__name__)
    tickets = [f"used {number}" for number in range(3)]
    ticket = workspace.sockets.ticket
    monkeypatch.setattr(workspace.sockets, "ticket", lambda: tickets.pop() if tickets else ticket())
    await workspace.sockets.drop()
    await until(lambda: not tickets)
    await is_answered(workspace)
    told = [record.getMessage() for record in caplog.records if record.name == socketmode.__name__]
    assert len([line for line in told if "cut off" in line or "cannot be reached" in line]) <= 2, told
    assert "Connected to Slack again" in told


async def test_a_network_that_is_away_for_long_is_waited_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = 0

    async def unknown(*_: object) -> str:
        nonlocal tries
        tries += 1
        raise OSError("Temporary failure in name resolution")

    with monkeypatch.context() as away:
        away.setattr(socketmode.Socket, "address", unknown)
        await workspace.sockets.drop()
        await until(lambda: tries >= 10)
    await is_answered(workspace)
    assert caplog.text.count("WARNING") <= 2, "it is said once, not at each attempt"


async def test_a_token_that_is_taken_back_ends_it_with_a_status_of_its_own(
    bot: tuple[Workspace, asyncio.Task[None]], caplog: pytest.LogCaptureFixture
) -> None:
    workspace, serving = bot
    workspace.refuse_next("apps.connections.open", "token_revoked", times=100)
    await workspace.sockets.drop()
    with pytest.raises(StartError, match=r"SLACK_APP_TOKEN was taken back.*token_revoked") as ended:
        await asyncio.wait_for(serving, 30)
    assert ended.value.status == REVOKED == 3
    assert "token_revoked" not in caplog.text, "whoever ends the process says it, once"


async def test_a_bot_token_that_is_taken_back_ends_it_too(bot: tuple[Workspace, asyncio.Task[None]]) -> None:
    workspace, serving = bot
    for method in ("chat.postMessage", "chat.postEphemeral", "users.info"):
        workspace.refuse_next(method, "token_revoked", times=100)
    await workspace.asks("phone for harbour house")
    with pytest.raises(StartError, match=r"SLACK_BOT_TOKEN was taken back.*token_revoked") as ended:
        await asyncio.wait_for(serving, 30)
    assert ended.value.status == REVOKED


async def test_frames_that_say_nothing_do_no_harm(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    for connection in workspace.sockets._connections:
        for frame in ("", "[]", "{", '{"type": "events_api"}', '{"type": 1, "envelope_id": 1, "payload": 1}', "null"):
            await connection.ws.send_str(frame)
    await is_answered(workspace)
    assert workspace.sockets.open == 1
    assert not [record for record in caplog.records if record.exc_info]


BENT: dict[str, dict[str, object]] = {
    "a workspace that is a number": {"team": 7},
    "authorizations that are a number": {"authorizations": 7},
    "authorizations of nothing": {"authorizations": [None]},
    "an organisation that is a number": {"enterprise": 7},
    "ways to answer that are a number": {"response_urls": 7},
    "an event that is a list": {"event": [1]},
    "no type": {"type": None},
    "a user that is a list": {"event": {"type": "app_mention", "user": ["U1"], "channel": "C1", "ts": "1.2"}},
}


@pytest.mark.parametrize("what", BENT)
async def test_an_envelope_of_a_form_that_slack_never_sends_is_acknowledged_and_who_waits_is_told(
    what: str, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    said = {"user": workspace.user.id, "channel": workspace.channel().id, "ts": "1.2", "event_ts": "1.2", "text": "phone"}
    payload = event_callback(said | {"type": "app_mention"}, workspace.state.team, "")
    assert (await workspace.sockets.send("events_api", payload | BENT[what])).payload is None, "acknowledged"
    assert "Passed over a payload of a form that Slack never sends" in caplog.text
    assert not [record for record in caplog.records if record.exc_info]
    if {"event", "type"}.isdisjoint(BENT[what]):
        assert (await workspace.next_message()).text == WORDS["failed"]
