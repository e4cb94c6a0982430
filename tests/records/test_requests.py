"""What somebody waits for an answer to: begun once, ended once, and taken over from a process that says nothing more."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.records.database import PAUSE_SECONDS, Database, address
from bot.records.model import CLAIM_SECONDS, LEASE_SECONDS
from bot.records.requests import AT_ONCE
from bot.records.store import SqlStore
from tests.records import postgresql
from tests.records.conftest import Clock

KEY = "post:C1:1.2"
BODY = {"event": {"text": "who lives at the lighthouse?", "user": "U0SOMEBODY"}}


@pytest.fixture(params=["file", "postgresql"])
async def process(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Callable[[], SqlStore]]:
    """A process more on the same store."""
    url = None
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("server")
        url = server.emptied()
    started: list[SqlStore] = []

    def start() -> SqlStore:
        started.append(SqlStore(Database(address(tmp_path, url), clock), 90, clock))
        return started[-1]

    yield start
    for store in started:
        await store.close()


async def test_of_several_processes_one_begins_a_request(process: Callable[[], SqlStore]) -> None:
    records = [process().of("T1") for _ in range(3)]
    assert sorted(await asyncio.gather(*(of.begin(KEY, BODY) for of in records))) == [False, False, True]
    assert await records[0].begin("post:C1:1.3", BODY), "another request is free"


async def test_what_the_same_process_is_at_work_on_is_known_without_asking_the_store(
    process: Callable[[], SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = process().of("T1")
    assert await records.begin(KEY, BODY)

    async def away(*_: object, **__: object) -> None:
        raise AssertionError("the store is asked")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "run", away)
        assert not await records.begin(KEY, BODY)
    await records.end(KEY)
    assert not await records.begin(KEY, BODY), "answered is answered"


async def test_what_a_process_is_at_work_on_is_taken_over_when_it_has_said_nothing_for_long(
    process: Callable[[], SqlStore], clock: Clock
) -> None:
    dead, one, other = process(), process(), process()
    assert await dead.of("T1").begin(KEY, BODY)
    assert await one.take_over() == []
    clock.pass_(LEASE_SECONDS)
    found = [left for took in await asyncio.gather(one.take_over(), other.take_over()) for left in took]
    assert [(left.team, left.key, left.body, left.attempt) for left in found] == [("T1", KEY, BODY, 2)]
    clock.pass_(LEASE_SECONDS)
    assert [left.attempt for left in await dead.take_over()] == [3]


async def test_whoever_looks_again_and_again_keeps_what_it_is_at_work_on(
    process: Callable[[], SqlStore], clock: Clock
) -> None:
    slow, other = process(), process()
    assert await slow.of("T1").begin(KEY, BODY)
    for _ in range(3):
        clock.pass_(LEASE_SECONDS * 0.7)
        assert await slow.take_over() == []
        assert await other.take_over() == []


async def test_a_process_that_slept_learns_what_another_has_taken_over(
    process: Callable[[], SqlStore], clock: Clock
) -> None:
    slept, other = process(), process()
    assert await slept.of("T1").begin(KEY, BODY)
    assert await slept.take_over() == [] and await slept.of("T1").holds(KEY)
    clock.pass_(LEASE_SECONDS)
    assert await slept.of("T1").holds(KEY), "it slept long, and nobody minded"
    assert len(await other.take_over()) == 1
    assert await slept.take_over() == [], "nothing is left, and it takes nothing back"
    assert not await slept.of("T1").holds(KEY)
    assert await other.of("T1").holds(KEY)
    await slept.of("T1").end(KEY)
    clock.pass_(LEASE_SECONDS)
    assert len(await slept.take_over()) == 1, "what is no more its own it cannot end"


async def test_an_answered_request_is_never_begun_again(process: Callable[[], SqlStore], clock: Clock) -> None:
    one, other = process(), process()
    assert await one.of("T1").begin(KEY, BODY)
    await one.of("T1").end(KEY)
    clock.pass_(CLAIM_SECONDS * 0.9)
    assert await other.take_over() == []
    assert not await other.of("T1").begin(KEY, BODY)
    assert not await one.of("T1").begin(KEY, BODY)


async def test_what_is_put_off_is_taken_over_at_its_time(process: Callable[[], SqlStore], clock: Clock) -> None:
    one, other = process(), process()
    assert await one.of("T1").begin(KEY, BODY)
    await one.of("T1").put_off(KEY, 60)
    clock.pass_(50)
    assert await one.take_over() == await other.take_over() == []
    assert not await other.of("T1").begin(KEY, BODY), "it is waited for"
    clock.pass_(10)
    assert [left.attempt for left in await other.take_over()] == [2]


async def test_a_process_that_stops_leaves_its_requests_to_others_at_once(process: Callable[[], SqlStore]) -> None:
    stopping, other = process(), process()
    assert await stopping.of("T1").begin(KEY, BODY)
    await stopping.close()
    assert [left.key for left in await other.take_over()] == [KEY]


async def test_several_share_what_was_left(process: Callable[[], SqlStore], clock: Clock) -> None:
    dead, one, other = process(), process(), process()
    for number in range(AT_ONCE + 5):
        assert await dead.of("T1").begin(f"post:C1:{number}", BODY)
    clock.pass_(LEASE_SECONDS)
    first, second = await one.take_over(), await other.take_over()
    assert (len(first), len(second)) == (AT_ONCE, 5)
    assert not {left.key for left in first} & {left.key for left in second}


async def test_of_an_answered_request_the_file_tells_no_word(tmp_path: Path, clock: Clock) -> None:
    store = SqlStore(Database(address(tmp_path, None)), 90, clock)
    assert await store.of("T1").begin(KEY, BODY)
    await store.of("T1").end(KEY)
    await store.close()
    for file in tmp_path.iterdir():
        assert b"lighthouse" not in file.read_bytes() and b"U0SOMEBODY" not in file.read_bytes()


async def test_what_was_answered_while_the_store_failed_is_not_answered_again(tmp_path: Path, clock: Clock) -> None:
    one, other = (SqlStore(Database(address(tmp_path, None), clock), 90, clock) for _ in range(2))
    records = one.of("T1")
    assert await records.begin(KEY, BODY)
    broken = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    broken.execute("ALTER TABLE requests RENAME TO elsewhere")
    await records.end(KEY)
    assert await records.begin("post:C1:9.9", BODY), "questions are answered without the store"
    assert not await records.begin(KEY, BODY)
    broken.execute("ALTER TABLE elsewhere RENAME TO requests")
    clock.pass_(max(PAUSE_SECONDS, LEASE_SECONDS))
    assert await one.take_over() == [], "it knows that it has answered"
    assert await other.take_over() == []
    for store in (one, other):
        await store.close()
    broken.close()


async def test_a_machine_whose_clock_is_wrong_takes_nothing_from_others(
    server: postgresql.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.emptied()
    right, wrong = (SqlStore(Database(address(tmp_path, url)), 90) for _ in range(2))
    tell = time.time
    assert await right.of("T1").begin(KEY, BODY)
    assert await right.of("T1").claim("refreshing a token", seconds=LEASE_SECONDS)
    with monkeypatch.context() as ahead:
        ahead.setattr(time, "time", lambda: tell() + 3600)
        assert await wrong.take_over() == []
        assert not await wrong.of("T1").claim("refreshing a token", seconds=LEASE_SECONDS)
        await wrong.tidy()
        assert await wrong.of("T1").begin("post:C1:1.3", BODY)
    with monkeypatch.context() as behind:
        behind.setattr(time, "time", lambda: tell() - 3600)
        assert await right.take_over() == []
    for store in (right, wrong):
        await store.close()
