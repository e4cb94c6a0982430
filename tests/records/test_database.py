"""A database that fails: said once and clearly, and never in the way of answering."""

from __future__ import annotations

import asyncio
import logging
import math
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psycopg
import pytest

from bot.records.database import PAUSE_SECONDS, Database, address
from bot.records.model import NotKept, Records, Report, Unanswered, Vote
from bot.records.store import SqlStore
from tests.records import postgresql
from tests.records.conftest import Clock

WAITED_FOR: dict[str, Callable[[Records], Awaitable[object]]] = {
    "vote": lambda records: records.vote(Vote("U1", "hall/whale", True)),
    "report": lambda records: records.report(Report("U1", "hall/whale", "", "shut", ""), "V1"),
    "set_listening": lambda records: records.set_listening("C1", "on"),
    "pin": lambda records: records.pin("U1", "hall/whale"),
    "unpin": lambda records: records.unpin("U1", "hall/whale"),
}
"""What a person waits to hear was done."""


@pytest.fixture(autouse=True)
def nobody_is_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.records.database.LOCKED_SECONDS", 0.1)


@pytest.fixture
async def open_store(clock: Clock) -> AsyncIterator[Callable[[Path | str], SqlStore]]:
    """Makes stores in a folder or at a URL; all are closed afterwards."""
    made = []

    def store(where: Path | str) -> SqlStore:
        url = where if isinstance(where, str) else None
        made.append(SqlStore(Database(address(Path(where), url), clock), 90, clock))
        return made[-1]

    yield store
    for one in made:
        await one.close()


async def answers_go_on(records: Records) -> None:
    """All that answering needs works, within this process."""
    assert await records.claim("event:1")
    assert not await records.claim("event:1")
    await records.release("event:1")
    assert await records.claim("event:1")
    await records.remember(("hall/whale",), "C1:")
    assert await records.recall("C1:") == ("hall/whale",)
    await records.unanswered(Unanswered("fax?", "unknown", "fact"))
    await records.visited("U1", "hall/whale")
    assert await records.listening("C1") == "off"
    assert (await records.recents("U1"), await records.pins("U1")) == ((), ())


async def refuses_what_is_waited_for(records: Records) -> None:
    for name, work in WAITED_FOR.items():
        with pytest.raises(NotKept):
            await work(records)
            pytest.fail(f"{name} was said to be kept")


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.records")]


