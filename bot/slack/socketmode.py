"""Socket Mode: events come over a WebSocket that the bot opens to Slack."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.settings import Settings
from bot.slack.starting import first


@contextlib.asynccontextmanager
async def connected_by_socket(app: AsyncApp, settings: Settings) -> AsyncIterator[str]:
    """Receives events meanwhile; gives the transport in words. Raises StartError where Slack refuses the token."""
    assert settings.slack_app_token, "without it there is no connection"
    app_token = settings.slack_app_token.get_secret_value()
    # asked for here, where a refused token can end the start; the client would try forever
    opening = app.client.apps_connections_open(app_token=app_token)
    opened = await first(opening, "SLACK_APP_TOKEN", settings.slack_api_url)
    handler = AsyncSocketModeHandler(app, app_token)
    handler.client.wss_uri = opened["url"]
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield "Socket Mode"
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
