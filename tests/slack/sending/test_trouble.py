"""What a call comes to, whoever answers in Slack's place."""

from __future__ import annotations

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.connecting.http import listen
from bot.slack.sending.trouble import passes, why

ANSWERS = {
    "Slack refuses": (200, "application/json", '{"ok": false, "error": "is_archived"}', "is_archived", False),
    "Slack is busy": (429, "application/json", '{"ok": false, "error": "ratelimited"}', "ratelimited", True),
    "Slack has had enough": (
        200,
        "application/json",
        '{"ok": false, "error": "rate_limited"}',
        "rate_limited",
        True,
    ),
    "Slack stumbles": (200, "application/json", '{"ok": false, "error": "internal_error"}', "internal_error", True),
    "a server fails, in plain text": (500, "text/plain", "Internal Server Error", "status 500", True),
    "a server fails, with a page": (502, "text/html", "<html>", "status 502", True),
    "a proxy wants to be paid": (200, "text/html", "<html>", "status 200", True),
    "a proxy knows no such page": (404, "text/plain", "not found", "status 404", True),
    "an answer breaks off": (200, "application/json", '{"ok": tr', "status 200", True),
    "an answer is empty": (200, "application/json", "{}", "status 200", True),
}
"""Status, type and text of an answer; the word for it, and whether it may be otherwise in a moment."""


@pytest.mark.parametrize("who", ANSWERS)
async def test_whoever_answers_it_has_a_word_and_what_slack_did_not_say_is_not_for_ever(who: str) -> None:
    status, sort, text, word, passing = ANSWERS[who]

    async def api(request: web.Request) -> web.Response:
        return web.Response(status=status, content_type=sort, text=text)

    slack = web.Application()
    slack.router.add_post("/api/chat.postMessage", api)
    runner = web.AppRunner(slack)
    await runner.setup()
    try:
        client = AsyncWebClient(base_url=await listen(runner, "127.0.0.1", 0) + "/api/", retry_handlers=[])
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel="C1", text="x")
    finally:
        await runner.cleanup()
    assert (why(refused.value), passes(refused.value)) == (word, passing)
