"""What a process that died left unanswered is answered by the next, once, and not for ever."""

from __future__ import annotations

import asyncio
import copy
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from sqlalchemy import select, update

from bot.answering.model import Answer, Ask
from bot.directory.model import Directory
from bot.records.database import Database, address
from bot.records.model import Abandoned, Records
from bot.records.store import SqlStore
from bot.records.tables import requests
from bot.slack.conversing import once
from bot.slack.desk import Desk
from bot.slack.listeners.commands import ask
from bot.slack.manifest import manifest
from bot.slack.rendering.phrases import PHRASES
from bot.slack.rendering.words import WORDS
from bot.slack.sending import delivering
from bot.slack.sending.delivering import ANSWER
from bot.workspace import Message, Workspace
from tests.slack.answering import answering
from tests.slack.hand_built import Scripted

HOUSE = "(207) 555-0110"


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqlStore]:
    monkeypatch.setattr(once, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(delivering, "FIRST_PAUSE", 0.02)
    store = SqlStore(Database(address(tmp_path, None)), 90)
    yield store
    await store.close()


@pytest.fixture
async def slack(museum: Directory, answerer: Scripted, store: SqlStore) -> AsyncIterator[Workspace]:
    desk = Desk(museum, answerer, store)  # type: ignore[arg-type]
    async with answering(desk, manifest(museum)) as workspace:
        yield workspace


async def left(slack: Workspace, store: SqlStore, attempt: int = 1, direct: bool = False, answered: bool = False) -> Message:
    """A question that a process began to answer and died on, as the store has it then; ``answered``: it just had."""
    await (slack.dm if direct else slack.asks)("phone for harbour house")
    await slack.next_message()
    await slack.delivery.settled()
    sorts = ("message",) if direct else ("app_mention",)
    events = (entry.request["payload"] for entry in slack.record.deliveries("events_api"))
    body: dict[str, Any] = copy.deepcopy(next(event for event in events if event["event"]["type"] in sorts))
    channel = body["event"]["channel"]
    question = slack.state.post(channel, slack.user.id, "phone for harbour house", silent=True)
    body["event"]["ts"], body["event_id"] = question.ts, f"EvLEFT{attempt}"
    if answered:
        mark = {"event_type": ANSWER, "event_payload": {"to": question.ts}}
        slack.state.post(channel, slack.bot.id, "from the dead", thread_ts=question.ts, metadata=mark, silent=True)
    dead = SqlStore(store.database, 90)
    assert await dead.of(slack.state.team.id).begin(f"post:{channel}:{question.ts}", body)
    over = update(requests).where(requests.c.body.is_not(None)).values(until=0, attempt=attempt)
    await store.database.run(lambda connection: connection.execute(over).close())
    return question


async def all_ended(store: SqlStore) -> None:
    waiting = select(requests.c.key).where(requests.c.body.is_not(None))
    async with asyncio.timeout(30):
        while await store.database.run(lambda connection: list(connection.scalars(waiting))):
            await asyncio.sleep(0.01)


async def test_what_was_left_is_answered_where_it_was_asked(slack: Workspace, store: SqlStore) -> None:
    question = await left(slack, store)
    answer = await slack.next_message()
    assert HOUSE in answer.text and answer.thread_ts == question.ts
    assert answer.metadata == {"event_type": ANSWER, "event_payload": {"to": question.ts}}
    await all_ended(store)


@pytest.mark.parametrize("direct", [True, False])
async def test_what_was_answered_just_before_the_death_is_not_answered_again(
    slack: Workspace, store: SqlStore, direct: bool
) -> None:
    slack.refuse_next("conversations.replies", "internal_error")  # that nobody can look just now is no reason not to
    question = await left(slack, store, direct=direct, answered=True)
    await all_ended(store)
    answers = [m for m in slack.state.everything() if m.metadata and m.metadata["event_payload"] == {"to": question.ts}]
    assert [answer.text for answer in answers] == ["from the dead"]


@pytest.mark.parametrize("command", [False, True])
async def test_who_slept_over_a_question_leaves_it_to_the_process_that_took_it_over(
    slack: Workspace, store: SqlStore, answerer: Scripted, monkeypatch: pytest.MonkeyPatch, command: bool
) -> None:
    look, answer = store.take_over, answerer.answer

    async def nothing() -> list[Abandoned]:
        return []

    monkeypatch.setattr(store, "take_over", nothing)
    await look()  # and none is under way: each waits for the one before

    def sleeps(asked: Ask) -> Answer:
        store._requests._here = dict.fromkeys(store._requests._here, 0.0)
        with sqlite3.connect(str(store.database.file)) as another:
            another.execute("UPDATE requests SET holder = 'another' WHERE body IS NOT NULL")
        return answer(asked)

    monkeypatch.setattr(answerer, "answer", sleeps)
    await (slack.slash("/directory", "phone for harbour house") if command else slack.asks("phone for harbour house"))
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.5)
    assert await store.database.run(lambda c: c.scalar(select(requests.c.holder))) == "another", "nor does it end it"


