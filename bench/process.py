"""The bot as people start it, a process of its own, and what it takes of the machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.local import bot_environment
from bot.settings import load_settings
from bot.workspace import Workspace

LOOK = 1.0
"""Seconds between two looks at a process."""
AROUND = 15
"""Looks whose median is the memory at a moment: what one edit takes for a second says nothing."""
STARTING = 120.0
"""How long the bot may take to come, on a machine that is busy otherwise."""


@dataclass
class Bot:
    """A running bot."""

    pid: int
    log: Path

    def said(self, *words: str) -> list[str]:
        """The lines of its log that have any of the words."""
        return [line for line in self.log.read_text("utf-8").splitlines() if any(word in line for word in words)]


@dataclass
class Use:
    """What a process takes while it is looked at."""

    pid: int
    seconds: float = 0.0
    """From the first look to the last."""
    processor: float = 0.0
    """Seconds of processor time meanwhile."""
    memory: list[float] = field(default_factory=list)
    """Megabytes resident, a look after the other."""

    def at(self, share: float) -> float:
        """The memory when this share of the time was over."""
        middle = round(share * (len(self.memory) - 1))
        begin = max(0, min(middle - AROUND // 2, len(self.memory) - AROUND))
        return statistics.median(self.memory[begin : begin + AROUND])

    def growth(self, warm: float) -> float:
        """By what part of it the memory grew from this share of the time to the end."""
        return self.at(1.0) / self.at(warm) - 1

    async def look(self) -> None:
        """Looks every second, until it is cancelled."""
        began, before = time.monotonic(), processor_seconds(self.pid)
        while True:
            self.memory.append(resident(self.pid))
            self.seconds, self.processor = time.monotonic() - began, processor_seconds(self.pid) - before
            await asyncio.sleep(LOOK)


def resident(pid: int) -> float:
    """The memory that a process has, in megabytes (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_048_576


def processor_seconds(pid: int) -> float:
    """The processor time that a process has had, in user and system (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def connected(workspace: Workspace, knowledge: Path, folder: Path) -> AsyncIterator[Bot]:
    """A bot that answers from the fact base ``knowledge``, connected to the workspace; its store and its log are in the
    folder. Ends it afterwards.

    Raises:
        TimeoutError: it did not come; what it said is printed.
    """
    environment = bot_environment(workspace, load_settings(None)) | {"DATA_FOLDER": str(folder / "data")}
    environment.pop("DATABASE_URL", None)
    command = (sys.executable, "-m", "bot", "run", "--knowledge", str(knowledge))
    log = folder / "log"
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=folder, stdout=said, stderr=said)
        try:
            await workspace.connected(STARTING)
            yield Bot(process.pid, log)
        except TimeoutError:
            print(log.read_text("utf-8"), file=sys.stderr)
            raise
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
