"""What is attacked: the real app behind real HTTP, in a workspace, about the museum; and how requests are signed."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest import mock

import aiohttp

from bot.answering.engine import Answerer
from bot.directory.loader import load
from bot.settings import load_settings
from bot.slack import serve as serving
from bot.slack.connecting.http import EVENTS_PATH
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.carrying.httpmode import encoded, signature
from bot.workspace.holding.cast import CURATORS
from tests.directory.museum import write_museum


@dataclass
class Target:
    """The bot, its workspace, and a way to it."""

    workspace: Workspace
    desk: Desk
    url: str
    """Where it takes Slack's requests."""
    session: aiohttp.ClientSession

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Sends a request just so; returns status and text."""
        async with self.session.post(self.url, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def send(self, kind: str, payload: dict[str, Any], **headers: str) -> tuple[int, str]:
        """Sends a payload as Slack does, signed just now. ``kind``: events_api, interactive or slash_commands."""
        body, content_type = encoded(kind, payload)
        return await self.post(body, {"Content-Type": content_type, **self.signed(body), **headers})

    def signed(self, body: bytes, at: float | None = None, secret: str = "") -> dict[str, str]:
        """The headers of a signed body. ``at``: Unix time; ``secret``: the app's own where none is given."""
        timestamp = str(int(time.time() if at is None else at))
        signed = signature(secret or self.workspace.signing_secret, timestamp, body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signed}

    async def quiet(self) -> None:
        """Waits until the bot has nothing more to do."""
        await self.workspace.delivery.settled()
        while working := [task for task in asyncio.all_tasks() if "/slack_bolt/" in _where(task)]:
            await asyncio.wait(working)


@contextlib.asynccontextmanager
async def target(folder: Path, also: Mapping[str, str] = MappingProxyType({}), **settings: Any) -> AsyncIterator[Target]:
    """The bot in HTTP mode with a museum of its own in ``folder``.

    ``also``: files of the fact base beside the museum's, by path; ``settings``: beyond those that connect it.
    """
    write_museum(folder)
    for file, text in also.items():
        (folder / file).write_text(text, encoding="utf-8")
    directory = load(folder)
    desk = Desk(directory, Answerer(directory))
    async with (
        Workspace(manifest=manifest(directory, enterprise_search=True)) as workspace,
        aiohttp.ClientSession() as session,
    ):
        set_up = load_settings(
            None,
            slack_bot_token=workspace.bot_token,
            slack_signing_secret=workspace.signing_secret,
            slack_api_url=workspace.api_url,
            port=free_port(),
            curators_channel=f"#{CURATORS}",
            enterprise_search=True,
            **settings,
        )
        url = f"http://127.0.0.1:{set_up.port}{EVENTS_PATH}"
        bot = asyncio.create_task(serving.serve(set_up, desk, "the museum"))
        try:
            await _until_there(workspace, url, bot)
            yield Target(workspace, desk, url, session)
        finally:
            bot.cancel()
            # it would wait for what the test itself does, too
            with mock.patch.object(serving, "STOP_SECONDS", 0.05), contextlib.suppress(asyncio.CancelledError):
                await bot


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def _until_there(workspace: Workspace, url: str, bot: asyncio.Task[None]) -> None:
    """Lets the workspace deliver there as soon as the bot answers its handshake."""
    async with asyncio.timeout(30):
        while not bot.done():
            try:
                await workspace.deliver_to(url)
                return
            except NotAcknowledged:
                await asyncio.sleep(0.02)
    await bot


def _where(task: asyncio.Task[Any]) -> str:
    return str(getattr(task.get_coro(), "cr_code", ""))
