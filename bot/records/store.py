"""The records of all workspaces in a database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, delete, insert

from bot.records.clock import Clock
from bot.records.database import Database
from bot.records.memory import StoreInMemory
from bot.records.model import CLAIM_SECONDS, RECENT_DAYS, Abandoned, NotKept, Records
from bot.records.requests import Requests
from bot.records.rows import Rows
from bot.records.spare import Spared
from bot.records.tables import claims, conversations, metadata, questions, recents, requests, states

TIDY_SECONDS = 3600.0

log = logging.getLogger(__name__)


class SqlStore:
    """Records in a database, which the memory of this process stands in for while it fails."""

    def __init__(self, database: Database, question_days: int, clock: Callable[[], float] | None = None) -> None:
        """``question_days``: how long unanswered questions are kept; 0: not at all.

        ``clock``: in the place of this machine's, and of the database's own.
        """
        self.database = database
        self._question_days = question_days
        self._clock = Clock(clock)
        self._spare = StoreInMemory(self._clock.now)
        self._requests = Requests(database, self._clock)
        self._tidying: asyncio.Task[None] | None = None
        self._next: asyncio.TimerHandle | None = None
        self._probe = f"probe:{secrets.token_hex(8)}"

    def of(self, team: str) -> Records:
        """The records of the workspace with this id."""
        rows = Rows(self.database, team, self._question_days, self._clock)
        return Spared(team, rows, self._requests, self._spare.of(team))

    async def take_over(self) -> list[Abandoned]:
        """Holds what this process is at work on, and takes over what no process holds any more; nothing where that fails."""
        try:
            return await self._requests.take_over()
        except NotKept as error:
            log.debug("Nothing could be taken over: %s", error)  # that it does not work is logged already
            return []

    async def forget(self, team: str) -> None:
        """Deletes all that is kept of a workspace. Raises NotKept."""
        await self._spare.forget(team)

        def forget(connection: Connection) -> None:
            for table in metadata.sorted_tables:
                if "team" in table.c:
                    connection.execute(delete(table).where(table.c.team == team))

        await self.database.run(forget)

    async def probe(self) -> None:
        """Keeps something that nobody needs. Raises NotKept."""

        def write(connection: Connection) -> None:
            connection.execute(delete(claims).where(claims.c.team == "", claims.c.key == self._probe))
            connection.execute(insert(claims).values(team="", key=self._probe, until=self._clock.now()))

        await self.database.run(write, lasting=False)

    @property
    def failures(self) -> int:
        """How often keeping or reading something failed."""
        return self.database.failures

    async def tidy(self) -> None:
        """Deletes whatever has had its time. Raises NotKept."""
        now = self._clock.now()
        over = (
            delete(questions).where(questions.c.asked_on <= self.first_day()),
            delete(recents).where(recents.c.at < now - RECENT_DAYS * 24 * 3600),
            delete(requests).where(requests.c.until <= now, requests.c.body.is_(None)),
            delete(requests).where(requests.c.until <= now - CLAIM_SECONDS),  # nobody was there for so long
            delete(conversations).where(conversations.c.until <= now),
            delete(states).where(states.c.expire_at <= datetime.fromtimestamp(now, UTC).replace(tzinfo=None)),
        )

        def tidy(connection: Connection) -> None:
            connection.execute(delete(claims).where(claims.c.until <= self._clock.shared(connection)))
            for statement in over:
                connection.execute(statement)

        await self.database.run(tidy)

    def first_day(self) -> date:
        """The latest day of which no question is kept any more."""
        return datetime.fromtimestamp(self._clock.now(), UTC).date() - timedelta(days=self._question_days)

    def stay_tidy(self) -> None:
        """Tidies now and every hour, until it is closed. What fails is tried again then."""
        loop = asyncio.get_running_loop()
        self._tidying = loop.create_task(self._try_to_tidy())
        self._next = loop.call_later(TIDY_SECONDS, self.stay_tidy)  # no task, for which the stopping would wait

    async def _try_to_tidy(self) -> None:
        try:
            await self.tidy()
        except NotKept as error:
            log.debug("The store could not be tidied: %s", error)  # that it does not work is logged already

    async def close(self) -> None:
        """Lets what is under way end, leaves to others what is not answered, and closes the database."""
        if self._next and self._tidying:
            self._next.cancel()
            await asyncio.wait((self._tidying,))
        with contextlib.suppress(NotKept):  # others take it over all the same, a little later
            await self._requests.put_off_all()
        await self.database.close()
