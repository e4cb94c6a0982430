"""Records kept in this process only, and bounded: for tests, and to make do with while the store fails."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from bot.records.model import (
    CLAIM_SECONDS,
    CONVERSATION_SECONDS,
    RECENT,
    Abandoned,
    Listening,
    Report,
    Unanswered,
    Vote,
    reporting,
)

CLAIMS = 20_000
CONVERSATIONS = 5_000
"""How many are kept; the oldest are forgotten first."""


class RecordsInMemory:
    """The records of one workspace in this process. Fields are open to look at."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._claims: OrderedDict[str, float] = OrderedDict()
        """Key → until when it is taken."""
        self._conversations: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()
        """Key → until when it is remembered, and what it is about."""
        self.votes: dict[tuple[str, str, str], bool] = {}
        """Person, entry and attribute → whether it worked."""
        self.reports: list[Report] = []
        self.questions: list[Unanswered] = []
        self._listening: dict[str, Listening] = {}
        self._pins: dict[str, list[str]] = {}
        self._recents: dict[str, list[str]] = {}

    async def claim(self, *keys: str, seconds: float = CLAIM_SECONDS) -> bool:
        now = self._clock()
        if any(self._claims.get(key, now) > now for key in keys):
            return False
        for key in keys:
            self._claims[key] = now + seconds
            self._claims.move_to_end(key)
        while len(self._claims) > CLAIMS:
            self._claims.popitem(last=False)
        return True

    async def release(self, *keys: str) -> None:
        for key in keys:
            self._claims.pop(key, None)

    async def begin(self, key: str, body: dict[str, Any]) -> bool:
        return await self.claim(key)

    async def holds(self, key: str) -> bool:
        """Always: there is no other process."""
        return True

    async def end(self, key: str) -> None:
        """Nothing to do: that it was begun is remembered anyway, and the request itself was never kept."""

    async def put_off(self, key: str, seconds: float) -> None:
        await self.release(key)

    async def recall(self, *conversations: str) -> tuple[str, ...]:
        kept = (self._conversations.get(conversation, (0.0, ())) for conversation in conversations)
        return next((about for until, about in kept if about and self._clock() < until), ())

    async def remember(self, about: tuple[str, ...], *conversations: str) -> None:
        for conversation in conversations:
            self._conversations[conversation] = (self._clock() + CONVERSATION_SECONDS, about)
            self._conversations.move_to_end(conversation)
        while len(self._conversations) > CONVERSATIONS:
            self._conversations.popitem(last=False)

    async def vote(self, vote: Vote) -> None:
        self.votes[vote.person, vote.entry, vote.attribute] = vote.worked

    async def report(self, report: Report, form: str) -> bool:
        kept = await self.claim(reporting(form))
        if kept:
            self.reports.append(report)
        return kept

    async def unanswered(self, question: Unanswered) -> None:
        self.questions.append(question)

    async def listening(self, channel: str) -> Listening:
        return self._listening.get(channel, "off")

    async def set_listening(self, channel: str, listening: Listening) -> None:
        self._listening[channel] = listening

    async def pins(self, person: str) -> tuple[str, ...]:
        return tuple(self._pins.get(person, ()))

    async def pin(self, person: str, entry: str) -> None:
        pins = self._pins.setdefault(person, [])
        if entry not in pins:
            pins.insert(0, entry)

    async def unpin(self, person: str, entry: str) -> None:
        self._pins[person] = [pinned for pinned in self._pins.get(person, ()) if pinned != entry]

    async def recents(self, person: str) -> tuple[str, ...]:
        return tuple(self._recents.get(person, ()))

    async def visited(self, person: str, entry: str) -> None:
        others = [other for other in self._recents.get(person, ()) if other != entry]
        self._recents[person] = [entry, *others][:RECENT]


class StoreInMemory:
    """The records of all workspaces in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._teams: dict[str, RecordsInMemory] = {}

    def of(self, team: str) -> RecordsInMemory:
        """The records of the workspace with this id."""
        return self._teams.setdefault(team, RecordsInMemory(self._clock))

    async def take_over(self) -> list[Abandoned]:
        """Nothing: with the process goes all that it was at work on."""
        return []

    async def forget(self, team: str) -> None:
        """Deletes all that is kept of a workspace."""
        self._teams.pop(team, None)

    async def probe(self) -> None:
        """Always works."""

    failures = 0
    """Never any."""
