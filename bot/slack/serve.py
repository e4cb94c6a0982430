"""Starting and stopping: connects the app to Slack and stays until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory.watching import Watch
from bot.settings import Settings
from bot.slack.app import build_app, introduce
from bot.slack.connecting.http import connected_by_http, serving, web_server
from bot.slack.connecting.reaching import Stopped, reached, unless
from bot.slack.connecting.socketmode import Connection, connected_by_socket
from bot.slack.conversing.once import take_over
from bot.slack.curating.curators import Curators, follow
from bot.slack.desk import Desk
from bot.slack.installing.flow import install_routes
from bot.slack.installing.tokens import Tokens
from bot.slack.monitoring import alive, monitored
from bot.slack.people.mandate import Mandate
from bot.slack.sending.rights import Rights

STOP_SECONDS = 5.0
"""How long answers under way may take after the bot was told to stop."""
SLACK_SECONDS = 30.0
"""How long Slack may take to answer a call; the time in which a call waits for those before it does not count."""

log = logging.getLogger(__name__)


async def serve(
    settings: Settings, desk: Desk, about: str, watch: Watch | None = None, tokens: Tokens | None = None
) -> None:
    """Answers on Slack until interrupted; while Slack is out of reach, waits for it.

    ``about``: the fact base in a few words, for the line said at the start; ``watch``: of the fact base, whose edits take
    effect meanwhile; None where it stands in no file; ``tokens``: those of many workspaces; None: it is in one.

    Raises:
        StartError: Slack refuses a token, now or later; or a port is taken.
    """
    stop, ending = stop_signal(), asyncio.get_running_loop().create_future()
    app = build_app(settings, desk, ending, tokens)
    timeout = aiohttp.ClientTimeout(sock_connect=SLACK_SECONDS, sock_read=SLACK_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
        app.client.session = session  # one pool of connections for all calls
        desk.curators, desk.curators_workspace = settings.curators_channel, settings.curators_workspace
        desk.mandate = Mandate.set_as(settings.curators)
        home = tokens.client_of(settings.curators_workspace or "") if tokens else app.client
        connection = Connection()
        async with (
            monitored(settings, desk, app.client, connection, stop),
            contextlib.AsyncExitStack() as receiving,
        ):
            try:
                where = await unless(stop, _introduced(app, settings, desk, tokens))
                connected = _connected(app, settings, desk, connection, ending)
                address = await unless(stop, receiving.enter_async_context(connected))
                log.info("Answering %s over %s: %s", where, address, about)
                async with _beside(take_over(app, desk.store), *_following(watch, desk, home, settings)):
                    await unless(stop, ending)
            except Stopped:
                log.info("Stopping")
        await _finish_answers()


def _following(watch: Watch | None, desk: Desk, home: AsyncWebClient, settings: Settings) -> list[Coroutine[Any, Any, None]]:
    """What lets edits take effect."""
    curators = Curators(home, settings.curators_channel)
    return [follow(watch, desk, curators), curators.post()] if watch else []


@contextlib.asynccontextmanager
async def _beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Does what never ends meanwhile."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def _connected(
    app: AsyncApp, settings: Settings, desk: Desk, connection: Connection, ending: asyncio.Future[None]
) -> AsyncIterator[str]:
    """Receives events meanwhile; gives the transport in words."""
    pages = [web.get("/healthz", alive), *(install_routes(app.oauth_flow) if app.oauth_flow else [])]
    if not settings.slack_app_token:
        async with connected_by_http(app, settings, desk.store.of(""), _finish_answers, pages) as address:
            yield address
        return
    async with contextlib.AsyncExitStack() as stack:
        if app.oauth_flow:  # people install it over HTTP all the same
            await stack.enter_async_context(serving(web_server(pages), settings, _finish_answers))
        yield await stack.enter_async_context(connected_by_socket(app, settings, connection, ending))


async def _introduced(app: AsyncApp, settings: Settings, desk: Desk, tokens: Tokens | None) -> str:
    """Where the bot answers, in words; in its one workspace app and desk are told who it is.

    Raises:
        StartError: Slack refuses its token.
    """
    if tokens:
        return "in every workspace that installs the app"
    identity = await reached(app.client.auth_test, "SLACK_BOT_TOKEN", settings.slack_api_url)
    introduce(app, identity)
    desk.name, desk.rights = str(identity.get("user") or desk.name), Rights.told(identity.headers)
    return f"as @{desk.name} in {identity.get('team') or 'a workspace'}"


def stop_signal() -> asyncio.Event:
    """Set by Ctrl-C or a polite kill from now on; a further one does not disturb the stopping, which is short."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stop.set)
    return stop


async def _finish_answers() -> None:
    """Lets answers under way be sent."""
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    if under_way:
        await asyncio.wait(under_way, timeout=STOP_SECONDS)
