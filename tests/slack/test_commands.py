"""Slash commands, from the person's side."""

from __future__ import annotations

import pytest

from bot.workspace import Workspace
from tests.slack.hand_built import Scripted


async def test_a_command_is_answered_to_the_caller_alone(slack: Workspace, answerer: Scripted) -> None:
    await slack.slash("/directory", "phone for harbour house")
    answer = await slack.next_message()
    assert answer.only_for == slack.user.id
    assert answer.blocks[0]["text"]["text"] == "(207) 555-0110"
    assert answerer.asked[0].kinds == ()


@pytest.mark.parametrize(("command", "kinds"), [("/press", ("press-desk",)), ("/loans", ("loan-office",))])
async def test_a_kinds_own_command_asks_for_that_kind(
    slack: Workspace, answerer: Scripted, command: str, kinds: tuple[str, ...]
) -> None:
    await slack.slash(command, "phone for harbour house")
    await slack.next_message()
    assert answerer.asked[0].kinds == kinds


@pytest.mark.parametrize("text", ["", "help", " HELP ", "👋"])
async def test_nothing_or_help_gets_usage_with_examples(slack: Workspace, text: str) -> None:
    await slack.slash("/press", text)
    answer = await slack.next_message()
    assert answer.text == "Help for press-desk"
    assert "Type /press and your question" in str(answer.blocks)
    assert "phone for Harbour House" in str(answer.blocks)


async def test_entities_in_a_command_are_decoded(slack: Workspace, answerer: Scripted) -> None:
    await slack.slash("/directory", "Tom & <b>phone</b>")
    await slack.next_message()
    assert answerer.asked[0].text == "Tom & <b>phone</b>"


async def test_only_what_can_be_used_can_be_shared(slack: Workspace) -> None:
    for text, shareable in (("phone", True), ("list of", True), ("how many", True), ("which", False), ("moon", False)):
        await slack.slash("/directory", text)
        answer = await slack.next_message()
        assert ("Share here" in str(answer.blocks)) is shareable, text


async def test_the_answer_comes_after_the_acknowledgement_by_the_address_that_came_along(slack: Workspace) -> None:
    await slack.slash("/directory", "phone for harbour house")
    answer = await slack.next_message()
    assert (answer.only_for, answer.blocks[0]["text"]["text"]) == (slack.user.id, "(207) 555-0110")
    assert not slack.record.deliveries("slash_commands")[0].response


async def test_a_failure_is_told_to_the_caller_alone(slack: Workspace, answerer: Scripted) -> None:
    answerer.fails = True
    await slack.slash("/directory", "phone for harbour house")
    told = await slack.next_message()
    assert told.only_for == slack.user.id
    assert told.text.startswith("Sorry")
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)
    assert not any(entry.error for entry in slack.record.deliveries("slash_commands"))


async def test_commands_with_one_trigger_are_told_apart_by_what_was_typed(slack: Workspace, answerer: Scripted) -> None:
    await slack.slash("/directory", "phone for harbour house")
    await slack.next_message()
    command = slack.record.deliveries("slash_commands")[0].request
    await slack.delivery.interaction("slash_commands", command.get("payload", command) | {"text": "list of houses"})
    await slack.next_message()
    assert [asked.text for asked in answerer.asked] == ["phone for harbour house", "list of houses"]


async def test_a_command_delivered_again_is_acknowledged_and_not_answered_again(slack: Workspace) -> None:
    await slack.slash("/directory", "phone for harbour house")
    await slack.next_message()
    command = slack.record.deliveries("slash_commands")[0].request
    assert not (await slack.delivery.interaction("slash_commands", command["payload"])).payload
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)


async def test_an_answer_that_cannot_be_given_where_it_was_asked_goes_to_the_caller_directly(
    slack: Workspace,
) -> None:
    await slack.slash("/directory", "phone for harbour house")
    answer = await slack.next_message()
    typed = slack.record.deliveries("slash_commands")[0].request
    typed = typed.get("payload", typed)
    gone = {"trigger_id": "1.2.another", "response_url": typed["response_url"] + "0"}
    await slack.delivery.interaction("slash_commands", typed | gone)
    told = await slack.next_message()
    assert (told.text, told.channel) == (answer.text, slack.state.direct(slack.user.id, slack.bot.id).id)
