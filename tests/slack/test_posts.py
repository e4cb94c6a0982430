"""Mentions and direct messages, from the person's side."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.answering.resolving.turns import taken
from bot.slack.conversing.conversation import is_spoken_by_a_person
from bot.workspace import Workspace
from bot.workspace.shapes.events import event_callback
from tests.slack.hand_built import Scripted


async def quiet(slack: Workspace) -> None:
    """Waits until all that was delivered is acknowledged, and gives the bot time for an answer it should not give."""
    await slack.delivery.settled()
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)


async def test_a_mention_is_answered_in_its_thread(slack: Workspace, answerer: Scripted) -> None:
    asked = await slack.asks("phone for harbour house")
    answer = await slack.next_message()
    assert (answer.channel, answer.thread_ts) == (asked.channel, asked.ts)
    assert answer.blocks[0]["text"]["text"] == "(207) 555-0110"
    assert [ask.text for ask in answerer.asked] == ["phone for harbour house"]


async def test_a_mention_inside_a_thread_is_answered_there(slack: Workspace) -> None:
    root = await slack.says("good morning")
    await slack.asks("phone for harbour house", thread=root)
    assert (await slack.next_message()).thread_ts == root.ts


async def test_a_mention_is_answered_once_though_it_also_arrives_as_a_message(slack: Workspace, answerer: Scripted) -> None:
    slack.app = slack.app.__class__(slack.app.name, slack.app.commands)  # subscribed to channel messages as well
    await slack.asks("phone for harbour house")
    await slack.next_message()
    await quiet(slack)
    assert len(slack.record.deliveries("events_api")) >= 2
    assert len(answerer.asked) == 1


async def test_a_direct_message_is_a_session_with_a_title_and_a_status(slack: Workspace) -> None:
    asked = await slack.dm("phone for harbour house")
    answer = await slack.next_message()
    assert answer.thread_ts == asked.ts
    await slack.delivery.settled()
    statuses = [call.request for call in slack.record.calls("agents.sessions.setStatus")]
    assert [status["status"] for status in statuses] == ["processing", "active"]
    assert statuses[0]["title"] == "phone for harbour house"
    assert {status["thread_ts"] for status in statuses} == {asked.ts}
    await slack.dm("list of houses", thread=answer)
    assert (await slack.next_message()).thread_ts == asked.ts


async def test_without_agents_a_direct_message_is_answered_plainly_and_in_a_thread_when_asked_in_one(
    slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    slack.refuse_next("agents.sessions.setStatus", "feature_disabled")
    await slack.dm("phone for harbour house")
    plain = await slack.next_message()
    assert plain.thread_ts is None
    await slack.dm("list of houses", thread=plain)
    assert (await slack.next_message()).thread_ts == plain.ts
    assert len(slack.record.calls("agents.sessions.setStatus")) == 1
    assert not any(record.levelname in ("WARNING", "ERROR") for record in caplog.records)


async def test_a_mention_in_a_direct_message_is_answered_once(slack: Workspace, answerer: Scripted) -> None:
    await slack.dm(f"{slack.bot_mention} phone for harbour house")
    await slack.next_message()
    await quiet(slack)
    assert [ask.text for ask in answerer.asked] == ["phone for harbour house"]


async def test_a_message_in_a_channel_without_a_mention_is_left_alone(slack: Workspace) -> None:
    await slack.says("what is the phone for harbour house?")
    await quiet(slack)


async def test_whatever_is_redelivered_is_answered_once(slack: Workspace, answerer: Scripted) -> None:
    await slack.asks("phone for harbour house")
    await slack.next_message()
    delivered = slack.record.deliveries("events_api")[0].request
    event = delivered.get("payload", delivered)
    slack.delivery.event(event)
    slack.delivery.event(event_callback(event["event"], slack.state.team, "t"))  # same post under another event id
    await quiet(slack)
    assert len(answerer.asked) == 1


async def test_edits_and_deletions_are_not_answered(slack: Workspace, answerer: Scripted) -> None:
    asked = await slack.dm("phone for harbour house")
    await slack.next_message()
    await slack.edits(asked, "phone for hill house")
    await slack.deletes(asked)
    await quiet(slack)
    assert len(answerer.asked) == 1


@pytest.mark.parametrize(
    "not_a_question",
    [
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"subtype": "bot_message"},
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1"}},
        {"user": None},
        {"user": "USLACKBOT"},
        {"user": "UBOT"},
    ],
    ids=str,
)
def test_what_no_person_just_said_is_not_answered(not_a_question: dict[str, Any]) -> None:
    said = {"type": "message", "user": "U1", "text": "phone", "ts": "1.2"}
    assert is_spoken_by_a_person(said, "UBOT")
    assert not is_spoken_by_a_person(said | not_a_question, "UBOT")


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_a_question_with_a_file_or_sent_to_the_channel_too_is_answered(subtype: str) -> None:
    assert is_spoken_by_a_person({"user": "U1", "subtype": subtype}, "UBOT")


@pytest.mark.parametrize("nothing", ["", " :wave: :tada:", "👋", "?!"])
async def test_a_mention_that_says_nothing_gets_help(slack: Workspace, nothing: str) -> None:
    await slack.says(f"<@{slack.bot.id}>{nothing}", raw=True)
    assert (await slack.next_message()).text == "Help for all"


async def test_a_follow_up_in_a_thread_knows_what_was_answered_there(slack: Workspace, answerer: Scripted) -> None:
    root = await slack.asks("phone for harbour house")
    await slack.next_message()
    await slack.asks("and the fax?", thread=root)
    await slack.next_message()
    await slack.asks("and the fax?")
    await slack.next_message()
    assert [taken(ask.context).entries for ask in answerer.asked] == [(), ("house/harbour",), ()]


async def test_a_follow_up_in_a_direct_message_knows_too_and_in_a_thread_below_the_answer(
    slack: Workspace, answerer: Scripted
) -> None:
    await slack.dm("phone for harbour house")
    answer = await slack.next_message()
    await slack.dm("and the fax?")
    await slack.next_message()
    await slack.dm("and the fax?", thread=answer)
    await slack.next_message()
    assert [taken(ask.context).entries for ask in answerer.asked] == [(), ("house/harbour",), ("house/harbour",)]


async def test_every_question_carries_the_day(slack: Workspace, answerer: Scripted) -> None:
    await slack.dm("phone for harbour house")
    await slack.next_message()
    assert len(answerer.asked[0].today) == len("2026-01-01")


async def test_a_failure_is_logged_and_told_privately_without_its_details(
    slack: Workspace, answerer: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    answerer.fails = True
    await slack.asks("phone for harbour house")
    told = await slack.next_message()
    assert told.only_for == slack.user.id
    assert told.text.startswith("Sorry, something went wrong on my side")
    await slack.dm("phone for harbour house")
    assert (await slack.next_message()).text == told.text
    assert "secret details" not in str(told)
    failures = [r for r in caplog.records if r.levelname == "ERROR" and "A listener failed on" in r.getMessage()]
    assert len(failures) == 2
    assert all(r.exc_info for r in failures)


async def test_many_questions_at_once_are_each_answered_once(slack: Workspace) -> None:
    asked = [await slack.asks(f"phone for house {n}") for n in range(20)]
    answers = [await slack.next_message() for _ in asked]
    assert sorted(str(a.thread_ts) for a in answers) == sorted(a.ts for a in asked)
    await asyncio.sleep(0)