async def test_a_locked_file_is_said_once_and_works_when_it_is_free_again(
    tmp_path: Path, open_store: Callable[[Path | str], SqlStore], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    store = open_store(tmp_path)
    records = store.of("T1")
    await records.remember(("hall/night",), "C2:")
    with sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        await answers_go_on(records)
        await refuses_what_is_waited_for(records)
        somebody.execute("ROLLBACK")
    (line,) = said(caplog)
    assert str(tmp_path / "records.sqlite3") in line and "database is locked" in line
    with pytest.raises(NotKept, match="a moment ago"):
        await records.vote(Vote("U1", "hall/whale", True))
    clock.pass_(PAUSE_SECONDS)
    await records.vote(Vote("U1", "hall/whale", True))
    assert said(caplog)[1:] == ["The store works again"]
    assert await records.recall("C2:") == ("hall/night",)


async def test_many_who_wait_in_line_for_it_wait_together_not_one_after_the_other(
    tmp_path: Path, open_store: Callable[[Path | str], SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(tmp_path)
    await store.tidy()
    with sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(15):  # 300 waits would take 30 seconds
            claimed = await asyncio.gather(*(store.of("T1").claim(f"event:{number}") for number in range(300)))
    assert all(claimed)
    assert len(said(caplog)) == 1


def a_file_where_the_folder_should_be(folder: Path) -> str:
    folder.write_text("")
    return "File exists"


def something_else_in_the_file(folder: Path) -> str:
    folder.mkdir()
    (folder / "records.sqlite3").write_bytes(b"a spreadsheet, maybe" * 500)
    return "file is not a database"


def a_folder_in_the_place_of_the_file(folder: Path) -> str:
    (folder / "records.sqlite3").mkdir(parents=True)
    return "unable to open database file"


def a_file_of_a_newer_version(folder: Path) -> str:
    folder.mkdir()
    with sqlite3.connect(folder / "records.sqlite3") as newer:
        newer.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
    return "tables were made by another version of the program"


@pytest.mark.parametrize(
    "spoil",
    [
        a_file_where_the_folder_should_be,
        something_else_in_the_file,
        a_folder_in_the_place_of_the_file,
        a_file_of_a_newer_version,
    ],
)
async def test_a_folder_that_will_not_do_is_said_once_and_answers_go_on(
    spoil: Callable[[Path], str],
    tmp_path: Path,
    open_store: Callable[[Path | str], SqlStore],
    caplog: pytest.LogCaptureFixture,
) -> None:
    reason = spoil(tmp_path / "data")
    records = open_store(tmp_path / "data").of("T1")
    await answers_go_on(records)
    await refuses_what_is_waited_for(records)
    (line,) = said(caplog)
    assert str(tmp_path / "data" / "records.sqlite3") in line and reason in line
    assert "\n" not in line


async def test_a_folder_that_was_mended_is_used(
    tmp_path: Path, open_store: Callable[[Path | str], SqlStore], clock: Clock
) -> None:
    a_file_where_the_folder_should_be(tmp_path / "data")
    records = open_store(tmp_path / "data").of("T1")
    await refuses_what_is_waited_for(records)
    (tmp_path / "data").unlink()
    clock.pass_(PAUSE_SECONDS)
    await records.pin("U1", "hall/whale")
    assert await records.pins("U1") == ("hall/whale",)


async def test_what_was_typed_is_not_in_the_log(
    tmp_path: Path, open_store: Callable[[Path | str], SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    store = open_store(tmp_path)
    await store.tidy()
    with sqlite3.connect(tmp_path / "records.sqlite3") as other:
        other.execute("DROP TABLE reports")
    with pytest.raises(NotKept) as refused:
        await store.of("T1").report(Report("U1", "hall/whale", "", "my own number", "at home"), "V1")
    told = "\n".join([*said(caplog), str(refused.value)])
    assert "no such table: reports" in told
    assert "my own number" not in told and "at home" not in told


async def test_a_server_that_is_not_there_is_said_without_its_password(
    tmp_path: Path, open_store: Callable[[Path | str], SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    records = open_store(f"postgresql://bot:hush-hush@/records?host={tmp_path}").of("T1")
    await answers_go_on(records)
    await refuses_what_is_waited_for(records)
    (line,) = said(caplog)
    assert "postgresql+psycopg://bot:***@" in line and "hush-hush" not in line
    assert "\n" not in line


async def test_what_a_database_does_not_take_is_refused_alone_and_quoted_nowhere(
    server: postgresql.Server, tmp_path: Path, open_store: Callable[[Path | str], SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    for place in (server.emptied(), tmp_path):
        store = open_store(place)
        records = store.of("T1")
        assert await records.begin("post:1", {"text": "my own number", "odd": math.nan})
        with pytest.raises(NotKept, match="does not take it"):
            await records.pin("U1", "\ud800")
        await records.pin("U1", "hall/whale")
        assert store.failures == 0
    assert "my own number" not in "\n".join(said(caplog))


async def test_connections_that_the_server_has_cut_are_made_again(
    server: postgresql.Server, open_store: Callable[[Path | str], SqlStore]
) -> None:
    url = server.emptied()
    records = open_store(url).of("T1")
    await records.pin("U1", "hall/whale")
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'directory-bot'")
    assert await records.pins("U1") == ("hall/whale",)
    await records.pin("U1", "hall/night")


async def test_a_table_that_somebody_locked_is_not_waited_for(
    server: postgresql.Server, open_store: Callable[[Path | str], SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    url = server.emptied()
    store = open_store(url)
    await store.tidy()
    with psycopg.connect(url) as somebody:
        somebody.execute("LOCK TABLE claims, conversations, votes, reports, questions, channels, pins, recents")
        await answers_go_on(store.of("T1"))
        await refuses_what_is_waited_for(store.of("T1"))
    assert ["statement timeout" in line for line in said(caplog)] == [True]