async def test_a_command_that_was_left_is_answered_to_who_typed_it_who_may_know_already(
    slack: Workspace, store: SqlStore
) -> None:
    await slack.slash("/directory", "phone for harbour house")
    assert PHRASES["once_more"] not in (await slack.next_message()).text
    (typed,) = slack.record.deliveries("slash_commands")
    body = typed.request["payload"] | {"trigger_id": "9.9.left"}
    assert await SqlStore(store.database, 90).of(slack.state.team.id).begin(ask.key_of(body), body)
    over = update(requests).where(requests.c.body.is_not(None)).values(until=0)
    await store.database.run(lambda connection: connection.execute(over).close())
    answer = await slack.next_message()
    assert HOUSE in answer.text and answer.only_for == slack.user.id
    assert answer.text.startswith(PHRASES["once_more"]) and PHRASES["once_more"] in str(answer.blocks[0])
    await all_ended(store)


async def test_on_what_too_many_processes_died_there_is_an_apology(slack: Workspace, store: SqlStore) -> None:
    await left(slack, store, attempt=once.ATTEMPTS)
    sorry = await slack.next_message()
    assert (sorry.text, sorry.only_for) == (WORDS["failed"], slack.user.id)
    await all_ended(store)


async def test_what_nobody_wants_to_hear_any_more_is_forgotten(slack: Workspace, store: SqlStore) -> None:
    question = await slack.says("what is the phone of harbour house?")
    await slack.delivery.settled()
    events = (entry.request["payload"] for entry in slack.record.deliveries("events_api"))
    body = next(event for event in events if event["event"]["ts"] == question.ts)
    assert await SqlStore(store.database, 90).of(slack.state.team.id).begin(f"post:{question.channel}:{question.ts}", body)
    over = update(requests).values(until=0)
    await store.database.run(lambda connection: connection.execute(over).close())
    await all_ended(store)
    assert not slack.record.calls("chat.postMessage"), "the channel is not listened to"


async def test_nothing_ends_the_looking_for_what_was_left(
    slack: Workspace, store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(once, "LATER_SECONDS", 0.05)
    take_over, answer, fails = SqlStore.take_over, once._answer, ["on looking", "on answering"]

    async def looking(store: SqlStore) -> list[Abandoned]:
        if len(fails) == 2:
            raise MemoryError(fails.pop(0))
        return await take_over(store)

    async def answering(app: AsyncApp, left: Abandoned, records: Records) -> None:
        if fails:
            raise MemoryError(fails.pop())
        await answer(app, left, records)

    monkeypatch.setattr(SqlStore, "take_over", looking)
    monkeypatch.setattr(once, "_answer", answering)
    question = await left(slack, store)
    assert (await slack.next_message()).thread_ts == question.ts
    assert not fails and "MemoryError: on looking" in caplog.text and "MemoryError: on answering" in caplog.text


async def test_what_failed_before_anybody_looked_at_it_is_tried_again(
    slack: Workspace, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "LATER_SECONDS", 0.05)
    now, take_over, failed, taken = Desk.now, SqlStore.take_over, list[str](), list[Abandoned]()

    async def taking(store: SqlStore) -> list[Abandoned]:
        taken.extend(found := await take_over(store))
        return found

    def fails_once(desk: Desk, team: str = "") -> Desk:
        if taken and not failed:
            failed.append(team)
            raise ConnectionError("nobody can tell who the bot is there")
        return now(desk, team)

    monkeypatch.setattr(SqlStore, "take_over", taking)
    monkeypatch.setattr(Desk, "now", fails_once)
    question = await left(slack, store)
    assert (await slack.next_message()).thread_ts == question.ts
    assert failed and [one.attempt for one in taken] == [2, 3]
