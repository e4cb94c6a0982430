"""Processes of the bot that do not start from nothing: each is forked from one that has imported and loaded what all need.

To start Python, import the libraries and load the atlas takes a processor two seconds, and the tests start sixty bots.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import runpy
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import IO

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.end_to_end.prepared"])


class Forked:
    """A forked process, with what an ``asyncio.subprocess.Process`` has."""

    def __init__(self, process: ForkServerProcess, stdin: Connection, *streams: asyncio.StreamReader | None) -> None:
        self.stdout, self.stderr = streams
        self._stdin = stdin
        self.pid = process.pid or 0
        self._process = process
        self._ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(process.sentinel, self._end)

    @property
    def returncode(self) -> int | None:
        """Its exit status, the negative number of the signal that killed it, or None while it runs."""
        return self._process.exitcode

    async def wait(self) -> int | None:
        """Waits until it has ended; returns how."""
        await self._ended.wait()
        return self.returncode

    def tell(self, line: str) -> None:
        """Writes a line on its standard input."""
        os.write(self._stdin.fileno(), f"{line}\n".encode())

    def send_signal(self, sign: int) -> None:
        """Sends it a signal, unless it has ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # it has, and nobody has heard of it yet
                os.kill(self.pid, sign)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._ended.set()


async def forked(
    *command: str, env: Mapping[str, str], cwd: Path, stdout: int | IO[bytes] = PIPE, stderr: int | IO[bytes] = PIPE
) -> Forked:
    """Does what ``asyncio.create_subprocess_exec`` does with ``python -m program …``; its output goes to pipes or files."""
    _, _, program, *arguments = command
    readers, writers = zip(*[await _stream(where) for where in (stdout, stderr)], strict=True)
    heard, told = _CONTEXT.Pipe(duplex=False)
    theirs = (heard, *writers)
    process = _CONTEXT.Process(target=_run, args=(program, arguments, dict(env), cwd, *theirs), daemon=True)
    process.start()
    for end in theirs:
        end.close()
    return Forked(process, told, *readers)


async def _stream(where: int | IO[bytes]) -> tuple[asyncio.StreamReader | None, Connection]:
    """What reads a stream of the process, and what writes it."""
    if not isinstance(where, int):
        return None, Connection(os.dup(where.fileno()), readable=False)
    ends, writes = os.pipe()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(ends, "rb"))
    return reader, Connection(writes, readable=False)


def _run(program: str, arguments: Sequence[str], env: Mapping[str, str], folder: Path, *streams: Connection) -> None:
    """In the forked process: makes it the program. ``streams``: its standard input, output and error."""
    for stream, end in enumerate(streams):
        os.dup2(end.fileno(), stream)
        end.close()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", 1, encoding="utf-8", closefd=False) for stream in (1, 2))
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    sys.argv[1:] = arguments
    runpy.run_module(program, run_name="__main__", alter_sys=True)
