"""The Bolt app: one Slack app with all its listeners, whatever carries its events."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from logging import Logger
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack import listeners
from bot.slack.apology import apologise
from bot.slack.attending import attend
from bot.slack.desk import Desk
from bot.slack.malformed import Turnstile
from bot.slack.starting import TAKEN_BACK, taken_back
from bot.slack.trouble import why


def build_app(settings: Settings, desk: Desk, ending: asyncio.Future[None] | None = None) -> AsyncApp:
    """The app with its listeners, not yet connected. The settings must hold a bot token.

    ``ending`` fails with a StartError when Slack takes the token no more.
    """
    assert settings.slack_bot_token, "without a token there is no app"
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app = AsyncApp(
        name="bot.slack",
        token=settings.slack_bot_token.get_secret_value(),
        signing_secret=secret,
        before_authorize=Turnstile(desk),
    )
    # Bolt copies these from its client to that of each request
    app.client.base_url = settings.slack_api_url.rstrip("/") + "/"
    app.client.retry_handlers = [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=5),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]

    async def hand_over(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
        """Gives each listener the desk of the moment, by its argument's name."""
        context["desk"] = desk.now(context.team_id or context.enterprise_id or "")
        await next()

    async def failed(
        error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, logger: Logger
    ) -> None:
        """Apologises; without a token there is nothing more to say."""
        if ending is None or why(error) not in TAKEN_BACK:
            await apologise(error, body, context, client, logger)
        elif not ending.done():
            ending.set_exception(taken_back("SLACK_BOT_TOKEN", why(error)))

    attend(app, desk.meters)
    app.middleware(hand_over)
    app.error(failed)
    listeners.register(app, settings.enterprise_search)
    return app
