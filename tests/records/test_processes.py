"""Several processes on one store, and processes that die."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.records.database import Database, address
from bot.records.reading import Kept, read
from tests.records import postgresql

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["file", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store is to be, that nobody has opened yet."""
    if request.param == "file":
        return str(tmp_path / "data")
    server: postgresql.Server = request.getfixturevalue("server")
    return server.emptied()


@contextlib.contextmanager
def workers(number: int, *arguments: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that have started and wait for ``go``."""
    command = [sys.executable, "-m", "tests.records.worker", *arguments]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(number)
    ]
    try:
        for process in started:
            assert process.stdout and process.stdout.readline() == "ready\n"
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


async def kept(where: str) -> Kept:
    database = Database(address(Path(where), where if "://" in where else None))
    try:
        return await read(database)
    finally:
        await database.close()


def test_processes_that_make_the_store_at_once_share_it_and_claim_each_thing_once(where: str) -> None:
    with workers(3, where, "claims", "60") as processes:
        for process in processes:
            go(process)
        told = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in told] == ["", "", ""]
    taken = [int(number) for said, _ in told for number in said.split()]
    assert sorted(taken) == list(range(60))


async def test_what_a_person_was_told_is_kept_is_there_after_a_kill(where: str) -> None:
    with workers(1, where, "keeps", "100000") as (process,):
        go(process)
        assert process.stdout
        told = [int(process.stdout.readline()) for _ in range(25)]
        process.kill()
        told += [int(line) for line in process.stdout if line.strip()]
    found = await kept(where)
    (voices,) = found.voices
    assert {report.value for report in voices.reports} >= {str(number) for number in told}
    assert voices.worked >= len(told)


def test_a_full_disk_is_said_once_and_answering_goes_on(tmp_path: Path) -> None:
    with workers(1, str(tmp_path), "fills", "400000") as (process,):
        go(process)
        said, errors = process.communicate(timeout=60)
    full, claimed, recalled = said.splitlines()
    assert int(full.removeprefix("full after ")) > 10
    assert (claimed, recalled) == ("claimed True False", "recalled hall/whale")
    assert errors.count("does not work") == 1, errors
    assert str(tmp_path / "records.sqlite3") in errors
    assert "Answers go on" in errors and "Traceback" not in errors
