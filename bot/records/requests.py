"""Requests that somebody waits for an answer to: kept until it is given, and taken over when the process giving it has died.

A process *holds* what it is at work on by saying so again and again. What nobody holds any more is anybody's.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, tuple_, update

from bot.records.clock import Clock
from bot.records.database import Database
from bot.records.model import CLAIM_SECONDS, LEASE_SECONDS, Abandoned
from bot.records.statements import upsert
from bot.records.tables import requests

AT_ONCE = 20
"""How many are taken over at a time, so that several processes share them."""

Id = tuple[str, str]
"""Team and key."""

_id = tuple_(requests.c.team, requests.c.key)


@dataclass
class Requests:
    """The requests of all workspaces, as one process sees them. A method raises NotKept when the database does not work."""

    database: Database
    clock: Clock
    holder: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Names this process."""
    _here: dict[Id, float] = field(default_factory=dict)
    """What this process is at work on, and when the store last agreed to that."""
    _over: set[Id] = field(default_factory=set)
    """What it has answered, and the store does not know it yet."""

    async def begin(self, team: str, key: str, body: dict[str, Any]) -> bool:
        """Keeps a request that this process is at work on; False when it is there already, answered or not."""
        if (team, key) in self._here:  # delivered again because there is much to do: no reason to do more
            return False
        row = {"team": team, "key": key, "body": body, "holder": self.holder, "attempt": 1}

        def keep(connection: Connection) -> bool:
            now = self.clock.shared(connection)
            answered_long_ago = (requests.c.until <= now) & requests.c.body.is_(None)
            statement = upsert(connection, requests, where=answered_long_ago).returning(requests.c.key)
            return connection.execute(statement.values(row | {"until": now + LEASE_SECONDS})).first() is not None

        asked = self.clock.now()
        begun = await self.database.run(keep, lasting=False)
        if begun:
            self._here[team, key] = asked
        return begun

    async def holds(self, team: str, key: str) -> bool:
        """Whether nobody has taken over what this process began: while it slept, another may have."""
        agreed = self._here.get((team, key))
        if agreed is None or self.clock.now() - agreed < LEASE_SECONDS:
            return True
        row = requests.c
        ours = select(row.key).where(row.team == team, row.key == key, row.holder == self.holder, row.body.is_not(None))
        held = await self.database.run(lambda connection: connection.scalar(ours), lasting=False) is not None
        if not held:
            self._here.pop((team, key), None)
        return held

    async def end(self, team: str, key: str) -> None:
        """Forgets what was asked, and remembers that it was answered; later, where the database does not work now.

        Of what this process is not at work on it does nothing.
        """
        if self._here.pop((team, key), None) is None:
            return
        self._over.add((team, key))
        over = tuple(self._over)
        await self.database.run(lambda connection: self._end(connection, over), lasting=False)
        self._over.difference_update(over)

    async def put_off(self, team: str, key: str, seconds: float) -> None:
        """Holds it no more, and lets nobody take it over for so long."""
        self._here.pop((team, key), None)
        await self.database.run(lambda connection: self._put_off(connection, ((team, key),), seconds), lasting=False)

    async def put_off_all(self) -> None:
        """Lets others take over at once all that this process is at work on."""
        if here := tuple(self._here):
            self._here.clear()
            await self.database.run(lambda connection: self._put_off(connection, here, 0), lasting=False)

    async def take_over(self) -> list[Abandoned]:
        """Goes on holding what this process is at work on, and takes over what nobody holds."""
        here, over = tuple(self._here), tuple(self._over)

        def work(connection: Connection) -> tuple[list[Id], list[Abandoned]]:
            self._end(connection, over)
            return self._put_off(connection, here, LEASE_SECONDS), self._take(connection)

        now = self.clock.now()
        held, taken = await self.database.run(work, lasting=False)
        self._over.difference_update(over)
        self._here |= {id: now for id in held if id in self._here}  # not what was ended meanwhile
        self._here |= {(request.team, request.key): now for request in taken}
        return taken

    def _end(self, connection: Connection, over: Collection[Id]) -> None:
        until = self.clock.now() + CLAIM_SECONDS
        rows = [
            {"team": team, "key": key, "body": None, "holder": "", "attempt": 1, "until": until}
            for team, key in sorted(over)  # so that two processes cannot wait for each other
        ]
        if rows:
            connection.execute(upsert(connection, requests), rows)

    def _put_off(self, connection: Connection, ids: Collection[Id], seconds: float) -> list[Id]:
        """Nobody takes these over for so long; returns those of them that are still this process's."""
        if not ids:
            return []
        ours = (requests.c.holder == self.holder) & _id.in_(ids) & requests.c.body.is_not(None)
        putting = update(requests).where(ours).values(until=self.clock.shared(connection) + seconds)
        return [(team, key) for team, key in connection.execute(putting.returning(requests.c.team, requests.c.key))]

    def _take(self, connection: Connection) -> list[Abandoned]:
        now, row = self.clock.shared(connection), requests.c
        free = select(row.team, row.key).where(row.body.is_not(None), row.until <= now).order_by(row.until).limit(AT_ONCE)
        taking = (
            update(requests)
            .where(_id.in_(free.with_for_update(skip_locked=True)))
            .values(holder=self.holder, until=now + LEASE_SECONDS, attempt=row.attempt + 1)
            .returning(row.team, row.key, row.body, row.attempt)
        )
        return [Abandoned(*found) for found in connection.execute(taking)]
