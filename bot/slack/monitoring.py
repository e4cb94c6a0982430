"""What an operations team asks of a running bot, on a port of its own: does it live, can it answer, how does it do."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import NotKept, Store
from bot.settings import Settings
from bot.slack.connecting.http import listen
from bot.slack.connecting.socketmode import Connection
from bot.slack.desk import Desk
from bot.slack.metering.meters import FactBase, Kept
from bot.slack.sending.queueing import QUEUES
from bot.slack.sending.trouble import TROUBLE, why

KEPT_SECONDS = 3.0
"""How long a check counts before it is made again, however often somebody asks."""
PATIENCE_SECONDS = 4.0
"""How long a check may take; those who ask mostly wait for five seconds."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Check = Callable[[], Awaitable[str]]
"""Says in a few words how it stands; raises NotReady where it does not."""

log = logging.getLogger(__name__)


class NotReady(Exception):
    """Something that answering needs is not there; says why."""


class Readiness:
    """Whether all that answering needs is there."""

    def __init__(self, checks: Mapping[str, Check], clock: Callable[[], float] = time.monotonic) -> None:
        self._checks = checks
        self._clock = clock
        self._known: dict[str, dict[str, str]] = {}
        self._until = float("-inf")
        self._lock = asyncio.Lock()

    async def look(self) -> dict[str, dict[str, str]]:
        """Each check by its name, with its ``state``, ``ok`` or ``failing``, and ``about`` it."""
        async with self._lock:
            if self._clock() >= self._until:
                self._known = dict(zip(self._checks, await asyncio.gather(*map(_made, self._checks.values())), strict=True))
                self._until = self._clock() + KEPT_SECONDS
            return self._known


async def _made(check: Check) -> dict[str, str]:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return {"state": "ok", "about": await check()}
    except NotReady as reason:
        return {"state": "failing", "about": str(reason)}
    except TimeoutError:
        return {"state": "failing", "about": f"no answer within {PATIENCE_SECONDS:g} seconds"}


@contextlib.asynccontextmanager
async def monitored(
    settings: Settings, desk: Desk, client: AsyncWebClient, connection: Connection, stop: asyncio.Event
) -> AsyncIterator[None]:
    """Meanwhile tells of the bot on MONITORING_PORT, where that is set. Raises StartError as ``listen`` does.

    ``stop``: set as soon as the bot is told to stop.
    """
    if settings.monitoring_port is None:
        yield
        return
    registry, socket_mode = desk.meters.registry, settings.slack_app_token is not None
    registry.register(FactBase(lambda: desk.directory))
    registry.register(Kept("directory_bot_store_failures", "Transactions that failed", lambda: desk.store.failures))
    desk.meters.waiting.set_function(lambda: QUEUES.waiting)
    if socket_mode:
        connected = Gauge("directory_bot_connected", "Whether Socket Mode is connected", registry=registry)
        connected.set_function(lambda: connection.since is not None)
        registry.register(Kept("directory_bot_connections", "Connections opened", lambda: connection.opened))
    runner = web.AppRunner(pages(desk, over(connection) if socket_mode else by_calling(client), stop), access_log=None)
    await runner.setup()
    try:
        log.info("Monitoring at %s", await listen(runner, settings.host, settings.monitoring_port, "MONITORING_PORT"))
        yield
    finally:
        await runner.cleanup()


def pages(desk: Desk, slack: Check, stop: asyncio.Event) -> web.Application:
    """``/healthz``, ``/readyz`` and ``/metrics``."""

    async def loaded() -> str:
        return f"{len(desk.directory.entries):,} entries"

    readiness = Readiness({"fact_base": loaded, "slack": slack, "store": keeping(desk.store)})

    async def ready(request: web.Request) -> web.Response:
        checks = await readiness.look()
        if stop.is_set():  # known at once, whatever was found a moment ago
            checks = {"running": {"state": "failing", "about": "stopping"}} | checks
        well = all(check["state"] == "ok" for check in checks.values())
        return web.json_response({"ready": well, "checks": checks}, status=200 if well else 503)

    async def metrics(request: web.Request) -> web.Response:
        text = await asyncio.to_thread(generate_latest, desk.meters.registry)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    server = web.Application(middlewares=[_at_once])
    server.add_routes([web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics)])
    return server


@web.middleware
async def _at_once(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Closes the connection after each answer: the stopping waits for all that is under way, and would for one kept open."""
    response = await handler(request)
    response.force_close()
    return response


async def alive(request: web.Request) -> web.Response:
    """That this is answered says all."""
    return web.json_response({"status": "ok"})


def over(connection: Connection) -> Check:
    """Whether Socket Mode is connected."""

    async def check() -> str:
        if connection.since is None:
            raise NotReady("not connected; the log says why")
        return "connected"

    return check


def by_calling(client: AsyncWebClient) -> Check:
    """Whether Slack answers a call."""

    async def check() -> str:
        try:
            await client.api_test()
        except TROUBLE as error:
            raise NotReady(f"a call failed: {why(error)}") from None
        return "answers calls"

    return check


def keeping(store: Store) -> Check:
    """Whether something can be kept."""

    async def check() -> str:
        try:
            await store.probe()
        except NotKept as error:
            raise NotReady(str(error)) from None
        return "takes records"

    return check
