"""Records of which nobody notices that their store fails, as far as that is honest."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar

from bot.records.memory import RecordsInMemory
from bot.records.model import CLAIM_SECONDS, Listening, NotKept, Report, Unanswered, Vote
from bot.records.requests import Requests
from bot.records.rows import Rows

T = TypeVar("T")


class Spared:
    """The records of one workspace, kept in a store that may fail.

    What is needed to answer is also in this process's memory, which does while the store fails. What a person waits to hear
    was kept is refused then.
    """

    def __init__(self, team: str, kept: Rows, requests: Requests, spare: RecordsInMemory) -> None:
        self._team = team
        self._kept = kept
        self._requests = requests
        self._spare = spare

    async def claim(self, *keys: str, seconds: float = CLAIM_SECONDS) -> bool:
        if not await self._spare.claim(*keys, seconds=seconds):
            return False
        taken = await _or(True, self._kept.claim(*keys, seconds=seconds))
        if not taken:
            await self._spare.release(*keys)  # another process has them, and may give them back
        return taken

    async def release(self, *keys: str) -> None:
        await self._spare.release(*keys)
        await _or(None, self._kept.release(*keys))

    async def begin(self, key: str, body: dict[str, Any]) -> bool:
        if not await self._spare.begin(key, body):
            return False
        begun = await _or(True, self._requests.begin(self._team, key, body))
        if not begun:
            await self._spare.put_off(key, 0)  # another process is at work on it, and may give it up
        return begun

    async def holds(self, key: str) -> bool:
        return await _or(True, self._requests.holds(self._team, key))

    async def end(self, key: str) -> None:
        await self._spare.end(key)
        await _or(None, self._requests.end(self._team, key))

    async def put_off(self, key: str, seconds: float) -> None:
        await self._spare.put_off(key, seconds)
        await _or(None, self._requests.put_off(self._team, key, seconds))

    async def recall(self, *conversations: str) -> tuple[str, ...]:
        return await _or((), self._kept.recall(*conversations)) or await self._spare.recall(*conversations)

    async def remember(self, about: tuple[str, ...], *conversations: str) -> None:
        await self._spare.remember(about, *conversations)
        await _or(None, self._kept.remember(about, *conversations))

    async def vote(self, vote: Vote) -> None:
        await self._kept.vote(vote)

    async def report(self, report: Report, form: str) -> bool:
        return await self._kept.report(report, form)

    async def unanswered(self, question: Unanswered) -> None:
        await _or(None, self._kept.unanswered(question))

    async def listening(self, channel: str) -> Listening:
        off: Listening = "off"  # silence, where it cannot be told
        return await _or(off, self._kept.listening(channel))

    async def set_listening(self, channel: str, listening: Listening) -> None:
        await self._kept.set_listening(channel, listening)

    async def pins(self, person: str) -> tuple[str, ...]:
        return await _or((), self._kept.pins(person))

    async def pin(self, person: str, entry: str) -> None:
        await self._kept.pin(person, entry)

    async def unpin(self, person: str, entry: str) -> None:
        await self._kept.unpin(person, entry)

    async def recents(self, person: str) -> tuple[str, ...]:
        return await _or((), self._kept.recents(person))

    async def visited(self, person: str, entry: str) -> None:
        await _or(None, self._kept.visited(person, entry))


async def _or(otherwise: T, work: Awaitable[T]) -> T:
    """What comes of the work, or something else where the store fails, which the database has logged by then."""
    try:
        return await work
    except NotKept:
        return otherwise
