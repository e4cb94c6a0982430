"""Starting and stopping: connects the app to Slack and stays until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.directory.watching import Watch
from bot.settings import Settings
from bot.slack.app import build_app
from bot.slack.curators import Curators, follow
from bot.slack.desk import Desk
from bot.slack.http import connected_by_http
from bot.slack.monitoring import alive, monitored
from bot.slack.rights import Rights
from bot.slack.socketmode import Connection, connected_by_socket
from bot.slack.starting import first

STOP_SECONDS = 5.0
"""How long answers under way may take after the bot was told to stop."""
SLACK_SECONDS = 30.0

log = logging.getLogger(__name__)


async def serve(settings: Settings, desk: Desk, about: str, watch: Watch | None = None) -> None:
    """Answers on Slack until interrupted.

    ``about``: the fact base in a few words, for the line said at the start; ``watch``: of the fact base, whose edits take
    effect meanwhile; None where it stands in no file.

    Raises:
        StartError: Slack refuses a token, now or later; it cannot be reached, or the port is taken.
    """
    stop, ending = stop_signal(), asyncio.get_running_loop().create_future()
    app = build_app(settings, desk, ending)
    timeout = aiohttp.ClientTimeout(total=SLACK_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
        app.client.session = session  # one pool of connections for all calls
        identity = await first(app.client.auth_test(), "SLACK_BOT_TOKEN", settings.slack_api_url)
        desk.name, desk.rights = str(identity.get("user")), Rights.told(identity.headers)
        desk.curators = settings.curators_channel
        desk.curator_ids = frozenset(re.findall(r"\w+", settings.curators or ""))
        connection = Connection()
        async with (
            monitored(settings, desk, app.client, connection),
            _connected(app, settings, desk, connection, ending) as address,
        ):
            log.info("Answering as @%s in %s over %s: %s", identity.get("user"), identity.get("team"), address, about)
            async with _following(watch, desk, Curators(app.client, settings.curators_channel)):
                await _until(stop, ending)
            log.info("Stopping")
        await _finish_answers()


@contextlib.asynccontextmanager
async def _following(watch: Watch | None, desk: Desk, curators: Curators) -> AsyncIterator[None]:
    """Lets edits take effect meanwhile."""
    tasks = [asyncio.create_task(work) for work in (follow(watch, desk, curators), curators.post())] if watch else []
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until(stop: asyncio.Event, ending: asyncio.Future[None]) -> None:
    """Waits until it is told to stop, or cannot go on. Raises why it cannot."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((stopping, ending), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if ending.done():
        ending.result()


def _connected(
    app: AsyncApp, settings: Settings, desk: Desk, connection: Connection, ending: asyncio.Future[None]
) -> contextlib.AbstractAsyncContextManager[str]:
    """Receives events meanwhile; gives the transport in words."""
    if settings.slack_app_token:
        return connected_by_socket(app, settings, connection, ending)
    return connected_by_http(app, settings, desk.store.of(""), _finish_answers, [web.get("/healthz", alive)])


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
