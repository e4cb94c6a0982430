"""What the bot remembers between events, kept in this process and bounded. A store can stand in behind the same words."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Protocol


class Claims(Protocol):
    """Who takes what first: keeps a thing from being done twice."""

    async def claim(self, *keys: str) -> bool:
        """Takes all the keys; False, and no key taken, when any of them is taken already."""

    async def release(self, *keys: str) -> None:
        """Gives the keys back, so that the thing can be tried again."""


class Conversations(Protocol):
    """Which entries a conversation was last about."""

    async def recall(self, key: str) -> tuple[str, ...]:
        """Ids of the entries last answered there, best first; empty when there are none or they are long past."""

    async def remember(self, key: str, entries: tuple[str, ...]) -> None:
        """Keeps the entries as the conversation's latest."""


class ClaimsInMemory:
    """Claims of this process; the oldest are forgotten first."""

    def __init__(self, limit: int = 20_000) -> None:
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._limit = limit

    async def claim(self, *keys: str) -> bool:
        if any(key in self._taken for key in keys):
            return False
        self._taken.update(dict.fromkeys(keys))
        while len(self._taken) > self._limit:
            self._taken.popitem(last=False)
        return True

    async def release(self, *keys: str) -> None:
        for key in keys:
            self._taken.pop(key, None)


class ConversationsInMemory:
    """Conversations of this process; the longest unused are forgotten first, and any after a working day."""

    def __init__(self, limit: int = 5_000, seconds: float = 8 * 3600) -> None:
        self._kept: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()
        self._limit = limit
        self._seconds = seconds

    async def recall(self, key: str) -> tuple[str, ...]:
        since, entries = self._kept.get(key, (0.0, ()))
        return entries if time.monotonic() - since < self._seconds else ()

    async def remember(self, key: str, entries: tuple[str, ...]) -> None:
        self._kept[key] = (time.monotonic(), entries)
        self._kept.move_to_end(key)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
