"""Socket Mode: events come over a WebSocket that the bot opens to Slack, and opens again for as long as it runs.

slack_sdk's own client goes on trying an address that is good for one attempt, closes a connection that Slack is about to
recycle before there is another, and asks forever with a token that was taken back.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any, NoReturn

from aiohttp import ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.settings import Settings
from bot.slack.connecting.reaching import pause_after, reached
from bot.slack.connecting.starting import TAKEN_BACK, taken_back
from bot.slack.payloads.requests import from_socket
from bot.slack.sending.retrying import only_waiting
from bot.slack.sending.trouble import TROUBLE, why

PING_SECONDS = 10.0
"""How often Slack is asked for a sign of life. A connection that gives none within half of that is deaf, and is left."""
STEADY_SECONDS = 10.0
"""A connection that lasted so long was a good one: after it the next is opened at once."""
GREETED = 3
"""So many short ones at most are counted where Slack said hello: it can be reached, and an event waits for three seconds."""
LEAVING_SECONDS = 10.0
"""How long a connection that Slack recycles may still be read, once there is another."""
HELLO_SECONDS = 10.0
"""How long the start waits for Slack's hello; without one it goes on trying."""
CLOSING = ClientWSTimeout(ws_close=1.0)
"""Slack does not end a connection that was closed in due form."""

log = logging.getLogger(__name__)


@dataclass
class Connection:
    """How the connection to Slack is."""

    since: float | None = None
    """When it was opened, in seconds since 1970; None: there is none now."""
    opened: int = 0
    """How often one was opened since the start."""


@contextlib.asynccontextmanager
async def connected_by_socket(
    app: AsyncApp, settings: Settings, connection: Connection, ending: asyncio.Future[None]
) -> AsyncIterator[str]:
    """Receives events meanwhile, and keeps ``connection`` up to date; gives the transport in words.

    ``ending`` fails with a StartError when Slack takes the token no more.

    Raises:
        StartError: Slack refuses the token.
    """
    assert settings.slack_app_token, "without it there is no connection"
    app_token = settings.slack_app_token.get_secret_value()
    socket = Socket(app, app_token, connection)
    url = await reached(socket.address, "SLACK_APP_TOKEN", settings.slack_api_url)
    staying = asyncio.create_task(socket.stay(url))
    staying.add_done_callback(functools.partial(_ended, ending))
    try:
        with contextlib.suppress(TimeoutError):  # it will be connected later then
            async with asyncio.timeout(HELLO_SECONDS):
                await socket.met.wait()
        yield "Socket Mode"
    finally:
        staying.cancel()
        await socket.close()


