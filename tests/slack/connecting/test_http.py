"""HTTP mode: what gets in, and what does not."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from bot.settings import load_settings
from bot.slack.app import build_app
from bot.slack.connecting import http
from bot.slack.connecting.http import BODY_LIMIT, connected_by_http, listen, web_app
from bot.slack.desk import Desk
from bot.workspace import Workspace
from bot.workspace.carrying.httpmode import FORM, signature
from tests.slack.hand_built import Scripted


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace() as workspace:
        yield workspace


@pytest.fixture
async def address(workspace: Workspace, desk: Desk) -> AsyncIterator[str]:
    """Where the bot takes Slack's requests."""
    settings = load_settings(
        None,
        slack_bot_token=workspace.bot_token,
        slack_signing_secret=workspace.signing_secret,
        slack_api_url=workspace.api_url,
    )
    runner = web.AppRunner(web_app(build_app(settings, desk), workspace.signing_secret, desk.store.of("")))
    await runner.setup()
    yield await listen(runner, "127.0.0.1", 0) + "/slack/events"
    await runner.cleanup()


EVENT = {
    "type": "event_callback",
    "event_id": "Ev1",
    "team_id": "T1",
    "event": {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "phone", "ts": "1.2"},
}


async def send(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers={"Content-Type": "application/json", **headers}) as response,
    ):
        return response.status, await response.text()


def signed(secret: str, body: bytes, at: float | None = None) -> dict[str, str]:
    timestamp = str(int(at if at is not None else time.time()))
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(secret, timestamp, body)}


async def test_slacks_handshake_is_answered(workspace: Workspace, address: str) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c123"}).encode()
    status, text = await send(address, body, signed(workspace.signing_secret, body))
    assert (status, json.loads(text)) == (200, {"challenge": "c123"})


async def test_questions_and_buttons_work_over_http(workspace: Workspace, address: str) -> None:
    await workspace.deliver_to(address)
    await workspace.dm("which phone")
    choices = await workspace.next_message()
    await workspace.press(choices, "choose:0")
    assert (await workspace.next_message()).text == "Whale Hall: phone"
    await workspace.slash("/press", "phone for harbour house")
    assert (await workspace.next_message()).only_for == workspace.user.id


def forged(secret: str, body: bytes) -> dict[str, dict[str, str]]:
    """Headers that Slack would never send."""
    good = signed(secret, body)
    return {
        "none at all": {},
        "signature alone": {"X-Slack-Signature": good["X-Slack-Signature"]},
        "time alone": {"X-Slack-Request-Timestamp": good["X-Slack-Request-Timestamp"]},
        "another secret": signed("0" * 32, body),
        "another body": signed(secret, body + b" "),
        "six minutes old": signed(secret, body, time.time() - 360),
        "six minutes ahead": signed(secret, body, time.time() + 360),
        "time changed afterwards": good | {"X-Slack-Request-Timestamp": str(int(time.time()) + 1)},
        "time that is no number": good | {"X-Slack-Request-Timestamp": "now"},
        "time beyond all bounds": good | {"X-Slack-Request-Timestamp": "9" * 5000},
        "signature cut": good | {"X-Slack-Signature": good["X-Slack-Signature"][:-1]},
        "signature of another version": good | {"X-Slack-Signature": good["X-Slack-Signature"].replace("v0=", "v1=")},
        "signature not in ASCII": good | {"X-Slack-Signature": "v0=é"},
        "signature empty": good | {"X-Slack-Signature": ""},
    }


