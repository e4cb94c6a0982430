"""HTTP delivery: signed requests, checked by slack_sdk's verifier and by a real Bolt app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import NotAcknowledged, Workspace
from tests.workspace.echo import echo_app
from tests.workspace.showroom import MANIFEST, showroom


@asynccontextmanager
async def served(app: web.Application, path: str = "/slack/events") -> AsyncIterator[str]:
    """The app on a free port; gives its request URL."""
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
    finally:
        await runner.cleanup()


class Receiver:
    """Keeps every request and answers the challenge; `answers` are given in turn, then 200 for ever."""

    def __init__(self, *answers: web.Response) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers = list(answers)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.requests.append((dict(request.headers), body))
        if body.startswith(b'{"type": "url_verification"'):
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        return self.answers.pop(0) if self.answers else web.Response()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/slack/events", self.answer)
        return app


async def test_every_request_is_signed_and_shaped_as_slacks_are(workspace: Workspace) -> None:
    receiver = Receiver()
    async with served(receiver.app()) as url:
        await workspace.deliver_to(url)
        await workspace.dm("héllo & more")
        await workspace.delivery.settled()
        await workspace.slash("/directory", "laredo & <more>")
        await workspace.delivery.interaction("interactive", {"type": "block_actions", "actions": []})
    verifier = SignatureVerifier(workspace.signing_secret)
    assert all(verifier.is_valid_request(body, headers) for headers, body in receiver.requests)
    assert not any(SignatureVerifier("another").is_valid_request(body, headers) for headers, body in receiver.requests)
    (_, challenge), (kind, event), (form, slash), (_, interaction) = receiver.requests
    assert json.loads(challenge)["type"] == "url_verification"
    assert kind["Content-Type"] == "application/json" and json.loads(event)["event"]["text"] == "héllo &amp; more"
    assert form["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(slash.decode())["text"] == ["laredo &amp; &lt;more&gt;"]
    assert json.loads(parse_qs(interaction.decode())["payload"][0])["type"] == "block_actions"


async def test_a_refused_event_comes_again_with_number_and_reason(workspace: Workspace) -> None:
    receiver = Receiver(web.Response(status=500), web.Response(status=302, headers={"Location": "/"}))
    async with served(receiver.app()) as url:
        await workspace.deliver_to(url)
        await workspace.dm("hello")
        await workspace.delivery.settled()
    tries = [(headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")) for headers, _ in receiver.requests[1:]]
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error")]


@pytest.mark.unacknowledged
async def test_a_slow_answer_is_a_timeout(workspace: Workspace) -> None:

    tries: list[str | None] = []

    async def slow_once(request: web.Request) -> web.Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return web.Response(text=body["challenge"])
        tries.append(request.headers.get("X-Slack-Retry-Reason"))
        if len(tries) == 1:
            await asyncio.sleep(60)
        return web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", slow_once)
    async with served(app) as url:
        await workspace.deliver_to(url)
        await workspace.dm("hello")
        await workspace.delivery.settled()
    assert tries == [None, "http_timeout"]


async def test_an_app_may_ask_for_no_retry(workspace: Workspace) -> None:
    receiver = Receiver(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    async with served(receiver.app()) as url:
        await workspace.deliver_to(url)
        await workspace.dm("hello")
        await workspace.delivery.settled()
    assert len(receiver.requests) == 2


async def test_nobody_there_is_a_failed_connection(workspace: Workspace) -> None:
    with pytest.raises(NotAcknowledged, match="connection_failed"):
        await workspace.deliver_to("http://127.0.0.1:9/slack/events")


@pytest.mark.unacknowledged
async def test_a_url_that_does_not_give_the_challenge_back_is_not_used(workspace: Workspace) -> None:
    async def nod(request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/slack/events", nod)
    async with served(app) as url:
        with pytest.raises(NotAcknowledged, match="challenge_failed"):
            await workspace.deliver_to(url)
        await workspace.dm("x")
        await workspace.delivery.settled()
    assert [entry.error for entry in workspace.record.deliveries("events_api")] == ["connection_failed"] * 4


async def test_a_bolt_app_over_http_answers_end_to_end() -> None:
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        app = echo_app(client, workspace.signing_secret)
        async with served(app.web_app()) as url:
            await workspace.deliver_to(url)
            question = await workspace.asks("who covers Nogales?")
            answer = await workspace.next_message()
            assert (answer.text, answer.thread_ts) == ("who covers Nogales?", question.ts)
            await workspace.press(answer, "Again")
            assert (await workspace.next_message()).text == "again: who covers Nogales?"
            await workspace.slash("/echo", "hi")
            assert (await workspace.next_message()).only_for == workspace.user.id
            await workspace.slash("/shout", "hi")
            assert (await workspace.next_message()).text == "HI"


async def test_a_bolt_app_refuses_a_wrong_signature() -> None:
    async with Workspace() as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        app = echo_app(client, "another secret")
        async with served(app.web_app()) as url:
            with pytest.raises(NotAcknowledged, match="http_error"):
                await workspace.deliver_to(url)


async def test_views_and_typeahead_answer_in_the_body_of_the_response() -> None:
    async with Workspace(manifest=MANIFEST) as workspace:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        app = showroom(client, workspace.signing_secret)
        async with served(app.web_app()) as url:
            await workspace.deliver_to(url)
            await workspace.shortcut("find")
            view = await workspace.next_view()
            assert [option["value"] for option in await workspace.suggests(view, "city", "la")] == ["laredo", "las cruces"]
            state = {"city": {"city": "laredo"}, "where": {"where": workspace.channel().id}, "note": {"note": "wrong"}}
            assert await workspace.submits(view, state) == {"note": "Not this one."}
            assert await workspace.submits(view, {"note": {"note": "fine"}}) == {}
            assert (await workspace.next_message()).text == "Laredo: fine"
            assert (await workspace.search("laredo"))["search_result"][0]["title"] == "Laredo"
