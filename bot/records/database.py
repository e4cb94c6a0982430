"""The database behind the store: a file, or PostgreSQL. Says whether it works, and keeps from it while it does not."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.records.migrations import migrate
from bot.records.model import NotKept

FILE = "records.sqlite3"
LOCKED_SECONDS = 5.0
"""How long is waited for somebody else's lock, or for an answer."""
PAUSE_SECONDS = 10.0
"""How long the database is left alone after it failed, so that nobody waits for it again and again."""

_FAILURES = (DBAPIError, PoolTimeout, CommandError, OSError)

log = logging.getLogger(__name__)


def address(folder: Path, url: str | None) -> URL:
    """The database that settings name: PostgreSQL by its URL, else the file in the data folder."""
    if url:
        return make_url(url).set(drivername="postgresql+psycopg")
    return URL.create("sqlite+aiosqlite", database=str(folder / FILE))


class Database:
    """A database that is opened, and its tables made or brought up to date, when it is first used."""

    def __init__(self, url: URL, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self._clock = clock
        self._lasting, self._passing = _engines(url)
        self._opening = asyncio.Lock()
        self._open = False
        self._failed_at: float | None = None

    @property
    def file(self) -> Path | None:
        """The file that it is in; None: it is no file."""
        return Path(self.url.database) if self.url.drivername.startswith("sqlite") and self.url.database else None

    @contextlib.asynccontextmanager
    async def begin(self, lasting: bool = True) -> AsyncIterator[AsyncConnection]:
        """What is done on the connection is done wholly and safely when this ends well, and not at all otherwise.

        ``lasting``: it survives even a power cut a moment later, which takes a file longer.

        Raises:
            NotKept: the database does not work.
        """
        try:
            await self._opened()
            async with (self._lasting if lasting else self._passing).begin() as connection:
                yield connection
        except _FAILURES as error:
            where = self.file or self.url.render_as_string(hide_password=True)
            raise NotKept(f"The store at {where} does not work: {_reason(error)}") from error

    @contextlib.asynccontextmanager
    async def transaction(self, lasting: bool = True) -> AsyncIterator[AsyncConnection]:
        """The same, for a bot that goes on: what fails is logged, once until it works again, and not tried for a while."""
        if self._failed_at is not None and self._clock() - self._failed_at < PAUSE_SECONDS:
            raise NotKept("The store did not work a moment ago")
        try:
            async with self.begin(lasting) as connection:
                yield connection
        except NotKept as failed:
            if self._failed_at is None:
                log.error(
                    "%s. Answers go on; what people tell or set is refused, and questions are lost, until it does", failed
                )
            self._failed_at = self._clock()
            raise
        if self._failed_at is not None:
            self._failed_at = None
            log.info("The store works again")

    async def close(self) -> None:
        """Closes it; it opens again when it is used again."""
        await self._lasting.dispose()
        await self._passing.dispose()

    async def _opened(self) -> None:
        """Sees to it that the file's folder and all tables are there."""
        async with self._opening:
            if not self._open:
                if self.file:
                    self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                async with self._lasting.begin() as connection:
                    await connection.run_sync(migrate)
                self._open = True


def _engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """What runs lasting and passing transactions."""
    if not url.drivername.startswith("sqlite"):
        milliseconds = round(LOCKED_SECONDS * 1000)
        asked = {
            "application_name": "directory-bot",
            "connect_timeout": max(2, round(LOCKED_SECONDS)),
            "tcp_user_timeout": milliseconds,
            "options": f"-c statement_timeout={milliseconds}",
        }
        engine = create_async_engine(
            url, connect_args=asked, hide_parameters=True, pool_pre_ping=True, pool_timeout=LOCKED_SECONDS
        )
        return engine, engine
    # one connection each: those of one process wait for one another in order, which locks do not see to
    lasting, passing = (
        create_async_engine(url, hide_parameters=True, pool_size=1, max_overflow=0, pool_timeout=2 * LOCKED_SECONDS)
        for _ in range(2)
    )
    event.listen(lasting.sync_engine, "connect", _pragmas("FULL"))
    event.listen(passing.sync_engine, "connect", _pragmas("NORMAL"))
    return lasting, passing


def _pragmas(synchronous: str) -> Callable[[Any, Any], None]:
    """Sets up each connection to a file: readers and a writer at once, the writer waiting for its turn."""

    def set_up(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(LOCKED_SECONDS * 1000)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.close()

    return set_up


def _reason(error: Exception) -> str:
    """Why, in one line, without what was to be kept."""
    if isinstance(error, CommandError):
        return f"its tables were made by another version of the program ({error})"
    if isinstance(error, PoolTimeout):
        return "it does not keep up"
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(str(cause).split()) or type(cause).__name__
