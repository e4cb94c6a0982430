"""The tables of every version become those of this one, with all that is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, text

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
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "file":
        return Database(address(tmp_path, None))
    server: postgresql.Server = request.getfixturevalue("server")
    return Database(address(tmp_path, server.new_database()))


async def in_transaction(database: Database, work: Any, *arguments: Any) -> Any:
    """Does something on a connection of the database's own, whose tables are left as they are."""
    async with database._lasting.begin() as connection:
        return await connection.run_sync(work, *arguments)


def put_rows(connection: Connection) -> None:
    for table, row in ROWS_OF_THE_FIRST.items():
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})"), row)


async def test_all_that_the_first_version_kept_is_read_by_this_one(database: Database, clock: Clock) -> None:
    await in_transaction(database, migrate, FIRST)
    await in_transaction(database, put_rows)
    store = SqlStore(database, 90, clock)
    records = store.of("T1")
    assert not await records.claim("event:1")
    assert await records.recall("C1:") == ("hall/whale",)
    assert await records.listening("C1") == "on"
    assert await records.pins("U1") == await records.recents("U1") == ("hall/whale",)
    found = await read(database)
    (voices,) = found.voices
    assert (voices.worked, voices.reports[0].value) == (1, "shut")
    assert [(asked.question.text, asked.question.attributes) for asked in found.questions] == [("fax?", ("fax",))]
    await store.close()


async def test_the_migrations_make_exactly_the_tables_that_the_program_knows(database: Database) -> None:
    await in_transaction(database, migrate)
    differences = await in_transaction(
        database,
        lambda connection: compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata),
    )
    assert differences == [], "write a migration, or mend tables.py"
    await database.close()


async def test_rows_are_numbered_by_the_database(database: Database) -> None:
    """What a hand-written migration is likely to forget for PostgreSQL."""
    await in_transaction(database, migrate)
    row = {name: value for name, value in ROWS_OF_THE_FIRST["reports"].items()}
    for _ in range(2):
        await in_transaction(database, lambda connection: connection.execute(insert(metadata.tables["reports"]).values(row)))
    assert len((await read(database)).voices[0].reports) == 2
    await database.close()


def test_every_version_but_the_first_follows_another() -> None:
    folder = Path(__file__).parents[2] / "bot" / "records" / "migrations" / "versions"
    names = sorted(file.name for file in folder.glob("[0-9]*.py"))
    assert names[0].startswith(FIRST)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
