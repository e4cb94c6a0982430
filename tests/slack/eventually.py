"""Waiting for something that the app does after it has acknowledged."""

from __future__ import annotations

import asyncio

from bot.workspace import Workspace
from bot.workspace.carrying.record import Entry


async def called(slack: Workspace, method: str, times: int = 1, within: float = 30.0) -> list[Entry]:
    """The app's calls of a Web API method, once there are so many that are answered.

    Raises:
        TimeoutError: there are fewer in time.
    """
    async with asyncio.timeout(within):
        while len(calls := [call for call in slack.record.calls(method) if call.took_ms is not None]) < times:
            await asyncio.sleep(0.01)
    return calls


async def settled(slack: Workspace, method: str, within: float = 0.3) -> None:
    """Waits until all events are acknowledged, and gives the app time for a call that it should not make."""
    await slack.delivery.settled()
    try:
        await called(slack, method, within=within)
    except TimeoutError:
        return
    raise AssertionError(f"{method} was called")
