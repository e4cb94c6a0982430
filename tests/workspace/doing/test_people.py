"""What people do: writing, commands, buttons, and the app's answers through response URLs."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.workspace import SAM, Impossible, Workspace
from bot.workspace.carrying.record import Entry
from tests.workspace.echo import card

MANIFEST = {
    "display_information": {"name": "Fallback"},
    "features": {
        "bot_user": {"display_name": "Finder"},
        "slash_commands": [{"command": "/find", "description": "Finds", "usage_hint": "name"}],
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
}


async def test_a_question_is_answered_in_its_thread(echo: Workspace) -> None:
    question = await echo.asks("phone for <laredo> & more")
    answer = await echo.next_message()
    assert question.text == f"<@{echo.bot.id}> phone for &lt;laredo&gt; &amp; more"
    assert (answer.thread_ts, answer.by_app) == (question.ts, True)
    assert answer.blocks[0]["text"]["text"] == "*You said* phone for &lt;laredo&gt; &amp; more"


async def test_a_direct_message_is_answered_once_and_the_app_does_not_answer_itself(echo: Workspace) -> None:
    await echo.dm("one")
    assert (await echo.next_message()).text == "one"
    await echo.dm("two", user=SAM)
    assert (await echo.next_message()).text == "two"
    await echo.delivery.settled()
    assert [message.text for message in echo.direct_messages()] == ["one", "one"]


async def test_edits_and_deletions_are_not_answered(echo: Workspace) -> None:
    message = await echo.dm("one")
    await echo.next_message()
    await echo.deletes(await echo.edits(message, "uno"))
    await echo.delivery.settled()
    await echo.dm("last")
    assert (await echo.next_message()).text == "last"
    subtypes = {entry.request["payload"]["event"].get("subtype") for entry in echo.record.deliveries("events_api")}
    assert {"message_changed", "message_deleted"} <= subtypes


async def test_a_command_is_answered_to_its_caller_alone(echo: Workspace) -> None:
    await echo.slash("/echo", "psst", user=SAM)
    assert (await echo.next_message()).only_for == SAM.id
    assert echo.messages() == []


async def test_a_command_answered_in_channel_shows_itself_too_and_gives_no_event(echo: Workspace) -> None:
    await echo.slash("/shout", "hi")
    assert (await echo.next_message()).text == "HI"
    assert [(message.text, message.by_app) for message in echo.messages()] == [("/shout hi", False), ("HI", True)]
    assert all("/shout" not in str(entry.request) for entry in echo.record.deliveries("events_api"))


def slackbot_says(workspace: Workspace) -> str:
    """The last thing that Slackbot told somebody."""
    return [m.text for m in workspace.state.ephemeral(workspace.channel().id) if m.user == "USLACKBOT"][-1]


async def test_a_command_nobody_declared_is_not_sent() -> None:
    async with Workspace(manifest=MANIFEST) as workspace:
        await workspace.slash("/lose", "x")
        assert "`/lose` is not a command here" in slackbot_says(workspace)
        assert workspace.record.deliveries() == []


@pytest.mark.unacknowledged
async def test_a_command_nobody_answers_fails_with_slacks_words(workspace: Workspace) -> None:
    await workspace.slash("/directory", "x")
    assert slackbot_says(workspace) == '`/directory` failed with the error "dispatch_failed"'


async def test_a_press_answers_in_place(echo: Workspace) -> None:
    await echo.dm("x")
    first = await echo.next_message()
    await echo.press(first, "again")
    changed = await echo.next_message()
    assert (changed.ts, changed.text) == (first.ts, "again: x")
    assert echo.direct_messages()[-1] == changed


async def test_a_button_that_is_not_there_cannot_be_pressed(echo: Workspace) -> None:
    await echo.dm("x")
    message = await echo.next_message()
    with pytest.raises(Impossible, match="No button or menu 'Explode'"):
        await echo.press(message, "Explode")


MENU = [
    {
        "type": "actions",
        "elements": [
            {
                "type": "static_select",
                "action_id": "menu",
                "placeholder": {"type": "plain_text", "text": "Choose"},
                "options": [{"text": {"type": "plain_text", "text": "First"}, "value": "1"}],
            }
        ],
    }
]


@pytest.mark.unacknowledged
async def test_a_choice_from_a_menu_carries_the_option(workspace: Workspace, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="press-room", text="choose", blocks=MENU)
    message = await workspace.next_message()
    with pytest.raises(Impossible, match="choice"):
        await workspace.press(message, "Choose", option="Second")
    seen: list[Entry] = []
    workspace.record.listen(seen.append)
    with pytest.raises(Exception, match="connection_failed"):
        await workspace.press(message, "Choose", option="First")
    payload = seen[0].request["payload"]
    assert payload["actions"][0]["selected_option"]["value"] == "1"
    ((block,),) = (payload["state"]["values"].values(),)
    assert block["menu"]["selected_option"]["value"] == "1"


@pytest.mark.parametrize(("text", "problem"), [("  \n", "nothing to send"), ("x" * 40_001, "40,001 characters")])
async def test_what_cannot_be_sent_is_said(workspace: Workspace, text: str, problem: str) -> None:
    with pytest.raises(Impossible, match=problem):
        await workspace.says(text)


# --- response URLs ---


async def respond(workspace: Workspace, url: str, body: dict[str, Any]) -> tuple[int, str]:
    response = await AsyncWebhookClient(url).send_dict(body)
    return response.status_code, response.body


def response_url(workspace: Workspace, ts: str | None = None) -> str:
    key = workspace.response_urls.issue(workspace.channel().id, workspace.user.id, ts)
    return f"{workspace.url}/response/{key}"


async def test_a_response_is_ephemeral_unless_it_says_otherwise(workspace: Workspace) -> None:
    url = response_url(workspace)
    assert (await respond(workspace, url, {"text": "psst"}))[0] == 200
    assert (await workspace.next_message()).ephemeral
    await respond(workspace, url, {"text": "hear", "response_type": "in_channel"})
    assert not (await workspace.next_message()).ephemeral


async def test_a_response_replaces_or_deletes_its_original(workspace: Workspace, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="press-room", text="one", blocks=card("one")))["ts"]
    url = response_url(workspace, ts)
    await respond(workspace, url, {"text": "two", "replace_original": True})
    assert [(message.ts, message.text) for message in workspace.messages()] == [(ts, "two")]
    await respond(workspace, url, {"delete_original": True})
    assert workspace.messages() == []


async def test_an_ephemeral_original_can_be_replaced_through_its_response_url(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postEphemeral(channel="press-room", user=workspace.user.id, text="one"))["message_ts"]
    await respond(workspace, response_url(workspace, ts), {"text": "two", "replace_original": True})
    assert [message.text for message in workspace.state.ephemeral(workspace.channel().id)] == ["two"]


async def test_a_response_url_runs_out_after_five_answers(workspace: Workspace) -> None:
    url = response_url(workspace)
    assert [(await respond(workspace, url, {"text": str(n)}))[0] for n in range(6)] == [200] * 5 + [404]
    assert "used_url" in (await respond(workspace, url, {"text": "x"}))[1]


@pytest.mark.refused
@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("{", "invalid_payload"),
        ("[]", "invalid_payload"),
        ("{}", "no_text"),
        ('{"text": "x", "blocks": [{"type": "poll"}]}', "invalid_blocks"),
    ],
)
async def test_a_bad_response_is_refused(workspace: Workspace, body: str, error: str) -> None:
    async with aiohttp.ClientSession() as session, session.post(response_url(workspace), data=body) as response:
        assert (response.status, (await response.json())["error"]) == (400, error)


# --- the manifest ---


async def test_the_manifest_gives_name_commands_events_and_scopes() -> None:
    workspace = Workspace(manifest=MANIFEST)
    assert workspace.bot_mention == "@Finder"
    assert [(one.name, one.description, one.usage_hint) for one in workspace.app.commands] == [("/find", "Finds", "name")]
    assert workspace.app.events == {"app_mention"} and workspace.app.scopes == frozenset()
