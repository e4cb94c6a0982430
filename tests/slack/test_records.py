"""What the desk keeps of what is asked, and for whom."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.resolving.turns import taken
from bot.directory.model import Directory
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