class Socket:
    """One connection to Slack after the other; for a moment two, where Slack says that one will go."""

    def __init__(self, app: AsyncApp, app_token: str, connection: Connection) -> None:
        self._app = app
        self._app_token = app_token
        self._connection = connection
        self._open: set[ClientWebSocketResponse] = set()
        self._reading: set[asyncio.Task[None]] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self.met = asyncio.Event()
        """Set when Slack said hello for the first time."""

    async def address(self) -> str:
        """Where Slack may be connected to once. Raises as a call to it does; who asks, asks again."""
        opened = await only_waiting(self._app.client).apps_connections_open(app_token=self._app_token)
        return str(opened["url"])

    async def stay(self, url: str) -> NoReturn:
        """Stays connected, first at an address already fetched. Raises StartError when Slack takes the token no more."""
        short, lost = 0, False
        fetched: str | None = url
        while True:
            await asyncio.sleep(pause_after(short))
            began, opened = asyncio.get_running_loop().time(), self._connection.opened
            try:
                ws = await self._opened(fetched or await self.address())
            except TROUBLE as error:
                if why(error) in TAKEN_BACK:
                    raise taken_back("SLACK_APP_TOKEN", why(error)) from None
                if not lost:
                    log.warning("Slack cannot be reached (%s); trying until it can", why(error))
                fetched, lost, short = None, True, short + 1  # an address is good for one attempt
                continue
            if lost:
                log.info("Connected to Slack again")
            reason = await self._until_it_goes(ws)
            seconds = asyncio.get_running_loop().time() - began
            fetched, lost, short = None, not reason, shorts(short, seconds, self._connection.opened > opened)
            log.log(logging.WARNING if lost else logging.INFO, "A connection to Slack ends (%s)", reason or "cut off")

    async def close(self) -> None:
        """Closes it, when what came last has been acknowledged."""
        if self._answering:
            await asyncio.wait(self._answering, timeout=1.0)
        self._connection.since = None
        await asyncio.gather(*(ws.close() for ws in self._open))
        for task in self._reading:
            task.cancel()

    async def _opened(self, url: str) -> ClientWebSocketResponse:
        client = self._app.client
        assert client.session, "all calls share one"
        secure = True if client.ssl is None else client.ssl
        return await client.session.ws_connect(url, heartbeat=PING_SECONDS, timeout=CLOSING, proxy=client.proxy, ssl=secure)

    async def _until_it_goes(self, ws: ClientWebSocketResponse) -> str:
        """Reads until another connection is needed; returns Slack's word for why, or an empty one where it just broke off.

        One that Slack is about to recycle is read on beside the next.
        """
        leaving: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._open.add(ws)
        self._start(self._reading, self._read(ws, leaving))
        return await leaving

    async def _read(self, ws: ClientWebSocketResponse, leaving: asyncio.Future[str]) -> None:
        """Hands over what comes, until the connection ends."""
        since = None
        try:
            async for frame in ws:
                message = _message(frame.data) if frame.type is WSMsgType.TEXT else {}
                if message.get("type") == "hello":
                    since = self._connection.since = time.time()
                    self._connection.opened += 1
                    self.met.set()
                elif message.get("type") == "disconnect" and not leaving.done():
                    leaving.set_result(str(message.get("reason") or "disconnect"))
                    asyncio.get_running_loop().call_later(LEAVING_SECONDS, lambda: self._start(self._reading, _close(ws)))
                elif message:
                    self._start(self._answering, self._hand_over(ws, message))
        finally:
            if self._connection.since == since:  # there is no other yet
                self._connection.since = None
            self._open.discard(ws)
            if not leaving.done():
                leaving.set_result("")
            await ws.close()

    async def _hand_over(self, ws: ClientWebSocketResponse, message: dict[str, Any]) -> None:
        """Lets the app acknowledge one envelope, over the connection that it came by."""
        began = time.time()
        try:
            payload = message.get("payload")
            if envelope := SocketModeRequest.from_dict(message | {"payload": payload if isinstance(payload, dict) else {}}):
                response = await self._app.async_dispatch(from_socket(envelope.payload, build_headers(envelope)))
                await send_async_response(_Acknowledging(ws), envelope, response, began)  # type: ignore[arg-type]
        except ConnectionError:
            log.info("An acknowledgement came too late for its connection; Slack delivers again, or says so to who waits")
        except Exception:  # whatever one envelope brings about, the connection goes on; Slack delivers it again
            log.exception("What Slack sent could not be handed over")

    @staticmethod
    def _start(tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)


def shorts(before: int, seconds: float, greeted: bool) -> int:
    """How many connections in a row were short, after one that lasted so long; ``greeted``: Slack said hello on it."""
    if seconds >= STEADY_SECONDS:
        return 0
    return min(before + 1, GREETED) if greeted else before + 1


class _Acknowledging:
    """What Bolt acknowledges through, in the place of slack_sdk's client."""

    def __init__(self, ws: ClientWebSocketResponse) -> None:
        self._ws = ws
        self.logger = log

    async def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        """Sends the acknowledgement. Raises ConnectionError where the connection is gone."""
        await self._ws.send_str(json.dumps(response.to_dict()))


async def _close(ws: ClientWebSocketResponse) -> None:
    await ws.close()


def _ended(ending: asyncio.Future[None], staying: asyncio.Task[NoReturn]) -> None:
    """Lets the bot end for the reason for which it does not stay connected."""
    if not staying.cancelled() and not ending.done():
        ending.set_exception(staying.exception() or AssertionError("it never returns"))


def _message(data: str) -> dict[str, Any]:
    """What a frame says; nothing where it is no object."""
    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        message = None
    return message if isinstance(message, dict) else {}
