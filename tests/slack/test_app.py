"""What the app does whatever it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import load_settings
from bot.slack.app import build_app
from bot.slack.connecting.http import listen
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from tests.slack.answering import answering


async def test_calls_are_tried_again_when_slack_is_busy_or_stumbles(desk: Desk) -> None:
    refusals = [
        web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0.0"}),
        web.Response(status=503, text="<html>"),
    ]
    called: list[str] = []

    async def api(request: web.Request) -> web.Response:
        called.append(request.path)
        return refusals.pop(0) if refusals else web.json_response({"ok": True, "user": "directory"})

    slack = web.Application()
    slack.router.add_post("/api/auth.test", api)
    runner = web.AppRunner(slack)
    await runner.setup()
    try:
        url = await listen(runner, "127.0.0.1", 0) + "/api"  # no slash at the end: the app adds it
        app = build_app(load_settings(None, slack_bot_token="xoxb-1", slack_app_token="xapp-1", slack_api_url=url), desk)
        assert (await app.client.auth_test())["user"] == "directory"
    finally:
        await runner.cleanup()
    assert called == ["/api/auth.test"] * 3


async def test_a_bot_whose_name_it_is_not_told_has_one_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = AsyncWebClient.auth_test

    async def nameless(client: AsyncWebClient, **how: Any) -> Any:
        told = await asked(client, **how)
        del told.data["user"]  # type: ignore[arg-type]
        return told

    monkeypatch.setattr(AsyncWebClient, "auth_test", nameless)
    async with answering(desk, manifest(desk.directory)):
        assert desk.name == "directory"
