"""Whose turn it is to post: in each channel one after the other, in the order of coming, and no channel waits for another.

Slack takes about one message a second in a channel; whoever comes sooner waits, and all behind it with it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import AsyncIterator

MOST = 1000
"""So many may wait in all queues together; of more, the one that waits longest goes without."""


class TooMany(Exception):
    """It waited longest when too many did, and will not be posted."""


class Queues:
    """A queue for each channel in which somebody posts now."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[asyncio.Future[None]]] = {}
        """Who waits behind the one that posts."""
        self._waiting: OrderedDict[asyncio.Future[None], None] = OrderedDict()
        """All of them, the longest waiting first."""

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextlib.asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Waits for the turn to post in a channel, which lasts until the block ends. Raises TooMany."""
        if channel in self._queues:
            await self._wait(channel)
        else:
            self._queues[channel] = deque()
        try:
            yield
        finally:
            self._next(channel)

    async def _wait(self, channel: str) -> None:
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues[channel].append(mine)
        self._waiting[mine] = None
        if len(self._waiting) > MOST:
            oldest, _ = self._waiting.popitem(last=False)
            oldest.set_exception(TooMany())
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled() and mine.exception() is None:
                self._next(channel)  # it was cancelled just when its turn came
            raise
        finally:
            self._waiting.pop(mine, None)

    def _next(self, channel: str) -> None:
        queue = self._queues[channel]
        while queue:
            first = queue.popleft()
            if not first.done():
                self._waiting.pop(first, None)  # or it could still be sent away
                first.set_result(None)
                return
        del self._queues[channel]


QUEUES = Queues()
"""Those of this process: Slack counts by channel, whoever posts."""