@pytest.mark.parametrize("how", forged("s", b""))
async def test_forged_and_stale_signatures_are_refused(
    how: str, workspace: Workspace, address: str, answerer: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps(EVENT).encode()
    status, _ = await send(address, body, forged(workspace.signing_secret, body)[how])
    assert status == 401
    assert answerer.asked == []
    assert not [r for r in caplog.records if r.exc_info], "a refusal is a line, not a traceback"
    assert "phone" not in caplog.text, "what strangers send is not written to the log"


async def test_an_event_that_comes_again_is_acknowledged_but_answered_once(
    workspace: Workspace, address: str, answerer: Scripted
) -> None:
    channel = workspace.state.direct(workspace.user.id, workspace.bot.id).id
    body = json.dumps(EVENT | {"event": EVENT["event"] | {"channel": channel, "user": workspace.user.id}}).encode()
    headers = signed(workspace.signing_secret, body)
    retried = headers | {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    # the second is what a proxy passes on when a process dies on it: Slack is not told that it is done
    for sent, status in ((headers, 200), (headers, 409), (retried, 200), (retried, 200)):
        assert (await send(address, body, sent))[0] == status
    await workspace.next_message()
    with pytest.raises(TimeoutError):
        await workspace.next_message(timeout=0.3)
    assert len(answerer.asked) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000, b"payload=%7B", b"payload=[1]", b"null"],
    ids=lambda body: str(body[:12]),
)
async def test_a_malformed_body_gets_an_error_and_no_traceback(
    body: bytes, workspace: Workspace, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    for content_type in ("application/json", FORM):
        headers = {"Content-Type": content_type, **(signed(workspace.signing_secret, body) if body != b"\xff\xfe" else {})}
        status, _ = await send(address, body, headers)
        assert 400 <= status < 500
    assert not [r for r in caplog.records if r.exc_info]


async def test_a_body_beyond_the_limit_is_refused(workspace: Workspace, address: str) -> None:
    body = b" " * (BODY_LIMIT + 1)
    assert (await send(address, body, signed(workspace.signing_secret, body)))[0] == 413


async def test_only_the_one_path_and_posts_are_served(workspace: Workspace, address: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as response:
            assert response.status == 405
        async with session.post(address.replace("events", "other")) as response:
            assert response.status == 404


async def raw(address: str, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which so much has been sent."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


@contextlib.asynccontextmanager
async def connected(
    workspace: Workspace, desk: Desk, finish: Callable[[], Awaitable[None]] | None = None
) -> AsyncIterator[str]:
    """The bot over HTTP as it is served; gives the address. ``finish``: what is waited for in the end."""

    async def nothing() -> None: ...

    settings = load_settings(
        None,
        slack_bot_token=workspace.bot_token,
        slack_signing_secret=workspace.signing_secret,
        slack_api_url=workspace.api_url,
        port=0,
    )
    app = build_app(settings, desk)
    async with connected_by_http(app, settings, desk.store.of(""), finish or nothing) as where:
        yield where.removeprefix("HTTP at ")


async def test_whoever_sends_a_request_letter_by_letter_is_let_go(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "IDLE_SECONDS", 0.1)
    monkeypatch.setattr(http, "BODY_SECONDS", 0.1)
    monkeypatch.setattr(http, "LINGERING_SECONDS", 0.1)
    async with connected(workspace, desk) as address, asyncio.timeout(30):
        reader, writer = await raw(address, b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slow")
        assert await reader.read() == b"", "closed without a word: no head ever came"
        writer.close()
        head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
        reader, writer = await raw(address, head)
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")
        writer.close()


@pytest.mark.parametrize("turns", range(8))
async def test_who_arrives_in_the_moment_of_stopping_is_not_kept_waiting(
    turns: int, workspace: Workspace, desk: Desk
) -> None:
    told = asyncio.Event()
    connection = connected(workspace, desk, told.wait)
    host = urlsplit(await connection.__aenter__())
    with socket.create_connection((host.hostname, host.port)) as arriving:
        arriving.setblocking(False)
        for _ in range(turns):  # of the bot's, which takes a few to begin with a connection
            await asyncio.sleep(0)
        stopping = asyncio.create_task(connection.__aexit__(None, None, None))
        await asyncio.sleep(0.01)
        arriving.send(b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 0\r\n\r\n")
        async with asyncio.timeout(5):
            answer = await asyncio.get_running_loop().sock_recv(arriving, 100)
    assert answer[9:12] in (b"503", b""), "told to go elsewhere, or the connection is closed"
    told.set()
    await stopping


async def test_on_stopping_what_is_under_way_ends_and_what_comes_is_sent_elsewhere(workspace: Workspace, desk: Desk) -> None:
    started, finishing, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()
    claim = desk.store.of("").claim

    async def slow_claim(*keys: str, seconds: float = 0) -> bool:
        started.set()
        await finishing.wait()
        return await claim(*keys)

    desk.store.of("").claim = slow_claim  # type: ignore[method-assign]

    async def finish() -> None:
        finishing.set()
        await finished.wait()

    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    headers = signed(workspace.signing_secret, body)
    connection = connected(workspace, desk, finish)
    address = await connection.__aenter__()
    under_way = asyncio.create_task(send(address, body, headers))
    await started.wait()
    stopping = asyncio.create_task(connection.__aexit__(None, None, None))
    assert (await under_way)[0] == 200, "it had begun before"
    assert await send(address, body, headers) == (503, "stopping")
    finished.set()
    await stopping
    with pytest.raises(aiohttp.ClientConnectorError):
        await send(address, body, headers)
