"""What the desk keeps of what is asked, and for whom."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.answering.engine import Answerer
from bot.answering.resolving.turns import taken
from bot.directory.model import Directory
from bot.records.database import Database, address
from bot.records.store import SqlStore
from bot.slack.desk import Desk
from bot.workspace import Workspace

UNANSWERED = "email for the night hall"


@pytest.fixture
def desk(museum: Directory) -> Desk:
    """A desk with real answers."""
    return Desk(museum, Answerer(museum))


async def test_a_question_without_an_answer_is_kept(desk: Desk) -> None:
    event = desk.now("T1")
    await event.answer(UNANSWERED, kinds=("hall",))
    await event.answer("phone for harbour house")
    (question,) = desk.store.of("T1").questions  # type: ignore[attr-defined]
    assert (question.text, question.cause, question.entry) == (UNANSWERED, "fact", "hall/night")
    assert (question.kinds, question.attributes) == (("hall",), ("email",))


async def test_of_what_is_overheard_nothing_is_kept(desk: Desk) -> None:
    assert desk.now("T1").overheard(UNANSWERED).outcome == "unknown"
    assert desk.store.of("T1").questions == []  # type: ignore[attr-defined]


async def test_an_event_has_the_records_of_its_workspace_and_no_other(desk: Desk, slack: Workspace) -> None:
    question = await slack.asks("phone for harbour house")
    await slack.next_message()
    conversation = f"{question.channel}:{question.ts}"
    kept = await desk.store.of(slack.state.team.id).recall(conversation)
    assert taken(kept).entries == ("house/harbour",)
    for other in ("", "T0OTHER"):
        assert await desk.store.of(other).recall(conversation) == ()


async def test_two_questions_in_a_conversation_take_few_transactions(
    desk: Desk, slack: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqlStore(Database(address(tmp_path, None)), question_days=90)
    desk.store, run, runs = store, store.database.run, 0

    async def counted(work: Any, lasting: bool = True) -> Any:
        nonlocal runs
        runs += 1
        return await run(work, lasting)

    async def nothing_left() -> list[Any]:  # it is looked for every few seconds, whatever is asked
        return []

    monkeypatch.setattr(store, "take_over", nothing_left)
    monkeypatch.setattr(store.database, "run", counted)
    for text in ("phone for harbour house", "harbour house email"):
        await slack.dm(text)
        assert "Harbour House" in (await slack.next_message()).text
    async with asyncio.timeout(30):
        while runs < 10:  # the last is made after the answer is posted
            await asyncio.sleep(0.01)
    assert runs == 10, "each: begun, what it is about, what it is about now, what was looked at, ended"
    await store.close()
