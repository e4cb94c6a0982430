"""A tiny real Bolt app that the workspace's own tests talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace


def card(text: str) -> list[dict[str, Any]]:
    """A section with what was said and a button."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*You said* {text}"}},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": "again",
                    "text": {"type": "plain_text", "text": "Again"},
                    "value": text[:2000],
                },
            ],
        },
    ]


def echo_app(client: AsyncWebClient, signing_secret: str = "unused") -> AsyncApp:
    """Echoes mentions (in a thread), direct messages, `/echo`, `/shout`, and presses of its button (in place)."""
    app = AsyncApp(client=client, signing_secret=signing_secret)

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: AsyncSay) -> None:
        text = event["text"].split(">", 1)[1].strip()
        await say(text=text, blocks=card(text), thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    async def written(event: dict[str, Any], say: AsyncSay) -> None:
        if event["channel_type"] == "im" and "subtype" not in event and "bot_id" not in event:
            await say(text=event["text"], blocks=card(event["text"]))

    @app.command("/echo")
    async def command(ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        text = command["text"] or "nothing"
        await respond(text=text, blocks=card(text))

    @app.command("/shout")
    async def shout(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(text=command["text"].upper(), response_type="in_channel")

    @app.action("again")
    async def again(ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        await respond(text=f"again: {action['value']}", blocks=card(f"again: {action['value']}"), replace_original=True)

    return app


@asynccontextmanager
async def answered(workspace: Workspace, made: Callable[[AsyncWebClient], AsyncApp]) -> AsyncIterator[Workspace]:
    """The workspace, in which an app answers over Socket Mode; `made` from its Web API client."""
    async with workspace:
        app = made(AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url))
        handler = AsyncSocketModeHandler(app, workspace.app_token)
        await handler.connect_async()
        await workspace.connected(within=90)  # a busy machine is slow, not wrong
        try:
            yield workspace
        finally:
            await handler.close_async()


def echoing(manifest: dict[str, Any] | None = None, **more: Any) -> AbstractAsyncContextManager[Workspace]:
    """A workspace in which the echo app answers."""
    return answered(Workspace(manifest=manifest, **more), echo_app)
