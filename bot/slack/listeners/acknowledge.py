"""Slack waits three seconds for a sign that an interaction has arrived: it gets it before anything else is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck


async def acknowledge(ack: AsyncAck, next: Callable[[], Awaitable[None]]) -> None:
    """Acknowledges, then lets the listener run.

    Not left to the listeners: Bolt loses the acknowledgement of one that fails right after it, and asks the next one.
    """
    await ack()
    await next()
