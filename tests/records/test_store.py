"""What a database adds to the promises: it is read by curators, survives, and forgets in time."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from bot.directory.reports.voices import Reported, Voices, Votes
from bot.records.database import Database, address
from bot.records.model import CONVERSATION_SECONDS, RECENT_DAYS, NotKept, Report, Unanswered, Vote
from bot.records.reading import read
from bot.records.store import SqlStore
from bot.records.tables import claims, conversations, metadata, questions, recents
from tests.records.conftest import Clock

DAY = 24 * 3600.0
TODAY = date(2026, 11, 22)
QUESTION = Unanswered("fax of the Whale Hall?", "unknown", "fact", "hall/whale", "", ("hall",), ("fax",), "en")


@pytest.fixture(params=["in_file", "in_postgresql"])
def sql(request: pytest.FixtureRequest) -> SqlStore:
    found: SqlStore = request.getfixturevalue(request.param)
    return found


async def test_the_last_vote_of_a_person_counts(sql: SqlStore) -> None:
    for team, person, worked in (("T1", "U1", True), ("T1", "U1", False), ("T1", "U2", True), ("T2", "U1", True)):
        await sql.of(team).vote(Vote(person, "hall/whale", worked, "phone"))
    await sql.of("T1").vote(Vote("U1", "hall/whale", True))
    (voices,) = (await read(sql.database)).voices
    assert voices.votes == (Votes("", 1, 0), Votes("phone", 2, 1))
    assert (voices.worked, voices.failed, voices.calls) == (3, 1, True)


async def test_reports_are_read_back_the_latest_first(sql: SqlStore, clock: Clock) -> None:
    await sql.of("T1").report(Report("U1", "hall/whale", "phone", "(207) 555-0199", "their web page"), "V1")
    clock.pass_(DAY)
    await sql.of("T2").report(Report("U2", "hall/whale", "", "shut", ""), "V2")
    assert (await read(sql.database)).voices == (
        Voices(
            "hall/whale",
            (),
            (
                Reported("", "shut", "", "U2", date(2026, 11, 23)),
                Reported("phone", "(207) 555-0199", "their web page", "U1", TODAY),
            ),
        ),
    )


async def test_what_calls_for_a_look_comes_first(sql: SqlStore) -> None:
    records = sql.of("T1")
    for number in range(5):
        await records.vote(Vote(f"U{number}", "hall/fine", True))
    await records.vote(Vote("U1", "hall/failed", False))
    await records.report(Report("U1", "hall/changed", "phone", "1", ""), "V3")
    await records.report(Report("U2", "hall/changed", "phone", "2", ""), "V4")
    assert [v.entry for v in (await read(sql.database)).voices] == ["hall/changed", "hall/failed", "hall/fine"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\ud800c\u202ed", "a b c d"),
        ("two\nlines  ", "two\nlines"),
        ("x" * 5000, "x" * 3000),
        ("☎ ⟨é⟩ 'quoted' \"twice\" %s :name", "☎ ⟨é⟩ 'quoted' \"twice\" %s :name"),
    ],
    ids=["control characters", "lines", "long", "signs"],
)
async def test_whatever_is_typed_can_be_kept(sql: SqlStore, typed: str, kept: str) -> None:
    await sql.of("T1").report(Report("U1", "hall/whale", "phone", typed, typed), "V5")
    (voices,) = (await read(sql.database)).voices
    assert (voices.reports[0].value, voices.reports[0].seen) == (kept, kept)


async def test_a_question_is_kept_whole_and_with_its_day_only(sql: SqlStore) -> None:
    await sql.of("T1").unanswered(QUESTION)
    (asked,) = (await read(sql.database)).questions
    assert (asked.question, asked.day) == (QUESTION, TODAY)


async def test_no_column_tells_who_asked_where_or_when(sql: SqlStore) -> None:
    assert {column.name for column in questions.c} == {"id", "team", "asked_on", *asdict(QUESTION)}


async def test_questions_are_deleted_when_their_days_are_over(sql: SqlStore, clock: Clock) -> None:
    await sql.of("T1").unanswered(QUESTION)
    clock.pass_(89 * DAY)
    await sql.tidy()
    assert len((await read(sql.database)).questions) == 1
    clock.pass_(DAY)
    await sql.tidy()
    assert (await read(sql.database)).questions == ()


async def test_no_days_keep_no_question_nor_those_of_earlier(sql: SqlStore, clock: Clock) -> None:
    await sql.of("T1").unanswered(QUESTION)
    none = SqlStore(sql.database, 0, clock)
    await none.of("T1").unanswered(QUESTION)
    assert len((await read(sql.database)).questions) == 1
    await none.tidy()
    assert (await read(sql.database)).questions == ()


async def test_tidying_deletes_what_has_had_its_time_and_nothing_else(sql: SqlStore, clock: Clock) -> None:
    records = sql.of("T1")
    await records.vote(Vote("U1", "hall/whale", True))
    await records.pin("U1", "hall/whale")
    await records.visited("U1", "hall/whale")
    await records.remember(("hall/whale",), "C1:")
    await records.claim("event:1", seconds=60)
    await sql.tidy()
    assert await rows(sql) == {"claims": 1, "conversations": 1, "votes": 1, "pins": 1, "recents": 1}
    clock.pass_(CONVERSATION_SECONDS)
    await sql.tidy()
    assert await rows(sql) == {"votes": 1, "pins": 1, "recents": 1}
    clock.pass_(RECENT_DAYS * DAY)
    await sql.tidy()
    assert await rows(sql) == {"votes": 1, "pins": 1}


async def test_a_workspace_that_is_forgotten_leaves_nothing_behind(sql: SqlStore) -> None:
    for team in ("T1", "T2"):
        records = sql.of(team)
        await records.claim("event:1")
        await records.begin("post:1", {"text": "who?"})
        await records.remember(("hall/whale",), "C1:")
        await records.vote(Vote("U1", "hall/whale", True))
        await records.report(Report("U1", "hall/whale", "", "shut", ""), f"V{team}")
        await records.unanswered(QUESTION)
        await records.set_listening("C1", "on")
        await records.pin("U1", "hall/whale")
        await records.visited("U1", "hall/whale")
    of_both = await rows(sql)
    assert set(of_both) >= {table for table, columns in metadata.tables.items() if "team" in columns.c}
    await sql.forget("T1")
    assert await rows(sql) == {table: count // 2 for table, count in of_both.items()}
    assert await sql.of("T1").recall("C1:") == ()
    assert await sql.of("T1").claim("event:1")
    assert await sql.of("T2").recall("C1:") == ("hall/whale",)


async def test_it_stays_tidy_without_keeping_anybody_waiting(
    sql: SqlStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.records.store.TIDY_SECONDS", 0.05)
    sql.stay_tidy()
    for _ in range(2):
        await sql.of("T1").claim("event:1", seconds=60)
        clock.pass_(61)
        async with asyncio.timeout(30):
            while await rows(sql):
                await asyncio.sleep(0.01)
    monkeypatch.setattr("bot.records.store.TIDY_SECONDS", 3600)
    await asyncio.sleep(0.1)
    assert asyncio.all_tasks() == {asyncio.current_task()}, "the stopping waits for every task"


async def rows(sql: SqlStore) -> dict[str, int]:
    """How many rows the tables have that have any."""
    count = lambda connection, table: len(connection.execute(table.select()).all())  # noqa: E731
    counted = await sql.database.attempt(lambda c: {name: count(c, table) for name, table in metadata.tables.items()})
    return {name: count for name, count in counted.items() if count}


async def test_only_what_is_since_a_day_is_read(sql: SqlStore, clock: Clock) -> None:
    records = sql.of("T1")
    await records.unanswered(QUESTION)
    await records.vote(Vote("U1", "hall/whale", True))
    await records.report(Report("U1", "hall/whale", "", "shut", ""), "V6")
    clock.pass_(DAY)
    await records.unanswered(QUESTION)
    await records.vote(Vote("U2", "hall/night", False))
    found = await read(sql.database, date(2026, 11, 23))
    assert [asked.day for asked in found.questions] == [date(2026, 11, 23)]
    assert [voices.entry for voices in found.voices] == ["hall/night"]


async def test_all_of_it_survives_a_restart(sql: SqlStore, clock: Clock) -> None:
    records = sql.of("T1")
    await records.remember(("hall/whale", "hall/night"), "C1:1.2")
    await records.claim("event:1")
    await records.begin("post:1", {"text": "who?"})
    await records.set_listening("C1", "confident-only")
    await records.pin("U1", "hall/whale")
    await records.visited("U1", "hall/night")
    again = SqlStore(Database(sql.database.url), 90, clock)
    records = again.of("T1")
    assert await records.recall("C1:1.2") == ("hall/whale", "hall/night")
    assert not await records.claim("event:1")
    assert await records.listening("C1") == "confident-only"
    assert await records.pins("U1") == ("hall/whale",)
    assert await records.recents("U1") == ("hall/night",)
    await again.close()


async def test_a_claim_given_back_can_be_taken_by_another_process(sql: SqlStore, clock: Clock) -> None:
    other = SqlStore(Database(sql.database.url), 90, clock)
    one, another = sql.of("T1"), other.of("T1")
    assert await one.claim("share:1")
    assert not await another.claim("share:1")
    await one.release("share:1")
    assert await another.claim("share:1")
    assert not await one.claim("share:1")
    await other.close()


async def test_reading_where_nothing_was_kept_makes_no_file(tmp_path: Path) -> None:
    found = await read(Database(address(tmp_path / "data", None)))
    assert (found.questions, found.voices) == ((), ())
    assert not list(tmp_path.iterdir())


async def test_the_folder_is_nobody_elses_business(in_file: SqlStore) -> None:
    await in_file.tidy()
    file = in_file.database.file
    assert file is not None and file.is_file()
    assert file.parent.stat().st_mode & 0o077 == 0
    assert {kept.stat().st_mode & 0o077 for kept in file.parent.iterdir()} == {0}


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    assert Database(address(tmp_path / "50% of?#it", None)).file == tmp_path / "50% of?#it" / "records.sqlite3"


def test_there_is_an_index_for_all_that_is_tidied() -> None:
    for column in (claims.c.until, conversations.c.until, recents.c.at, questions.c.asked_on):
        assert column.index


async def test_a_probe_tells_whether_something_can_be_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = SqlStore(Database(address(folder, None)), 90)
    try:
        await store.probe()
        await store.probe()
        assert store.failures == 0
    finally:
        await store.close()
    (tmp_path / "file").write_text("no folder")
    broken = SqlStore(Database(address(tmp_path / "file", None)), 90)
    try:
        for _ in range(2):
            with pytest.raises(NotKept):
                await broken.probe()
        assert broken.failures == 1, "what is not even tried is no failure"
    finally:
        await broken.close()
