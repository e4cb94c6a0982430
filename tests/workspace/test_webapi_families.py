"""The Web API beyond messages: people, channels, reactions, files, links, the agent. Called by slack_sdk's own client."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import ALEX, JO, LUCIA, SAM, Workspace
from tests.workspace.showroom import VCARD

CHANNEL, CURATORS, PARTNERS, NEWSROOM = (f"C0LOCAL000{number}" for number in range(1, 5))
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}


async def refusal(call: Any) -> str:
    """The error that a call is refused with."""
    with pytest.raises(SlackApiError) as error:
        await call
    return str(error.value.response["error"])


# --- people ---


async def test_the_locale_of_a_user_must_be_asked_for(client: AsyncWebClient) -> None:
    plain = (await client.users_info(user=LUCIA.id))["user"]
    asked = (await client.users_info(user=LUCIA.id, include_locale=True))["user"]
    assert "locale" not in plain and asked["locale"] == "es-ES"
    assert (asked["tz"], asked["tz_offset"]) == ("America/Mexico_City", -6 * 3600)


async def test_somebody_from_another_organisation_is_a_stranger(workspace: Workspace, client: AsyncWebClient) -> None:
    stranger = (await client.users_info(user=JO.id))["user"]
    assert stranger["is_stranger"] and stranger["team_id"] != workspace.state.team.id
    assert "is_stranger" not in (await client.users_info(user=SAM.id))["user"]


async def test_workspace_and_bot_can_be_asked_for(workspace: Workspace, client: AsyncWebClient) -> None:
    assert (await client.team_info())["team"]["id"] == workspace.state.team.id
    assert (await client.bots_info(bot=workspace.state.team.bot_id))["bot"]["user_id"] == workspace.bot.id
    assert await refusal(client.bots_info(bot="B404")) == "bot_not_found"
    assert len((await client.users_list(limit=2))["members"]) == 2


# --- channels ---


async def test_a_channel_shared_with_another_organisation_says_so(workspace: Workspace, client: AsyncWebClient) -> None:
    shared = (await client.conversations_info(channel=PARTNERS, include_num_members=True))["channel"]
    assert (shared["is_ext_shared"], shared["is_shared"], shared["num_members"]) == (True, True, 5)
    assert (await client.conversations_info(channel=CHANNEL))["channel"]["is_ext_shared"] is False
    workspace.shares("press-room")
    assert (await client.conversations_info(channel=CHANNEL))["channel"]["is_ext_shared"] is True


async def test_members_come_in_pages(client: AsyncWebClient) -> None:
    first = await client.conversations_members(channel=CHANNEL, limit=3)
    rest = await client.conversations_members(channel=CHANNEL, cursor=first["response_metadata"]["next_cursor"])
    assert len({*first["members"], *rest["members"]}) == 4


async def test_a_private_channel_is_seen_only_from_inside(workspace: Workspace, client: AsyncWebClient) -> None:
    assert (await client.conversations_info(channel=CURATORS))["channel"]["is_private"]
    workspace.removes_bot("curators")
    assert await refusal(client.conversations_info(channel=CURATORS)) == "channel_not_found"
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [channel["id"] for channel in listed["channels"]] == [CHANNEL, PARTNERS, NEWSROOM]


async def test_the_app_cannot_write_where_it_is_not_or_all_is_over(workspace: Workspace, client: AsyncWebClient) -> None:
    assert await refusal(client.chat_postMessage(channel=NEWSROOM, text="x")) == "not_in_channel"
    await client.conversations_join(channel=NEWSROOM)
    await client.chat_postMessage(channel=NEWSROOM, text="x")
    workspace.archives("newsroom")
    assert await refusal(client.chat_postMessage(channel=NEWSROOM, text="x")) == "is_archived"
    assert await refusal(client.conversations_join(channel=CURATORS)) == "method_not_supported_for_channel_type"


async def test_each_kind_of_channel_has_its_own_scope() -> None:
    scopes = ["channels:history", "channels:read", "im:history"]
    async with Workspace(manifest={"oauth_config": {"scopes": {"bot": scopes}}}) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        await client.conversations_history(channel=CHANNEL)
        with pytest.raises(SlackApiError) as error:
            await client.conversations_history(channel=CURATORS)
        assert (error.value.response["error"], error.value.response["needed"]) == ("missing_scope", "groups:history")


async def test_a_messages_metadata_must_be_asked_for(workspace: Workspace, client: AsyncWebClient) -> None:
    metadata = {"event_type": "answered", "event_payload": {"entries": ["a"]}}
    ts = (await client.chat_postMessage(channel=CHANNEL, text="x", metadata=metadata))["ts"]
    plain = await client.conversations_replies(channel=CHANNEL, ts=ts)
    asked = await client.conversations_replies(channel=CHANNEL, ts=ts, include_all_metadata=True)
    assert "metadata" not in plain["messages"][0] and asked["messages"][0]["metadata"] == metadata


async def test_history_can_be_cut_by_time(workspace: Workspace, client: AsyncWebClient) -> None:
    first, second, third = [await workspace.says(text) for text in ("one", "two", "three")]
    between = await client.conversations_history(channel=CHANNEL, oldest=first.ts, latest=third.ts)
    assert [message["ts"] for message in between["messages"]] == [second.ts]
    whole = await client.conversations_history(channel=CHANNEL, oldest=first.ts, latest=third.ts, inclusive=True)
    assert len(whole["messages"]) == 3
    assert await refusal(client.conversations_history(channel=CHANNEL, oldest="yesterday")) == "invalid_ts_oldest"


@pytest.mark.parametrize(
    ("metadata", "error"),
    [("x", "invalid_metadata_format"), ({"event_type": "x"}, "invalid_metadata_schema")],
)
async def test_metadata_that_is_none_is_refused(client: AsyncWebClient, metadata: Any, error: str) -> None:
    call = client.api_call("chat.postMessage", json={"channel": CHANNEL, "text": "x", "metadata": metadata})
    assert await refusal(call) == error


@pytest.mark.refused
async def test_markdown_text_stands_alone(workspace: Workspace, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=CHANNEL, markdown_text="**x**")
    assert workspace.messages()[-1].blocks[0]["type"] == "markdown"
    both = client.chat_postMessage(channel=CHANNEL, markdown_text="**x**", text="x")
    assert await refusal(both) == "markdown_text_conflict"


# --- reactions and links ---


async def test_reactions_come_and_go(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.says("hello")
    await workspace.reacts(message, "eyes")
    where: dict[str, Any] = {"channel": CHANNEL, "timestamp": message.ts, "name": "eyes"}
    await client.reactions_add(**where)
    assert await refusal(client.reactions_add(**where)) == "already_reacted"
    (shown,) = (await client.conversations_history(channel=CHANNEL))["messages"]
    assert shown["reactions"] == [{"name": "eyes", "users": [ALEX.id, workspace.bot.id], "count": 2}]
    await client.reactions_remove(**where)
    assert await refusal(client.reactions_remove(**where)) == "no_reaction"
    assert await refusal(client.reactions_add(**{**where, "name": "No Such!"})) == "invalid_name"
    assert await refusal(client.reactions_add(**{**where, "timestamp": "1.0"})) == "message_not_found"


async def test_a_link_of_the_apps_domains_is_shown_below_its_message(showroom: Workspace) -> None:
    first = await showroom.says("see https://www.cities.example/laredo?a=1&b=2 and https://cities.example.org/x")
    second = await showroom.says("https://cities.example/nogales", thread=first)
    await showroom.delivery.settled()
    for message, url in ((first, "https://www.cities.example/laredo?a=1&b=2"), (second, "https://cities.example/nogales")):
        unfurled = await showroom.until_changed(message)
        assert unfurled.unfurls[url]["blocks"][0]["text"]["text"] == f"*{url}*"
        assert list(unfurled.unfurls) == [url]
    events = [entry.request["payload"]["event"] for entry in showroom.record.deliveries("events_api")]
    shared = [event for event in events if event["type"] == "link_shared"]
    assert shared[0]["links"] == [{"domain": "cities.example", "url": "https://www.cities.example/laredo?a=1&b=2"}]
    assert ("thread_ts" in shared[0], shared[1]["thread_ts"]) == (False, first.ts)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C404", "ts": "1.0"}, "cannot_find_channel"),
        ({"channel": CHANNEL, "ts": "1.0"}, "cannot_find_message"),
        ({"ts": "1.0"}, "missing_channel"),
        ({"channel": CHANNEL}, "missing_ts"),
        ({"unfurl_id": "x", "source": "conversations_history"}, "cannot_find_message"),
    ],
)
async def test_an_unfurl_must_lead_to_a_message(client: AsyncWebClient, arguments: dict[str, str], error: str) -> None:
    assert await refusal(client.chat_unfurl(unfurls={"https://x.example": {}}, **arguments)) == error


async def test_only_links_of_the_message_can_be_unfurled(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.says("https://a.example")
    where = {"channel": CHANNEL, "ts": message.ts}
    assert await refusal(client.chat_unfurl(unfurls={"https://b.example": {}}, **where)) == "cannot_unfurl_url"
    bad = client.chat_unfurl(unfurls={"https://a.example": {"blocks": [{"type": "poll"}]}}, **where)
    assert await refusal(bad) == "invalid_blocks"
    assert await refusal(client.api_call("chat.unfurl", json=where)) == "missing_unfurls"
    no_object = client.api_call("chat.unfurl", json=where | {"unfurls": {"https://a.example": "x"}})
    assert await refusal(no_object) == "invalid_unfurls_format"


async def test_a_message_has_an_address(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.says("x")
    link = (await client.chat_getPermalink(channel=CHANNEL, message_ts=message.ts))["permalink"]
    assert link == f"{workspace.url}/archives/{CHANNEL}/p{message.ts.replace('.', '')}"


# --- files ---


async def test_a_file_is_uploaded_posted_and_fetched_again(showroom: Workspace) -> None:
    await showroom.slash("/show", "file")
    message = await showroom.next_message()
    (shape,) = message.files
    assert (message.text, shape["name"], shape["title"]) == ("Here", "laredo.vcf", "Laredo")
    assert (shape["mimetype"], shape["filetype"], shape["size"]) == ("text/vcard", "vcf", len(VCARD))
    async with aiohttp.ClientSession() as session, session.get(shape["url_private_download"]) as response:
        assert (await response.read()).decode() == VCARD
        assert response.headers["Content-Disposition"].startswith('attachment; filename="laredo.vcf"')
        assert response.headers["Content-Type"].startswith("text/vcard")
    event = showroom.record.deliveries("events_api")[-1].request["payload"]["event"]
    assert (event["subtype"], event["files"][0]["id"]) == ("file_share", shape["id"])


async def test_an_upload_must_be_what_was_said(workspace: Workspace, client: AsyncWebClient) -> None:
    place = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert await refusal(client.files_completeUploadExternal(files=[{"id": place["file_id"]}])) == "file_not_found"
    async with aiohttp.ClientSession() as session:
        for url, status in ((place["upload_url"], 400), (f"{workspace.url}/upload/x", 400)):
            async with session.post(url, data=b"four") as response:
                assert response.status == status
        async with session.put(place["upload_url"], data=b"abc") as response:
            assert (response.status, await response.text()) == (200, "OK - 3")
        async with session.get(f"{workspace.url}/files/{place['file_id']}/a.txt") as response:
            assert response.status == 404, "nobody has it before it is complete"
    files = [{"id": place["file_id"], "title": "A"}]
    assert await refusal(client.files_completeUploadExternal(files=files, channel_id=NEWSROOM)) == "not_in_channel"
    assert (await client.files_completeUploadExternal(files=files))["files"][0]["title"] == "A"
    assert await refusal(client.files_completeUploadExternal(files=files)) == "file_not_found"
    assert (await client.files_info(file=place["file_id"]))["file"]["size"] == 3


@pytest.mark.parametrize("length", ["0", "-1", "many", "99999999999"])
async def test_the_length_of_a_file_is_a_number_of_bytes(client: AsyncWebClient, length: str) -> None:
    call = client.api_call("files.getUploadURLExternal", params={"filename": "a", "length": length})
    assert await refusal(call) == "invalid_arguments"


# --- the agent ---


async def test_an_agents_status_stands_until_it_answers(showroom: Workspace) -> None:
    asked = await showroom.dm("phone for laredo")
    statuses: list[tuple[str, str, str]] = []
    showroom.assistants.listen(lambda thread: statuses.append((thread.session, thread.status, thread.title)))
    await showroom.next_message()
    while statuses[-1:] != [("active", "", "phone for laredo")]:
        await showroom.until_shown(asked.channel, asked.ts)
    assert statuses == [
        ("processing", "", "First"),
        ("processing", "is looking", "First"),
        ("processing", "is looking", "phone for laredo"),
        ("processing", "", "phone for laredo"),
        ("active", "", "phone for laredo"),
    ]


async def test_an_app_that_is_no_agent_has_no_sessions() -> None:
    async with Workspace(manifest={"oauth_config": {"scopes": {"bot": ["chat:write"]}}}) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        message = await workspace.dm("x")
        where = {"channel_id": message.channel, "thread_ts": message.ts}
        call = client.api_call("agents.sessions.setStatus", json={**where, "status": "active"})
        assert await refusal(call) == "feature_disabled"
        prompts = client.assistant_threads_setSuggestedPrompts(
            channel_id=message.channel, prompts=[{"title": "a", "message": "b"}]
        )
        assert await refusal(prompts) == "missing_scope"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("agents.sessions.setStatus", {"status": "asleep"}, "invalid_arguments"),
        ("agents.sessions.setStatus", {"status": "active", "thread_ts": "1.0"}, "invalid_thread_ts"),
        ("agents.sessions.setStatus", {"status": "active", "title": "x" * 201}, "invalid_arguments"),
        ("agents.sessions.rename", {"title": "x"}, "session_not_found"),
        ("assistant.threads.setStatus", {"status": "x", "channel_id": "C404"}, "channel_not_found"),
        ("assistant.threads.setStatus", {"status": "x", "loading_messages": ["x"] * 11}, "invalid_arguments"),
        ("assistant.threads.setSuggestedPrompts", {"prompts": []}, "invalid_arguments"),
        ("assistant.threads.setSuggestedPrompts", {"prompts": [{"title": "a", "message": "b"}] * 5}, "invalid_arguments"),
        ("assistant.threads.setSuggestedPrompts", {"prompts": [{"title": "a"}]}, "invalid_arguments"),
        ("assistant.threads.setTitle", {"title": "x", "thread_ts": "1.0"}, "invalid_thread_ts"),
    ],
)
async def test_what_an_agent_cannot_say_is_refused(
    workspace: Workspace, client: AsyncWebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    message = await workspace.dm("x")
    where = {"channel_id": message.channel, "thread_ts": message.ts}
    assert await refusal(client.api_call(method, json=where | arguments)) == error


async def test_prompts_for_a_thread_of_an_agent_do_nothing(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.dm("x")
    await client.assistant_threads_setSuggestedPrompts(
        channel_id=message.channel, thread_ts=message.ts, prompts=[{"title": "a", "message": "b"}]
    )
    assert workspace.threads() == []


# --- views ---

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [SECTION]}


async def test_views_of_one_id_are_one(workspace: Workspace, client: AsyncWebClient) -> None:
    named = {**MODAL, "external_id": "mine"}
    view = (await client.views_open(trigger_id=workspace.triggers.issue(ALEX.id), view=named))["view"]
    again = client.views_open(trigger_id=workspace.triggers.issue(SAM.id), view=named)
    assert await refusal(again) == "duplicate_external_id"
    assert (await client.views_update(external_id="mine", view=named))["view"]["id"] == view["id"]


async def test_a_push_needs_an_open_modal(workspace: Workspace, client: AsyncWebClient) -> None:
    assert await refusal(client.views_push(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL)) == "not_found"
    await client.views_open(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL)
    for _ in range(2):
        await client.views_push(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL)
    fourth = client.views_push(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL)
    assert await refusal(fourth) == "push_limit_reached"


async def test_a_trigger_that_is_too_old_opens_nothing(workspace: Workspace, client: AsyncWebClient) -> None:
    trigger = workspace.triggers.issue(ALEX.id)
    workspace.expire_triggers()
    assert await refusal(client.views_open(trigger_id=trigger, view=MODAL)) == "expired_trigger_id"


async def test_a_view_can_be_too_large(workspace: Workspace, client: AsyncWebClient) -> None:
    long = {"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2000}] * 10}
    view = {**MODAL, "blocks": [long] * 13}
    assert await refusal(client.views_open(trigger_id=workspace.triggers.issue(ALEX.id), view=view)) == "view_too_large"


async def test_a_closed_modal_cannot_be_changed(workspace: Workspace, client: AsyncWebClient) -> None:
    view = (await client.views_open(trigger_id=workspace.triggers.issue(ALEX.id), view=MODAL))["view"]
    await workspace.closes(view)
    assert await refusal(client.views_update(view_id=view["id"], view=MODAL)) == "not_found"


async def test_a_home_needs_its_tab() -> None:
    async with Workspace(manifest={}) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        home = {"type": "home", "blocks": [SECTION]}
        assert await refusal(client.views_publish(user_id=ALEX.id, view=home)) == "not_enabled"


# --- the search ---


async def test_results_that_slack_would_not_take_are_refused(showroom: Workspace) -> None:
    asked = showroom.search("bad")
    showroom.searches.patience = 0.2
    with pytest.raises(Exception, match="did not answer"):
        await asked
    (call,) = showroom.record.calls("functions.completeSuccess")
    assert call.error == "parameter_validation_failed"
    assert "missing required field: description [json-pointer:/outputs/search_result/0]" in call.response["errors"]


async def test_a_run_ends_once(client: AsyncWebClient) -> None:
    call = client.functions_completeSuccess(function_execution_id="Fx404", outputs={})
    assert await refusal(call) == "function_execution_not_found"
