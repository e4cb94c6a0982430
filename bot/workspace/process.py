"""The bot's process, where the workspace's program runs it: started, watched, and started again when it has died."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from bot.workspace.doing.outbound import Impossible

STOP_SECONDS = 10.0
LAST_LINES = 20
WORDS = 4000
LONGEST_LINE = 1024 * 1024

State = Literal["none", "running", "ended"]


class BotProcess:
    """The bot as a process of its own. `state` is none as long as nobody has started it here."""

    def __init__(self) -> None:
        self.state: State = "none"
        self.status: int | None = None
        """Its exit status, once it has ended."""
        self._command: Sequence[str] = ()
        self._environment: Mapping[str, str] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._said: deque[str] = deque(maxlen=LAST_LINES)
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` when it starts and when it ends."""
        self._listeners.append(listener)

    def shown(self) -> dict[str, Any]:
        """How it is, with the last lines that it wrote."""
        return {"state": self.state, "status": self.status, "said": "\n".join(self._said)[-WORDS:]}

    async def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Run the bot. What it writes is passed on to standard error, and the last of it kept."""
        self._command, self._environment = command, environment
        await self._run()

    async def restart(self) -> None:
        """Run it again, the one that still runs stopped first.

        Raises:
            Impossible: it was not started here.
        """
        if not self._command:
            raise Impossible("The bot was not started from here; start it again where you started it.")
        await self.stop()
        await self._run()

    async def stop(self) -> None:
        """End it: politely first."""
        process, watch = self._process, self._watch
        if process is None or watch is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        done, _ = await asyncio.wait({watch}, timeout=STOP_SECONDS)
        if not done:
            process.kill()
            await watch

    async def _run(self) -> None:
        self._said.clear()
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env=dict(self._environment), stderr=asyncio.subprocess.PIPE, limit=LONGEST_LINE
        )
        self._watch = asyncio.ensure_future(self._until_it_ends(self._process))
        self._tell("running", None)

    async def _until_it_ends(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr, "it is a pipe"
        while line := await process.stderr.readline():
            sys.stderr.write(line.decode(errors="replace"))
            sys.stderr.flush()
            self._said.append(line.decode(errors="replace").rstrip("\n"))
        self._tell("ended", await process.wait())

    def _tell(self, state: State, status: int | None) -> None:
        self.state, self.status = state, status
        for listener in self._listeners:
            listener()
