"""The database behind the store: a file, or PostgreSQL. Says whether it works, and keeps from it while it does not."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DataError, DBAPIError

from bot.records.migrations import migrate
from bot.records.model import NotKept

FILE = "records.sqlite3"
LOCKED_SECONDS = 2.0
"""How long is waited for somebody else's lock, or for an answer: Slack waits three seconds for what is kept meanwhile."""
PAUSE_SECONDS = 10.0
"""How long the database is left alone after it failed, so that nobody waits for it again and again."""
CONNECTIONS = 5
"""How many connections to PostgreSQL a process has at most."""

_UNFIT = (DataError, UnicodeEncodeError)
"""What is wrong with what was to be kept, not with the database."""
_FAILURES = (DBAPIError, CommandError, OSError, *_UNFIT)

_DETAILS = re.compile(r"\n(?:DETAIL|CONTEXT|HINT|LINE)\b")
"""Where PostgreSQL begins to quote."""

T = TypeVar("T")
log = logging.getLogger(__name__)


def address(folder: Path, url: str | None) -> URL:
    """The database that settings name: PostgreSQL by its URL, else the file in the data folder.

    Raises:
        ArgumentError, ValueError: the URL cannot be read.
    """
    if url:
        return make_url(url).set(drivername="postgresql+psycopg")
    return URL.create("sqlite", database=str(folder / FILE))


class Database:
    """A database that is opened, and its tables made or brought up to date, when it is first used."""

    def __init__(self, url: URL, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self.file = Path(url.database) if url.drivername == "sqlite" and url.database else None
        """The file that it is in; None: it is in none."""
        self._clock = clock
        self._lasting, self._passing = (_in_file(url, "FULL"), _in_file(url, "NORMAL")) if self.file else _on_server(url)
        self._lock = threading.Lock()
        self._open = False
        self._failed_at: float | None = None
        self._reason = ""
        self.failures = 0
        """How often a transaction failed that a bot goes on without."""

    async def attempt(self, work: Callable[[Connection], T], lasting: bool = True) -> T:
        """Does the work in one transaction, in a thread; when this returns, all of it is done safely, and nothing of it when
        this raises.

        ``lasting``: it survives even a power cut a moment later, which takes a file longer.

        Raises:
            NotKept: the database does not work.
        """
        return await (self._lasting if lasting else self._passing).run(lambda engine: self._attempt(engine, work))

    async def run(self, work: Callable[[Connection], T], lasting: bool = True) -> T:
        """The same, for a bot that goes on: what fails is logged, once until it works again, and not tried for a while."""
        return await (self._lasting if lasting else self._passing).run(lambda engine: self._run(engine, work))

    async def close(self) -> None:
        """Lets what is under way end, and closes it."""
        await self._lasting.close()
        await self._passing.close()

    def _attempt(self, engine: Engine, work: Callable[[Connection], T]) -> T:
        try:
            with self._lock:
                if not self._open:
                    self._make_ready(engine)
                    self._open = True
            return _transaction(engine, work)
        except _FAILURES as error:
            where = self.file or self.url.render_as_string(hide_password=True)
            fault = "does not take it" if isinstance(error, _UNFIT) else "does not work"
            raise NotKept(f"The store at {where} {fault}: {_reason(error)}") from error

    def _run(self, engine: Engine, work: Callable[[Connection], T]) -> T:
        # looked at here, in the thread, so that all who wait in line for it are told at once
        if self._failed_at is not None and self._clock() - self._failed_at < PAUSE_SECONDS:
            raise NotKept(f"{self._reason} (a moment ago)")
        try:
            done = self._attempt(engine, work)
        except NotKept as failed:
            if isinstance(failed.__cause__, _UNFIT):
                log.error("Something cannot be kept. %s", failed)
                raise
            self._reason = str(failed)
            if self._now_failed_at(self._clock()) is None:
                log.error(
                    "%s. Answers go on; what people tell or set is refused, and questions are lost, until it does", failed
                )
            raise
        if self._failed_at is not None and self._now_failed_at(None) is not None:
            log.info("The store works again")
        return done

    def _now_failed_at(self, instant: float | None) -> float | None:
        """Keeps when it failed last, or that it works; returns what was kept before."""
        with self._lock:
            before, self._failed_at = self._failed_at, instant
            self.failures += instant is not None
            return before

    def _make_ready(self, engine: Engine) -> None:
        """Sees to it that the file, its folder and all tables are there."""
        if self.file:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)  # it may hold tokens
        _transaction(engine, migrate)


class _Threads:
    """Threads in which an engine works: SQLAlchemy's own asyncio changes threads five times in each transaction."""

    def __init__(self, engine: Engine, number: int) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(number, thread_name_prefix="records")

    async def run(self, work: Callable[[Engine], T]) -> T:
        """Does the work in one of them, each piece of it after the other where there is one only."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, self._engine)

    async def close(self) -> None:
        """Lets what is under way end, and closes the connections."""
        await asyncio.to_thread(self._pool.shutdown)
        self._engine.dispose()


def _transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def _in_file(url: URL, synchronous: str) -> _Threads:
    """One connection to a file: what one process does waits in order, which the file's lock would not see to."""
    engine = create_engine(url, hide_parameters=True, pool_size=1, max_overflow=0, pool_reset_on_return=None)
    event.listen(engine, "connect", _pragmas(synchronous))
    return _Threads(engine, 1)


def _on_server(url: URL) -> tuple[_Threads, _Threads]:
    """Connections to PostgreSQL, which makes no difference of what lasts."""
    milliseconds = round(LOCKED_SECONDS * 1000)
    asked = {
        "application_name": "directory-bot",
        "connect_timeout": max(2, round(LOCKED_SECONDS)),
        "tcp_user_timeout": milliseconds,
        "options": f"-c statement_timeout={milliseconds}",
    }
    engine = create_engine(url, connect_args=asked, hide_parameters=True, pool_pre_ping=True, pool_size=CONNECTIONS)
    threads = _Threads(engine, CONNECTIONS)
    return threads, threads


def _pragmas(synchronous: str) -> Callable[[Any, Any], None]:
    """Sets up each connection to a file: readers and a writer at once, the writer waiting for its turn."""

    def set_up(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(LOCKED_SECONDS * 1000)}")
        _write_ahead(cursor)
        cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left lying in the file
        cursor.close()

    return set_up


def _write_ahead(cursor: Any) -> None:
    """Sets write-ahead logging, which the file keeps; SQLite waits for nobody here, so it is tried again."""
    until = time.monotonic() + LOCKED_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _reason(error: Exception) -> str:
    """Why, in one line, without what was to be kept."""
    if isinstance(error, CommandError):
        return f"its tables were made by another version of the program ({error})"
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    told = _DETAILS.split(str(cause))[0]
    return " ".join(told.split()).rstrip(".") or type(cause).__name__
