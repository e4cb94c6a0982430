"""Starting and stopping: connects the app to Slack and stays until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import re
import signal
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.directory.watching import Watch
from bot.settings import WHERE, Settings
from bot.slack.app import build_app
from bot.slack.curators import Curators, follow
from bot.slack.desk import Desk
from bot.slack.http import EVENTS_PATH, web_app
from bot.slack.rights import Rights

STOP_SECONDS = 5.0
"""How long answers under way may take after the bot was told to stop."""
SLACK_SECONDS = 30.0
REFUSALS = {
    "invalid_auth", "not_authed", "not_allowed_token_type", "missing_scope", "no_permission", "access_denied",
    "account_inactive", "token_revoked", "token_expired", "org_login_required", "team_access_not_granted",
}  # fmt: skip
"""Slack's words for a token that will not do, however often it is tried."""

log = logging.getLogger(__name__)


class StartError(Exception):
    """The bot cannot start; says why in one line. ``status`` is the exit status: 2 for settings, 1 for anything else."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


async def serve(settings: Settings, desk: Desk, about: str, watch: Watch | None = None) -> None:
    """Answers on Slack until interrupted.

    ``about``: the fact base in a few words, for the line said at the start; ``watch``: of the fact base, whose edits take
    effect meanwhile; None where it stands in no file.

    Raises:
        StartError: Slack refuses a token or cannot be reached, or the port is taken.
    """
    stop = stop_signal()
    app = build_app(settings, desk)
    timeout = aiohttp.ClientTimeout(total=SLACK_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
        app.client.session = session  # one pool of connections for all calls
        identity = await _call(app.client.auth_test(), "SLACK_BOT_TOKEN", settings)
        desk.name, desk.rights = str(identity.get("user")), Rights.told(identity.headers)
        desk.curators = settings.curators_channel
        desk.curator_ids = frozenset(re.findall(r"\w+", settings.curators or ""))
        async with _connected(app, settings, desk) as address:
            log.info("Answering as @%s in %s over %s: %s", identity.get("user"), identity.get("team"), address, about)
            async with _following(watch, desk, Curators(app.client, settings.curators_channel)):
                await stop.wait()
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


@contextlib.asynccontextmanager
async def _connected(app: AsyncApp, settings: Settings, desk: Desk) -> AsyncIterator[str]:
    """Receives events meanwhile; gives the transport in words."""
    if settings.slack_app_token:
        async with _socket(app, settings.slack_app_token.get_secret_value(), settings):
            yield "Socket Mode"
    elif settings.slack_signing_secret:
        secret = settings.slack_signing_secret.get_secret_value()
        runner = web.AppRunner(web_app(app, secret, desk.store.of("")), access_log=None)
        await runner.setup()
        try:
            yield f"HTTP at {await listen(runner, settings.host, settings.port)}{EVENTS_PATH}"
        finally:
            await runner.cleanup()


@contextlib.asynccontextmanager
async def _socket(app: AsyncApp, app_token: str, settings: Settings) -> AsyncIterator[None]:
    """A Socket Mode connection."""
    # asked for here, where a refused token can end the start; the client would try forever
    opened = await _call(app.client.apps_connections_open(app_token=app_token), "SLACK_APP_TOKEN", settings)
    handler = AsyncSocketModeHandler(app, app_token)
    handler.client.wss_uri = opened["url"]
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


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


async def _call(call: Any, variable: str, settings: Settings) -> Any:
    """The result of a first call to Slack, whose failure means that ``variable`` is wrong or Slack is out of reach."""
    try:
        return await call
    except SlackApiError as error:
        said = getattr(error.response, "data", None)
        reason = said.get("error") if isinstance(said, dict) else None
        if reason in REFUSALS:
            raise StartError(f"{variable} was refused by Slack ({reason}). Find it at {WHERE[variable]}") from None
        at = f"what answers at {settings.slack_api_url} is not Slack, or not well ({reason or 'no reason given'})"
        raise StartError(f"{variable} could not be checked: {at}", status=1) from None
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise StartError(f"Slack cannot be reached at {settings.slack_api_url}: {error or 'no answer'}", status=1) from None


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
