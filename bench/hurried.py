"""The bot with all its patience shortened, so that a storm of faults is over in a minute: ``python -m bench.hurried run``.

``STORE_SLOW`` (seconds) makes every transaction of its store take so much longer; ``FILES_FULL`` (bytes) lets no file grow
further than that, as on a full disk.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from typing import Any

from bot.cli import main
from bot.records import database, requests
from bot.slack.connecting import reaching, socketmode
from bot.slack.conversing import once
from bot.slack.sending import delivering


def hurry() -> None:
    """Shortens every time that a fault is waited out for."""
    vars(requests)["LEASE_SECONDS"] = 4.0
    once.LOOK_SECONDS = 1.0
    once.LATER_SECONDS = 2.0
    database.PAUSE_SECONDS = 1.0
    socketmode.PING_SECONDS = 1.0
    socketmode.STEADY_SECONDS = 1.0
    reaching.LONGEST_PAUSE = 0.5
    delivering.FIRST_PAUSE = 0.2
    delivering.LONGEST_PAUSE = 2.0


def slow_down(seconds: float) -> None:
    """Makes every transaction take so much longer."""
    quickly: Callable[..., Any] = database._transaction

    def slowly(*arguments: Any) -> Any:
        time.sleep(seconds)
        return quickly(*arguments)

    vars(database)["_transaction"] = slowly


def fill(limit: int) -> None:
    """Lets no file grow further than to so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


if __name__ == "__main__":
    hurry()
    if seconds := float(os.environ.get("STORE_SLOW", 0)):
        slow_down(seconds)
    if limit := int(os.environ.get("FILES_FULL", 0)):
        fill(limit)
    main()
