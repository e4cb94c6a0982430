"""The bot's process, watched: it ends, says why, and is started again."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot.workspace.doing.outbound import Impossible
from bot.workspace.process import LAST_LINES, BotProcess

TALKS_AND_DIES = "import sys; [print('line', n, file=sys.stderr) for n in range(30)]; sys.exit(3)"
STAYS = "import time; time.sleep(60)"
STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", file=sys.stderr, flush=True)
time.sleep(60)
"""


async def ended(process: BotProcess) -> None:
    """Wait until it has ended."""
    changed = asyncio.Event()
    process.listen(changed.set)
    while process.state != "ended":
        changed.clear()
        await changed.wait()


async def test_its_end_is_shown_with_status_and_last_lines(capfd: pytest.CaptureFixture[str]) -> None:
    process = BotProcess()
    assert process.shown() == {"state": "none", "status": None, "said": ""}
    await process.start([sys.executable, "-c", TALKS_AND_DIES], {})
    assert process.state == "running"
    await ended(process)
    shown = process.shown()
    assert (shown["state"], shown["status"]) == ("ended", 3)
    assert shown["said"].splitlines() == [f"line {number}" for number in range(30 - LAST_LINES, 30)]
    assert "line 0" in capfd.readouterr().err, "all of it is passed on"


async def test_it_is_started_again_and_stopped() -> None:
    process = BotProcess()
    await process.start([sys.executable, "-c", STAYS], {})
    await process.restart()
    assert process.state == "running"
    await process.stop()
    assert (process.state, process.status) == ("ended", -15)
    await process.restart()
    assert process.state == "running" and process.shown()["said"] == ""
    await process.stop()


async def test_one_that_does_not_listen_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.workspace.process.STOP_SECONDS", 0.1)
    process = BotProcess()
    await process.start([sys.executable, "-c", STUBBORN], {})
    while not process.shown()["said"]:
        await asyncio.sleep(0.01)
    await process.stop()
    assert process.status == -9


async def test_what_was_not_started_here_is_not_started_again() -> None:
    with pytest.raises(Impossible, match="not started from here"):
        await BotProcess().restart()
