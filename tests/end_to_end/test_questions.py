"""Real questions, real answers: the bot's own process, over both transports."""

from __future__ import annotations

import asyncio
import re
import time

import pytest

from bot.workspace import Message, Workspace

pytestmark = pytest.mark.asyncio(loop_scope="module")


def headline(message: Message) -> str:
    assert message.blocks[0]["type"] == "header", message.blocks
    return str(message.blocks[0]["text"]["text"])


async def test_a_mention_gets_the_number_first_with_its_source_and_date_and_the_card_when_it_is_wanted(
    slack: Workspace,
) -> None:
    asked = await slack.asks("phone for the port of laredo")
    answer = await slack.next_message()
    assert headline(answer) == "(956) 523-7300"
    assert answer.thread_ts == asked.ts
    short = str(answer.blocks)
    assert "tel:+19565237300" in short
    assert re.search(r"as of \d{4}", short), "the date of the source"
    assert "(956) 523-7300" in answer.text
    assert "Laredo, Texas" in answer.text
    await slack.press(answer, "More")
    card = await slack.next_message()
    assert card.ts == answer.ts
    assert "google.com/maps" in str(card.blocks)


async def test_a_direct_message_walks_coverage_in_a_session_of_its_own(slack: Workspace) -> None:
    asked = await slack.dm("which attaché covers Denmark")
    answer = await slack.next_message()
    assert "The Hague" in answer.text
    assert answer.thread_ts == asked.ts
    assert slack.assistant(asked.channel, asked.ts).title == "which attaché covers Denmark"


async def test_choices_are_pressed_into_an_answer(slack: Workspace) -> None:
    await slack.dm("laredo")
    choices = await slack.next_message()
    rows = [block for block in choices.blocks if block.get("accessory", {}).get("action_id", "").startswith("choose:")]
    assert len(rows) > 1
    sector = next(row for row in rows if "Laredo Sector" in str(row["text"]))
    await slack.press(choices, sector["accessory"]["action_id"])
    answer = await slack.next_message()
    assert answer.ts == choices.ts
    assert "Laredo Sector" in answer.text


async def test_a_command_is_answered_privately_and_shared(slack: Workspace) -> None:
    await slack.slash("/directory", "port code 2304")
    private = await slack.next_message()
    assert private.only_for == slack.user.id
    assert "Laredo, Texas" in private.text
    await slack.press(private, "Share here")
    shared = await slack.next_message()
    assert shared.only_for is None
    assert f"<@{slack.user.id}>" in str(shared.blocks)
    assert "Laredo, Texas" in shared.text


async def test_the_commands_of_the_kinds_narrow_and_explain_themselves(slack: Workspace) -> None:
    await slack.slash("/attache", "denmark")
    assert "The Hague" in (await slack.next_message()).text
    await slack.slash("/press", "tucson")
    assert "press" in (await slack.next_message()).text.lower()
    await slack.slash("/press", "help")
    assert "Type /press and your question" in str((await slack.next_message()).blocks)


async def test_a_follow_up_in_a_thread_keeps_its_subject(slack: Workspace) -> None:
    root = await slack.asks("phone for the port of laredo")
    await slack.next_message()
    await slack.asks("and the hours?", thread=root)
    answer = await slack.next_message()
    assert "Laredo, Texas" in answer.text


async def test_one_question_delivered_again_is_answered_once(slack: Workspace) -> None:
    before = len(slack.direct_messages())
    asked = await slack.dm("phone for the port of laredo")
    await slack.next_message()
    answered = int(time.time())
    while int(time.time()) == answered:  # in the same second it has the same signature, and is refused as a replay
        await asyncio.sleep(0.05)
    events = [entry.request["payload"] for entry in slack.record.deliveries("events_api")]
    slack.delivery.event(next(event for event in events if event["event"]["ts"] == asked.ts))
    await slack.delivery.settled()
    await slack.dm("port code 2304")
    assert "2304" in (await slack.next_message()).text
    assert len(slack.direct_messages()) == before + 4
