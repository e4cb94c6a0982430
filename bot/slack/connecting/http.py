"""HTTP mode: what Slack posts to ``/slack/events``. Nothing gets past here without Slack's signature."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.records.model import Records
from bot.settings import Settings
from bot.slack.connecting.signatures import forget, is_genuine, is_new
from bot.slack.connecting.starting import StartError
from bot.slack.payloads.requests import UNREADABLE

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
BODY_LIMIT = 1024 * 1024
"""Bytes; Slack's own largest payloads stay far below."""
BODY_SECONDS = 10.0
"""How long the body of a request may take to come."""
IDLE_SECONDS = 30.0
"""How long a connection may go without a whole head of a request: one that a proxy keeps, or somebody who sends it letter by
letter. A proxy must let go of its idle ones sooner than that."""
LINGERING_SECONDS = 2.0
"""How long the rest of a body that was refused is still taken, so that the refusal can be read; and how long a request that
nobody could finish holds up the stopping."""

STOPPING = web.AppKey("stopping", asyncio.Event)
"""Set when the bot stops: what comes from then on is sent to another process, or to come again."""
BUSY = web.AppKey("busy", set[object])
"""The connections over which a request is being answered."""

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def connected_by_http(
    app: AsyncApp,
    settings: Settings,
    records: Records,
    finish: Callable[[], Awaitable[None]],
    pages: Iterable[web.RouteDef] = (),
) -> AsyncIterator[str]:
    """Receives Slack's requests meanwhile, keeping in the records which came already; gives the address in words.

    ``finish``: waits for the answers under way; ``pages``: what is served beside. Raises StartError as ``listen`` does.
    """
    assert settings.slack_signing_secret, "without it nothing can be believed"
    server = web_app(app, settings.slack_signing_secret.get_secret_value(), records)
    server.add_routes(pages)
    async with serving(server, settings, finish) as address:
        yield f"HTTP at {address}{EVENTS_PATH}"


@contextlib.asynccontextmanager
async def serving(server: web.Application, settings: Settings, finish: Callable[[], Awaitable[None]]) -> AsyncIterator[str]:
    """Serves on HOST and PORT meanwhile; gives the address. Raises StartError as ``listen`` does.

    In the end new requests are refused, those under way and the answers that ``finish`` waits for are let end, and only
    then is the port closed: whoever comes meanwhile is told so at once.
    """
    logging.getLogger("aiohttp.server").addFilter(_in_a_line)
    runner = web.AppRunner(
        server,
        access_log=None,
        keepalive_timeout=IDLE_SECONDS,
        lingering_time=LINGERING_SECONDS,
        shutdown_timeout=LINGERING_SECONDS,
        auto_decompress=False,  # Slack never compresses; a stranger's megabyte would become a gigabyte
    )
    await runner.setup()
    assert runner.server, "it has been set up"
    try:
        yield await listen(runner, settings.host, settings.port)
        server[STOPPING].set()
        for connection in runner.server.connections:
            if connection in server[BUSY]:
                connection.close()  # after its answer
            else:
                connection.force_close()  # the other way would leave an idle one open, and hear nothing from it
        await finish()
    finally:
        await runner.cleanup()


async def listen(runner: web.AppRunner, host: str, port: int, setting: str = "PORT") -> str:
    """Opens the port; returns the address to reach it at.

    Raises:
        StartError: the port is in use, or cannot be opened for another reason; names the setting.
    """
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(f"Port {port} on {host} is in use by another program; set {setting} to a free one") from None
        raise StartError(f"Cannot listen on {host}, port {port} ({error.strerror}); check HOST and {setting}") from None
    bound_host, bound_port = runner.addresses[0][:2]
    return f"http://{f'[{bound_host}]' if ':' in bound_host else bound_host}:{bound_port}"


def web_app(app: AsyncApp, signing_secret: str, records: Records) -> web.Application:
    """The web application that hands Slack's requests to the Bolt app; in the records it keeps which came already."""
    verifier = SignatureVerifier(signing_secret)

    async def receive(request: web.Request) -> web.Response:
        if request.app[STOPPING].is_set():
            return _refused(503, "stopping")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return _refused(408, "the body takes too long")
        if not is_genuine(verifier, body, request.headers):
            log.warning("Refused a request without a valid signature from %s", request.remote)
            return web.Response(status=401, text="invalid signature")
        try:
            bolt_request = AsyncBoltRequest(body=body.decode(), query=request.query_string, headers=dict(request.headers))
        except UNREADABLE:
            log.warning("Refused a signed request that holds no payload")
            return web.Response(status=400, text="malformed payload")
        if not await is_new(records, request.headers, bolt_request.body.get("type")):
            # an event, too: a proxy passes on what a process died on, and Slack must deliver it again, not believe it done
            log.warning("Refused a signed request that came a second time, from %s", request.remote)
            return web.Response(status=409, text="seen already")
        response = await to_aiohttp_response(await app.async_dispatch(bolt_request))
        if response.status >= 400:
            await forget(records, request.headers)
        return response

    return web_server([web.post(EVENTS_PATH, receive)])


def web_server(routes: Iterable[web.RouteDef]) -> web.Application:
    """A web application that can be served."""
    server = web.Application(client_max_size=BODY_LIMIT, middlewares=[_noted])
    server[STOPPING], server[BUSY] = asyncio.Event(), set()
    server.add_routes(routes)
    return server


@web.middleware
async def _noted(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Notes that a connection is busy meanwhile."""
    busy = request.app[BUSY]
    busy.add(request.protocol)
    try:
        return await handler(request)
    finally:
        busy.discard(request.protocol)


def _in_a_line(record: logging.LogRecord) -> bool:
    """Lets aiohttp log what is no HTTP in a line, without the way there and what was sent: anybody can send it."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
        record.msg, record.args = "Refused what is no proper request (%s)", (type(error).__name__,)
    return True


def _refused(status: int, why: str) -> web.Response:
    """An answer after which the connection is closed."""
    response = web.Response(status=status, text=why)
    response.force_close()
    return response
