"""The bot as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from bot.settings import Settings
from bot.workspace import Workspace
from tests.end_to_end.forking import Forked, forked

READY = "Answering as"


class Bot:
    """A running bot and what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process | Forked) -> None:
        self.process = process
        self.said = ""
        self._news = asyncio.Event()
        streams = (process.stdout, process.stderr)
        self._reading = [asyncio.create_task(self._read(stream)) for stream in streams if stream is not None]
        for reading in self._reading:
            reading.add_done_callback(lambda _: self._news.set())

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            self.said += line.decode()
            self._news.set()

    async def says(self, pattern: str, within: float = 60.0) -> re.Match[str]:
        """Waits for something in what it says. Raises LookupError, with all it said, when it does not come."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not (found := re.search(pattern, self.said)) and not all(r.done() for r in self._reading):
                    self._news.clear()
                    await self._news.wait()
                if found:
                    return found
        raise LookupError(f"{pattern!r} not in:\n{self.said}")

    async def ends(self, within: float = 60.0) -> int | None:
        """Waits for its end; returns the exit status."""
        async with asyncio.timeout(within):
            status = await self.process.wait()
            await asyncio.gather(*self._reading)
        return status

    async def stop(self, sign: int = signal.SIGTERM) -> int | None:
        """Ends it as a service manager or Ctrl-C does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(sign)
        return await self.ends()


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """This machine's environment without its settings and proxies, with the given ones."""
    settings = {name.upper() for name in Settings.model_fields}
    kept = {k: v for k, v in os.environ.items() if k not in settings and not k.lower().endswith("_proxy")}
    return kept | dict(given)


@contextlib.asynccontextmanager
async def running(given: Mapping[str, str], folder: Path, *arguments: str, program: str = "bot") -> AsyncIterator[Bot]:
    """``python -m bot run`` with these settings, in a folder without an ``.env``; ended afterwards if it still runs.

    ``program``: a module that runs it otherwise.
    """
    command = (sys.executable, "-m", program, "run", *arguments)
    async with _ended(Bot(await forked(*command, env=environment(given), cwd=folder))) as bot:
        yield bot


@contextlib.asynccontextmanager
async def started(given: Mapping[str, str], folder: Path) -> AsyncIterator[Bot]:
    """The same, started from nothing as people do, not forked."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment(given), cwd=folder, stdout=pipe, stderr=pipe
    )
    async with _ended(Bot(process)) as bot:
        yield bot


@contextlib.asynccontextmanager
async def _ended(bot: Bot) -> AsyncIterator[Bot]:
    try:
        yield bot
    finally:
        if bot.process.returncode is None:
            await bot.stop()


def socket_mode(workspace: Workspace) -> dict[str, str]:
    """The settings that connect a bot to the workspace over Socket Mode."""
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }


def http_mode(workspace: Workspace) -> dict[str, str]:
    """The settings for signed HTTP, on a free port."""
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_API_URL": workspace.api_url,
        "PORT": "0",
    }


@contextlib.contextmanager
def taken_port() -> Iterator[int]:
    """A port on 127.0.0.1 that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])
