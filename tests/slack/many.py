"""The bot for many workspaces, two of them, and Slack's side of it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.keeping import installations, keeping
from bot.records.store import SqlStore
from bot.settings import Settings, load_settings
from bot.slack.desk import Desk
from bot.slack.installing.tokens import Tokens
from bot.slack.manifest import manifest
from bot.slack.serve import serve
from bot.workspace import Workspace
from bot.workspace.distribution import Distribution
from tests.slack.installer import Installer

INSTANT = 1_795_320_000.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.asynccontextmanager
async def two_workspaces(manifest: dict[str, Any]) -> AsyncIterator[tuple[Workspace, Workspace]]:
    """Two workspaces in which the same ids mean other people and channels, by clocks that show the same instant."""
    async with (
        Workspace(manifest=manifest, name="Lantern", team_id="T0LANTERN01", clock=lambda: INSTANT) as one,
        Workspace(manifest=manifest, name="Harbour", team_id="T0HARBOUR01", clock=lambda: INSTANT) as other,
    ):
        yield one, other


@dataclass
class Many:
    """A bot that runs for both."""

    slack: Distribution
    one: Workspace
    other: Workspace
    installer: Installer
    settings: Settings
    store: SqlStore

    async def install(self) -> None:
        """The app comes into both workspaces."""
        for workspace in (self.one, self.other):
            assert (await self.installer.install(workspace)).status == 200


@contextlib.asynccontextmanager
async def many(
    desk: Desk, folder: Path, rotating: bool = False, socket_mode: bool = False, **more: Any
) -> AsyncIterator[Many]:
    """The bot, in this process; its records are in the folder. Installed nowhere yet.

    ``rotating``: tokens end; ``socket_mode``: the first workspace's events come so, instead of those of both over HTTP.
    """
    public_url = f"http://127.0.0.1:{free_port()}"
    async with two_workspaces(manifest(desk.directory)) as (one, other), Installer(public_url) as installer:
        slack = Distribution(one, other, redirect_uri=f"{public_url}/slack/oauth_redirect", rotating=rotating)
        async with slack:
            settings = load_settings(
                None,
                slack_client_id=slack.client_id,
                slack_client_secret=slack.client_secret,
                slack_signing_secret=None if socket_mode else slack.signing_secret,
                slack_app_token=one.app_token if socket_mode else None,
                slack_api_url=slack.api_url,
                public_url=public_url,
                port=int(public_url.rpartition(":")[2]),
                data_folder=folder,
                **more,
            )
            async with keeping(settings) as store:
                desk.store = store
                kept = installations(settings, store)
                assert kept
                bot = asyncio.create_task(serve(settings, desk, "hand-built answers", None, Tokens(kept, settings)))
                try:
                    await _reached(bot, settings.port)
                    for workspace in () if socket_mode else (one, other):
                        await workspace.deliver_to(f"{public_url}/slack/events")
                    yield Many(slack, one, other, installer, settings, store)
                finally:
                    bot.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await bot


async def _reached(bot: asyncio.Task[None], port: int) -> None:
    """Waits until the bot listens. Raises what it failed with."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except ConnectionRefusedError:
            if bot.done():
                bot.result()
            await asyncio.sleep(0.02)
