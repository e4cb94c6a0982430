"""Whose turn it is, in the order of coming: to be answered, a few at a time; and to post, in each channel one by one.

Slack takes about one message a second in a channel: whoever comes sooner waits there, and no other channel with it. Of many
questions at once those that wait cost nothing, so that what comes next is still acknowledged at once.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Hashable

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sending.workspaces import workspace_of

ANSWERING = "answering"
"""Names the queue of questions, beside those of channels."""
AT_ONCE = 8
"""So many questions are answered at once."""
MOST = 1000
"""So many may wait in all queues together; of more, the one that waits longest goes without."""


class TooMany(Exception):
    """It waited longest when too many did, and will not be posted."""


class Queues:
    """A queue for each channel in which somebody posts now, and for whatever else is named."""

    def __init__(self) -> None:
        self._queues: dict[Hashable, deque[asyncio.Future[None]]] = {}
        """Who waits behind those whose turn it is."""
        self._inside: Counter[Hashable] = Counter()
        """How many these are."""
        self._waiting: OrderedDict[asyncio.Future[None], None] = OrderedDict()
        """All of them, the longest waiting first."""

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def turn(self, queue: Hashable, at_once: int = 1) -> Turn:
        """A place in the queue, from now on; so many have their turn at once."""
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._inside[queue] < at_once:
            self._inside[queue] += 1
            mine.set_result(None)
        else:
            self._queues.setdefault(queue, deque()).append(mine)
        return Turn(self, queue, mine)

    async def wait(self, mine: asyncio.Future[None]) -> None:
        """Waits for the turn of a place. Raises TooMany."""
        if not mine.done():
            self._waiting[mine] = None
        if len(self._waiting) > MOST:
            oldest, _ = self._waiting.popitem(last=False)
            oldest.set_exception(TooMany())
        try:
            await mine
        finally:
            self._waiting.pop(mine, None)

    def pass_on(self, queue: Hashable) -> None:
        """Gives the turn of one that is done to the next, who may be gone."""
        waiting = self._queues.get(queue)
        while waiting:
            first = waiting.popleft()
            if not first.done():
                self._waiting.pop(first, None)  # or it could still be sent away
                first.set_result(None)
                return
        self._queues.pop(queue, None)
        self._inside[queue] -= 1
        if not self._inside[queue]:
            del self._inside[queue]


class Turn:
    """A place in a queue. ``async with`` waits for its turn, which lasts until the block ends, and raises TooMany."""

    def __init__(self, queues: Queues, queue: Hashable, mine: asyncio.Future[None]) -> None:
        self._queues, self._queue, self._mine = queues, queue, mine
        self._left = False

    async def __aenter__(self) -> None:
        try:
            await self._queues.wait(self._mine)
        except BaseException:  # a cancelled one, too, would hold its place for ever
            self.close()
            raise

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the place, whether its turn has come or not; who has left it does nothing."""
        left, self._left = self._left, True
        if left or self._mine.cancel():
            return
        if not self._mine.cancelled() and self._mine.exception() is None:
            self._queues.pass_on(self._queue)


QUEUES = Queues()
"""Those of this process: Slack counts by channel, whoever posts."""


def turn_in(client: AsyncWebClient, channel: str) -> Turn:
    """A place, from now on, among what is posted in a channel of the workspace that the client calls Slack for."""
    return QUEUES.turn((workspace_of(client), channel))
