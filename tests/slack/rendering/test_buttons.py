"""Buttons, from the person's side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.answering.resolving.turns import taken
from bot.slack.rendering.words import WORDS
from bot.workspace import SAM, Message, Workspace
from bot.workspace.holding.interactions import Refused, ResponseUrl
from tests.slack.hand_built import Scripted


async def quiet(slack: Workspace) -> None:
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)


async def test_a_choice_in_a_channel_becomes_the_answer_in_place(slack: Workspace) -> None:
    await slack.asks("which phone")
    choices = await slack.next_message()
    await slack.press(choices, "choose:1")
    answer = await slack.next_message()
    assert (answer.ts, answer.thread_ts, answer.only_for) == (choices.ts, choices.thread_ts, None)
    assert answer.text == "Night Hall: phone"
    assert "choose:" not in str(answer.blocks)


async def test_a_private_choice_becomes_a_private_answer_that_can_be_shared(slack: Workspace) -> None:
    await slack.slash("/directory", "which phone")
    choices = await slack.next_message()
    await slack.press(choices, "choose:0")
    answer = await slack.next_message()
    assert (answer.ts, answer.only_for) == (choices.ts, slack.user.id)
    await slack.press(answer, "Share here")
    assert (await slack.next_message()).only_for is None


async def test_a_follow_up_after_a_choice_is_about_what_was_chosen(slack: Workspace, answerer: Scripted) -> None:
    await slack.dm("which phone")
    await slack.press(await slack.next_message(), "choose:0")
    await slack.next_message()
    await slack.dm("and the fax?")
    await slack.next_message()
    assert taken(answerer.asked[-1].context).entries == ("hall/whale",)


async def test_sharing_posts_once_and_names_who_shared(slack: Workspace) -> None:
    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    await slack.press(private, "Share here")
    shared, kept = await slack.next_message(), await slack.next_message()
    assert shared.only_for is None
    assert shared.text.startswith(f"Shared by <@{slack.user.id}>\n")
    assert shared.blocks[0]["text"]["text"] == "(207) 555-0110"
    assert f"Shared by <@{slack.user.id}>" in str(shared.blocks[-1])
    assert (kept.ts, kept.only_for) == (private.ts, slack.user.id)
    assert "Share here" not in str(kept.blocks)
    assert "Shared in this conversation." in str(kept.blocks)


async def test_a_second_press_on_share_does_nothing(slack: Workspace) -> None:
    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    payload_message = replace(private)
    await slack.press(private, "Share here")
    await slack.next_message()
    await slack.next_message()
    share = next(b for b in payload_message.blocks if b["type"] == "actions")
    slack.state.change(payload_message, text=private.text, blocks=[share])  # the button is still there on a slow screen
    await slack.next_message()
    await slack.press(payload_message, "Share here")
    await quiet(slack)


async def test_what_the_network_kept_from_being_shared_can_be_shared_by_another_press(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, cut = AsyncWebhookClient.send, [ConnectionResetError()]

    async def cut_once(webhook: AsyncWebhookClient, **message: Any) -> WebhookResponse:
        if cut and message["response_type"] == "in_channel":
            raise cut.pop()
        return await send(webhook, **message)

    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    monkeypatch.setattr(AsyncWebhookClient, "send", cut_once)
    await slack.press(private, "Share here")
    assert (await slack.next_message()).text == WORDS["failed"]
    await slack.press(private, "Share here")
    assert (await slack.next_message()).text.startswith("Shared by")


async def press_hand_made(slack: Workspace, action_id: str, value: str) -> Message:
    """Presses a button that the bot never posted, or long ago; returns what comes of it."""
    button = {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": "Old"}}
    block = {"type": "actions", "block_id": "old", "elements": [button]}
    message = slack.state.post(slack.channel().id, slack.bot.id, "old", blocks=[block], silent=True)
    await slack.next_message()
    await slack.press(message, action_id, user=SAM)
    return await slack.next_message()


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("choose:0", json.dumps({"e": "house/gone", "a": ["phone"]})),
        ("choose:0", "not json"),
        ("choose:0", "{}"),
        ("share", json.dumps({"e": "house/gone"})),
        ("share", "[]"),
        ("from_an_older_version", "1"),
    ],
)
async def test_a_button_that_leads_nowhere_says_so_privately(slack: Workspace, action_id: str, value: str) -> None:
    told = await press_hand_made(slack, action_id, value)
    assert told.only_for == SAM.id
    assert told.text == WORDS["gone" if "house/gone" in value else "outdated"]


async def test_a_hand_made_button_cannot_ask_for_what_does_not_exist(slack: Workspace) -> None:
    value = json.dumps({"e": "house/harbour", "a": ["phone", "salary", "'; DROP TABLE"]})
    assert (await press_hand_made(slack, "choose:0", value)).text == "Harbour House: phone"


async def test_a_shared_answer_that_slack_refuses_is_said_and_can_be_tried_again(
    slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    take = slack.response_urls.take

    def refuse_once(key: str) -> ResponseUrl:
        monkeypatch.setattr(slack.response_urls, "take", take)
        raise Refused("used_url")

    monkeypatch.setattr(slack.response_urls, "take", refuse_once)
    await slack.press(private, "Share here")
    told = await slack.next_message()
    assert (told.only_for, told.text.startswith("I could not share that here.")) == (slack.user.id, True)
    await slack.press(private, "Share here")
    assert (await slack.next_message()).only_for is None


async def test_a_failure_behind_a_button_is_told_once(slack: Workspace, answerer: Scripted) -> None:
    await slack.slash("/directory", "phone for harbour house")
    private = await slack.next_message()
    answerer.fails = True
    await slack.press(private, "Share here")
    assert (await slack.next_message()).text.startswith("Sorry, something went wrong")
    await quiet(slack)
