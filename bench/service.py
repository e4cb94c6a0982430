"""The bot in processes that share a store, each started again when it ends, as a service manager does."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.local import bot_environment
from bot.settings import load_settings
from bot.workspace import Workspace

REST = 0.2
"""Seconds until a process that has ended is started again."""


class Service:
    """Hurried bots that answer from a fact base in a workspace; their store and their log are in a folder."""

    def __init__(self, workspace: Workspace, api_url: str, folder: Path, knowledge: Path) -> None:
        """``api_url``: where they call Slack's Web API."""
        self._workspace, self._folder = workspace, folder
        self._command = (sys.executable, "-m", "bench.hurried", "run", "--knowledge", str(knowledge))
        self._api_url = api_url
        self.settings: dict[str, str] = {}
        """Further settings of the processes."""
        self.processes: list[asyncio.subprocess.Process] = []
        """Those that run, and those that have just ended."""
        self.failed = 0
        """How often one could not start."""
        self._watching: list[asyncio.Task[None]] = []

    @property
    def log(self) -> Path:
        """What all of them said."""
        return self._folder / "log"

    async def start(self, number: int = 2) -> None:
        """Starts so many processes; waits until one is connected."""
        self.processes = [await self._started() for _ in range(number)]
        self._watching = [asyncio.create_task(self._watch(slot)) for slot in range(number)]
        await self._workspace.connected(60.0)

    async def stop(self) -> None:
        """Ends all processes politely."""
        for watching in self._watching:
            watching.cancel()
        for process in self.processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        await asyncio.gather(*(process.wait() for process in self.processes))

    async def _watch(self, slot: int) -> None:
        while True:
            ended = await self.processes[slot].wait()
            self.failed += ended == 1
            await asyncio.sleep(REST)
            self.processes[slot] = await self._started()

    async def _started(self) -> asyncio.subprocess.Process:
        environment = bot_environment(self._workspace, load_settings(None)) | self.settings
        environment |= {"SLACK_API_URL": self._api_url, "DATA_FOLDER": str(self._folder / "data")}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        environment.pop("DATABASE_URL", None)
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self._command, env=environment, cwd=self._folder, stdout=log, stderr=log
            )
