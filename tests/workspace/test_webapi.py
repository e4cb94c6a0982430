"""The Web API, called by slack_sdk's own client over HTTP."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.workspace import ALEX, SAM, Workspace

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
CHANNEL = "C0LOCAL0001"


async def refused(call: Any) -> dict[str, Any]:
    """What a call is refused with."""
    with pytest.raises(SlackApiError) as error:
        await call
    response: AsyncSlackResponse = error.value.response
    assert response.status_code == 200
    return dict(response.data)


# --- tokens and scopes ---


async def test_auth_test_says_who_the_token_is(workspace: Workspace, client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["user"]) == (workspace.bot.id, "B0LOCAL0001", "directory")
    assert answer["url"] == f"{workspace.url}/"


async def test_tokens_are_new_with_every_workspace(workspace: Workspace) -> None:
    other = Workspace()
    assert workspace.bot_token.startswith("xoxb-") and workspace.app_token.startswith("xapp-")
    assert len({workspace.bot_token, other.bot_token, workspace.app_token, other.app_token}) == 4
    assert workspace.signing_secret != other.signing_secret


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("app", "auth.test", "not_allowed_token_type"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
        ("xapp-wrong", "apps.connections.open", "invalid_auth"),
        ("bot", "chat.shout", "unknown_method"),
        ("", "chat.shout", "unknown_method"),
    ],
)
async def test_wrong_tokens_and_methods_are_refused(workspace: Workspace, token: str, method: str, error: str) -> None:
    token = {"app": workspace.app_token, "bot": workspace.bot_token}.get(token, token)
    client = AsyncWebClient(token=token, base_url=workspace.api_url)
    assert (await refused(client.api_call(method)))["error"] == error


async def test_a_token_may_travel_in_a_form(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        form = {"token": workspace.bot_token, "channel": CHANNEL, "text": "x", "blocks": json.dumps([SECTION])}
        async with session.post(f"{workspace.api_url}chat.postMessage", data=form) as response:
            assert (await response.json())["ok"]
    assert workspace.messages()[-1].blocks[0]["type"] == "section"
    assert all(workspace.bot_token not in str(entry.request) for entry in workspace.record)


async def test_scopes_of_the_manifest_are_checked() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}}}
    async with Workspace(manifest=manifest) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        answer = await client.chat_postMessage(channel=CHANNEL, text="x")
        assert answer.headers["X-OAuth-Scopes"] == "chat:write,commands"
        refusal = await refused(client.users_info(user=ALEX.id))
        assert refusal["error"] == "missing_scope"
        assert (refusal["needed"], refusal["provided"]) == ("users:read", "chat:write,commands")


async def test_api_test_gives_back_what_it_gets(workspace: Workspace) -> None:
    client = AsyncWebClient(base_url=workspace.api_url)
    assert (await client.api_test(foo="bar"))["args"]["foo"] == "bar"
    assert (await refused(client.api_test(error="my_error")))["error"] == "my_error"


# --- bodies ---


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        ("{", "application/json", "invalid_json"),
        ("[1]", "application/json", "json_not_object"),
        ("channel=C0LOCAL0001&blocks=%5B", "application/x-www-form-urlencoded", "invalid_blocks_format"),
        ("", "application/json", "invalid_arguments"),
        ("channel=C0LOCAL0001", "application/x-www-form-urlencoded", "no_text"),
    ],
)
@pytest.mark.refused
async def test_malformed_bodies_are_refused(workspace: Workspace, body: str, kind: str, error: str) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}", "Content-Type": kind}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{workspace.api_url}chat.postMessage", data=body) as response,
    ):
        assert await response.json() | {"ok": False, "error": error} == await response.json()


# --- messages ---


async def test_a_posted_message_is_there(workspace: Workspace, client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel=CHANNEL, text="hello", blocks=[SECTION], metadata=METADATA)
    (message,) = workspace.messages()
    assert (answer["channel"], answer["ts"]) == (message.channel, message.ts)
    assert answer["message"]["bot_id"] == "B0LOCAL0001" and answer["message"]["blocks"][0]["block_id"]
    assert message.metadata == METADATA


METADATA = {"event_type": "answered", "event_payload": {"entries": ["a"]}}


@pytest.mark.parametrize("name", [CHANNEL, "press-room", "#press-room"])
async def test_a_channel_goes_by_id_and_name(workspace: Workspace, client: AsyncWebClient, name: str) -> None:
    assert (await client.chat_postMessage(channel=name, text="x"))["channel"] == CHANNEL


async def test_a_user_as_channel_means_the_direct_conversation(workspace: Workspace, client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel=SAM.id, text="x")
    assert answer["channel"] == (await client.conversations_open(users=SAM.id))["channel"]["id"]
    assert [message.text for message in workspace.direct_messages(SAM)] == ["x"]


@pytest.mark.refused
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"channel": CHANNEL}, "no_text"),
        ({"channel": CHANNEL, "text": ""}, "no_text"),
        ({"channel": CHANNEL, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": CHANNEL, "text": "x", "blocks": "text"}, "invalid_blocks_format"),
        ({"channel": CHANNEL, "text": "x", "blocks": [{**SECTION, "text": None}]}, "invalid_blocks"),
        (
            {
                "channel": CHANNEL,
                "text": "x",
                "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5,
            },
            "msg_blocks_too_long",
        ),
    ],
)
async def test_bad_messages_are_refused(client: AsyncWebClient, arguments: dict[str, Any], error: str) -> None:
    assert (await refused(client.api_call("chat.postMessage", json=arguments)))["error"] == error


@pytest.mark.refused
async def test_the_reason_comes_with_invalid_blocks(client: AsyncWebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    refusal = await refused(client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks))
    problem = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert refusal["errors"] == [problem]
    assert refusal["response_metadata"]["messages"] == [f"[ERROR] {problem}"]


async def test_the_app_must_be_in_the_channel(workspace: Workspace, client: AsyncWebClient) -> None:
    direct = workspace.state.direct(ALEX.id, SAM.id)
    assert (await refused(client.chat_postMessage(channel=direct.id, text="x")))["error"] == "not_in_channel"


async def test_an_own_message_can_be_changed_and_deleted(workspace: Workspace, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="one", blocks=[SECTION]))["ts"]
    assert (await client.chat_update(channel=CHANNEL, ts=ts, text="two"))["text"] == "two"
    (message,) = workspace.messages()
    assert (message.text, message.blocks) == ("two", [])
    await client.chat_delete(channel=CHANNEL, ts=ts)
    assert workspace.messages() == []
    assert (await refused(client.chat_update(channel=CHANNEL, ts=ts, text="x")))["error"] == "message_not_found"


async def test_others_messages_cannot_be_changed(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.says("mine")
    assert (await refused(client.chat_update(channel=CHANNEL, ts=message.ts, text="x")))["error"] == "cant_update_message"
    assert (await refused(client.chat_delete(channel=CHANNEL, ts=message.ts)))["error"] == "cant_delete_message"


async def test_an_ephemeral_message_is_seen_by_one_and_cannot_be_updated(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postEphemeral(channel=CHANNEL, user=ALEX.id, text="psst"))["message_ts"]
    assert workspace.messages() == []
    shown = await workspace.next_message()
    assert (shown.ts, shown.only_for) == (ts, ALEX.id)
    assert (await refused(client.chat_update(channel=CHANNEL, ts=ts, text="x")))["error"] == "message_not_found"
    stranger = client.chat_postEphemeral(channel=CHANNEL, user="U404", text="x")
    assert (await refused(stranger))["error"] == "user_not_in_channel"


# --- conversations and users ---


async def test_history_leaves_replies_out_and_replies_gives_them(workspace: Workspace, client: AsyncWebClient) -> None:
    root = await workspace.says("question")
    await client.chat_postMessage(channel=CHANNEL, text="answer", thread_ts=root.ts)
    await workspace.says("later")
    await client.chat_postEphemeral(channel=CHANNEL, user=ALEX.id, text="psst")
    history = await client.conversations_history(channel=CHANNEL)
    assert [message["text"] for message in history["messages"]] == ["later", "question"]
    thread = await client.conversations_replies(channel=CHANNEL, ts=root.ts)
    assert [message["text"] for message in thread["messages"]] == ["question", "answer"]
    assert (await refused(client.conversations_replies(channel=CHANNEL, ts="1.0")))["error"] == "thread_not_found"


async def test_history_comes_in_pages(workspace: Workspace, client: AsyncWebClient) -> None:
    for number in range(5):
        await workspace.says(str(number))
    texts = [
        message["text"]
        async for page in await client.conversations_history(channel=CHANNEL, limit=2)
        for message in page["messages"]
    ]
    assert texts == ["4", "3", "2", "1", "0"]
    assert (await refused(client.conversations_history(channel=CHANNEL, limit="many")))["error"] == "invalid_limit"
    assert (await refused(client.conversations_history(channel=CHANNEL, limit=2, cursor="x")))["error"] == "invalid_cursor"


async def test_channels_and_users_can_be_asked_for(workspace: Workspace, client: AsyncWebClient) -> None:
    assert (await client.conversations_info(channel=CHANNEL))["channel"]["name"] == "press-room"
    direct = (await client.conversations_open(users=SAM.id))["channel"]["id"]
    assert (await client.conversations_info(channel=direct))["channel"]["user"] == SAM.id
    assert (await client.users_info(user=SAM.id))["user"]["real_name"] == "Sam Okafor"
    assert (await refused(client.users_info(user="U404")))["error"] == "user_not_found"
    assert (await refused(client.conversations_open(users="U404")))["error"] == "user_not_found"


# --- views ---

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Search"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "q",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "name"},
        }
    ],
}


async def test_a_modal_opens_once_a_trigger(workspace: Workspace, client: AsyncWebClient) -> None:
    trigger = workspace.triggers.issue(ALEX.id)
    view = (await client.views_open(trigger_id=trigger, view=MODAL))["view"]
    assert view["id"].startswith("V") and view["hash"]
    assert (await refused(client.views_open(trigger_id=trigger, view=MODAL)))["error"] == "exchanged_trigger_id"
    assert (await refused(client.views_open(trigger_id="1.2.3", view=MODAL)))["error"] == "invalid_trigger_id"


async def test_a_view_is_updated_unless_somebody_was_quicker(workspace: Workspace, client: AsyncWebClient) -> None:
    view = (await client.views_open(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL))["view"]
    changed = {**MODAL, "title": {"type": "plain_text", "text": "Results"}}
    newer = (await client.views_update(view_id=view["id"], hash=view["hash"], view=changed))["view"]
    assert (newer["id"], newer["title"]["text"]) == (view["id"], "Results")
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    assert (await refused(stale))["error"] == "hash_conflict"
    assert (await refused(client.views_update(view_id="V404", view=changed)))["error"] == "not_found"


async def test_a_home_view_is_kept_for_its_user(workspace: Workspace, client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [SECTION]}
    first = (await client.views_publish(user_id=ALEX.id, view=home))["view"]
    again = (await client.views_publish(user_id=ALEX.id, view=home))["view"]
    assert again["id"] == first["id"]
    assert (await client.views_publish(user_id=SAM.id, view=home))["view"]["id"] != first["id"]


@pytest.mark.refused
async def test_a_bad_view_is_refused_with_the_reason_and_the_trigger_stays_good(
    workspace: Workspace, client: AsyncWebClient
) -> None:
    trigger = workspace.triggers.issue(ALEX.id)
    bad = {**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}
    refusal = await refused(client.views_open(trigger_id=trigger, view=bad))
    assert refusal["error"] == "invalid_arguments"
    problem = "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    assert refusal["response_metadata"]["messages"] == [problem]
    assert (await client.views_open(trigger_id=trigger, view=MODAL))["ok"]
