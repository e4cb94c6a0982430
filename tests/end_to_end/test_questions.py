"""Real questions, real answers: the bot's own process, over both transports."""

from __future__ import annotations

import re

from bot.workspace import Message, Workspace
from tests.end_to_end.process import Bot


def headline(message: Message) -> str:
    assert message.blocks[0]["type"] == "header", message.blocks
    return str(message.blocks[0]["text"]["text"])


async def test_a_mention_gets_the_number_first_with_its_card_source_and_date(workspace: Workspace, bot: Bot) -> None:
    asked = await workspace.asks("phone for the port of laredo")
    answer = await workspace.next_message()
    assert headline(answer) == "(956) 523-7300"
    assert answer.thread_ts == asked.ts
    card = str(answer.blocks)
    assert "<tel:+19565237300|(956) 523-7300>" in card
    assert "google.com/maps" in card
    assert "Laredo, Texas" in card
    assert re.search(r"\d{4}", str(answer.blocks[-1])), "the date of the source"
    assert "(956) 523-7300" in answer.text
    assert "Laredo, Texas" in answer.text


async def test_a_direct_message_walks_coverage(workspace: Workspace, bot: Bot) -> None:
    await workspace.dm("which attaché covers Denmark")
    answer = await workspace.next_message()
    assert "The Hague" in answer.text
    assert answer.thread_ts is None


async def test_choices_are_pressed_into_an_answer(workspace: Workspace, bot: Bot) -> None:
    await workspace.dm("laredo")
    choices = await workspace.next_message()
    labels = [b["text"]["text"] for block in choices.blocks if block["type"] == "actions" for b in block["elements"]]
    assert len(labels) > 1
    await workspace.press(choices, next(label for label in labels if label.startswith("Laredo Sector")))
    answer = await workspace.next_message()
    assert answer.ts == choices.ts
    assert "Laredo Sector" in answer.text


async def test_a_command_is_answered_privately_and_shared(workspace: Workspace, bot: Bot) -> None:
    await workspace.slash("/directory", "port code 2304")
    private = await workspace.next_message()
    assert private.only_for == workspace.user.id
    assert "Laredo, Texas" in private.text
    await workspace.press(private, "Share here")
    shared = await workspace.next_message()
    assert shared.only_for is None
    assert f"<@{workspace.user.id}>" in str(shared.blocks)
    assert "Laredo, Texas" in shared.text


async def test_the_commands_of_the_kinds_narrow_and_explain_themselves(workspace: Workspace, bot: Bot) -> None:
    await workspace.slash("/attache", "denmark")
    assert "The Hague" in (await workspace.next_message()).text
    await workspace.slash("/press", "tucson")
    assert "press" in (await workspace.next_message()).text.lower()
    await workspace.slash("/press", "help")
    assert "Type /press and your question" in str((await workspace.next_message()).blocks)


async def test_a_follow_up_in_a_thread_keeps_its_subject(workspace: Workspace, bot: Bot) -> None:
    root = await workspace.asks("phone for the port of laredo")
    await workspace.next_message()
    await workspace.asks("and the hours?", thread=root)
    answer = await workspace.next_message()
    assert "Laredo, Texas" in answer.text


async def test_one_question_delivered_again_is_answered_once(workspace: Workspace, bot: Bot) -> None:
    await workspace.dm("phone for the port of laredo")
    await workspace.next_message()
    event = workspace.record.deliveries("events_api")[0].request
    workspace.delivery.event(event.get("payload", event))
    await workspace.delivery.settled()
    await workspace.dm("port code 2304")
    assert "2304" in (await workspace.next_message()).text
    assert len(workspace.direct_messages()) == 4
