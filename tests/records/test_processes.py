"""Several processes on one store, and processes that die."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.records.database import Database, address
from bot.records.reading import Kept, read
from tests.end_to_end.forking import Forked, forked
from tests.records import postgresql

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["file", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store is to be, that nobody has opened yet."""
    if request.param == "file":
        return str(tmp_path / "data")
    server: postgresql.Server = request.getfixturevalue("server")
    return server.emptied()


@contextlib.asynccontextmanager
async def workers(number: int, *arguments: str) -> AsyncIterator[list[Forked]]:
    """Processes that have started and wait for a line on their standard input."""
    command = (sys.executable, "-m", "tests.records.worker", *arguments)
    started = [await forked(*command, env=os.environ, cwd=ROOT) for _ in range(number)]
    try:
        for process in started:
            assert process.stdout and await process.stdout.readline() == b"ready\n"
        yield started
    finally:
        for process in started:
            process.kill()
            await process.wait()


async def all_said(process: Forked) -> tuple[str, str]:
    """What it says until it ends, on standard output and error."""
    assert process.stdout and process.stderr
    async with asyncio.timeout(60):
        said, errors = await asyncio.gather(process.stdout.read(), process.stderr.read())
    return said.decode(), errors.decode()


async def kept(where: str) -> Kept:
    database = Database(address(Path(where), where if "://" in where else None))
    try:
        return await read(database)
    finally:
        await database.close()


async def test_processes_that_make_the_store_at_once_share_it_and_claim_each_thing_once(where: str) -> None:
    async with workers(3, where, "claims", "60") as processes:
        for process in processes:
            process.tell("go")
        told = [await all_said(process) for process in processes]
    assert [errors for _, errors in told] == ["", "", ""]
    taken = [int(number) for said, _ in told for number in said.split()]
    assert sorted(taken) == list(range(60))


async def test_what_a_person_was_told_is_kept_is_there_after_a_kill(where: str) -> None:
    async with workers(1, where, "keeps", "100000") as (process,):
        process.tell("go")
        assert process.stdout
        told = [int(await process.stdout.readline()) for _ in range(25)]
        process.kill()
        told += [int(line) for line in (await all_said(process))[0].split()]
    found = await kept(where)
    (voices,) = found.voices
    assert {report.value for report in voices.reports} >= {str(number) for number in told}
    assert voices.worked >= len(told)


async def test_a_full_disk_is_said_once_and_answering_goes_on(tmp_path: Path) -> None:
    async with workers(1, str(tmp_path), "fills", "400000") as (process,):
        process.tell("go")
        said, errors = await all_said(process)
    full, claimed, recalled = said.splitlines()
    assert int(full.removeprefix("full after ")) > 10
    assert (claimed, recalled) == ("claimed True False", "recalled hall/whale")
    assert errors.count("does not work") == 1, errors
    assert str(tmp_path / "records.sqlite3") in errors
    assert "Answers go on" in errors and "Traceback" not in errors
