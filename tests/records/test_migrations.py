"""The tables of every version become those of this one, with all that is in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, create_engine, insert, select, text

from bot.records.database import Database, address
from bot.records.migrations import migrate
from bot.records.reading import read
from bot.records.store import SqlStore
from bot.records.tables import metadata
from tests.records import postgresql
from tests.records.conftest import Clock

FIRST = "0001"
ROWS_OF_THE_FIRST: dict[str, dict[str, Any]] = {
    "claims": {"team": "T1", "key": "event:1", "until": 9e9},
    "conversations": {"team": "T1", "conversation": "C1:", "entries": '["hall/whale"]', "until": 9e9},
    "votes": {"team": "T1", "person": "U1", "entry": "hall/whale", "attribute": "phone", "worked": True, "at": 1.79e9},
    "reports": {
        "team": "T1", "person": "U1", "entry": "hall/whale", "attribute": "", "value": "shut", "seen": "", "at": 1.79e9,
    },
    "questions": {
        "team": "T1", "text": "fax?", "outcome": "unknown", "cause": "fact", "entry": "hall/whale", "place": "",
        "kinds": "[]", "attributes": '["fax"]', "language": "en", "asked_on": "2026-11-22",
    },
    "channels": {"team": "T1", "channel": "C1", "listening": "on"},
    "pins": {"team": "T1", "person": "U1", "entry": "hall/whale", "at": 1.79e9},
    "recents": {"team": "T1", "person": "U1", "entry": "hall/whale", "at": 1.79e9},
}  # fmt: skip
"""A row of each table as the first version kept it."""


@pytest.fixture(params=["file", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """Where nothing was kept yet."""
    if request.param == "file":
        return address(tmp_path, None)
    server: postgresql.Server = request.getfixturevalue("server")
    return address(tmp_path, server.emptied())


@pytest.fixture
def connection(url: URL) -> Iterator[Connection]:
    """A transaction there, without the store."""
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def put_rows(connection: Connection) -> None:
    for table, row in ROWS_OF_THE_FIRST.items():
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)


async def test_all_that_the_first_version_kept_is_read_by_this_one(url: URL, clock: Clock) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        migrate(connection, FIRST)
        put_rows(connection)
    engine.dispose()
    store = SqlStore(Database(url), 90, clock)
    records = store.of("T1")
    assert not await records.claim("event:1")
    assert await records.recall("C1:") == ("hall/whale",)
    assert await records.listening("C1") == "on"
    assert await records.pins("U1") == await records.recents("U1") == ("hall/whale",)
    found = await read(store.database)
    (voices,) = found.voices
    assert (voices.worked, voices.reports[0].value) == (1, "shut")
    assert [(asked.question.text, asked.question.attributes) for asked in found.questions] == [("fax?", ("fax",))]
    await store.close()


def test_the_migrations_make_exactly_the_tables_that_the_program_knows(connection: Connection) -> None:
    migrate(connection)
    made = MigrationContext.configure(connection, opts={"compare_type": True})
    assert compare_metadata(made, metadata) == [], "write a migration, or mend tables.py"


def test_rows_are_numbered_by_the_database(connection: Connection) -> None:
    """What a hand-written migration is likely to forget for PostgreSQL."""
    migrate(connection)
    reports = metadata.tables["reports"]
    for _ in range(2):
        connection.execute(insert(reports).values(ROWS_OF_THE_FIRST["reports"]))
    assert list(connection.scalars(select(reports.c.id))) == [1, 2]


def test_migrating_again_changes_nothing_and_waits_for_nobody(url: URL) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        migrate(connection)
    with engine.begin() as somebody, engine.begin() as other:
        put_rows(somebody)
        migrate(other)
    engine.dispose()


def test_every_version_but_the_first_follows_another() -> None:
    folder = Path(__file__).parents[2] / "bot" / "records" / "migrations" / "versions"
    names = sorted(file.name for file in folder.glob("[0-9]*.py"))
    assert names[0].startswith(FIRST)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
