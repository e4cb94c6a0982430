"""Slack out of reach: called again until it answers, or until the bot is told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.slack.connecting.starting import OTHER, StartError, first
from bot.slack.sending.retrying import pause

FIRST_PAUSE = 0.25
"""About how long is waited after the first attempt that failed: who types a slash command waits for three seconds."""
LONGEST_PAUSE = 5.0
"""About how long is waited at most between two attempts."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class Stopped(Exception):
    """The bot was told to stop while it waited for something."""


async def unless(stop: asyncio.Event, work: Awaitable[T]) -> T:
    """The result of what may take long. Raises Stopped, and lets go of it, as soon as ``stop`` is set."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Stopped
        return working.result()
    finally:
        stopping.cancel()
        if working.cancel():
            await asyncio.wait((working,))


async def reached(call: Callable[[], Awaitable[T]], variable: str, api_url: str) -> T:
    """The result of a first call to Slack, made again until it answers; that it does not is said once.

    Raises:
        StartError: Slack refuses the token that ``variable`` holds.
    """
    failures = 0
    while True:
        try:
            return await first(call(), variable, api_url)
        except StartError as error:
            if error.status != OTHER:
                raise
            if not failures:
                log.warning("%s. It is tried until it can be reached", error)
            failures += 1
        await asyncio.sleep(pause_after(failures))


def pause_after(failures: int) -> float:
    """Seconds to wait after so many attempts in a row that led to no connection, or a short one."""
    return pause(failures, FIRST_PAUSE, LONGEST_PAUSE)
