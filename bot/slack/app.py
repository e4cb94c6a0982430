"""The Bolt app: one Slack app with all its listeners, whatever carries its events."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from logging import Logger
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.authorization.async_single_team_authorization import AsyncSingleTeamAuthorization
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from bot.slack import listeners
from bot.slack.connecting.starting import TAKEN_BACK, taken_back
from bot.slack.conversing.apology import apologise
from bot.slack.conversing.malformed import Turnstile
from bot.slack.conversing.once import end
from bot.slack.desk import Desk
from bot.slack.installing.flow import install_flow, install_url
from bot.slack.installing.tokens import Tokens
from bot.slack.listeners.events import app_uninstalled
from bot.slack.metering.attending import attend
from bot.slack.sending.retrying import handlers
from bot.slack.sending.rights import Rights
from bot.slack.sending.trouble import why

NOT_INSTALLED = "The directory is not installed in this workspace any more. It can be installed again at {}"
"""Said to who presses or commands all the same."""


def build_app(
    settings: Settings, desk: Desk, ending: asyncio.Future[None] | None = None, tokens: Tokens | None = None
) -> AsyncApp:
    """The app with its listeners, not yet connected. The settings must hold a bot token, where there are no ``tokens``.

    ``ending`` fails with a StartError when Slack takes the one token no more; ``tokens``: those of many workspaces.
    """
    how: dict[str, Any] = {"token": settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None}
    if tokens:
        how = {
            "client": tokens.client,
            "authorize": tokens,
            "oauth_flow": install_flow(settings, tokens.kept, tokens.client),
            "user_facing_authorize_error_message": NOT_INSTALLED.format(install_url(settings)),
        }
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    app = AsyncApp(name="bot.slack", signing_secret=secret, before_authorize=Turnstile(desk), **how)
    # Bolt copies these from its client to that of each request
    app.client.base_url = settings.slack_api_url.rstrip("/") + "/"
    app.client.retry_handlers = handlers(desk.meters)

    async def hand_over(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
        """Gives each listener the desk of the moment, by its argument's name."""
        here = context["desk"] = desk.now(context.team_id or context.enterprise_id or "")
        if tokens and (granted := context.authorize_result) and granted.bot_scopes is not None:
            here.name, here.rights = granted.user or desk.name, Rights(frozenset(granted.bot_scopes))
        await next()

    async def failed(
        error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, logger: Logger
    ) -> None:
        """Apologises; without a token there is nothing more to say."""
        reason = why(error)
        if reason not in TAKEN_BACK or (ending is None and tokens is None):
            await apologise(error, body, context, client, logger)
        elif tokens:
            logger.warning("The token for workspace %s is no good any more (%s)", context.team_id, reason)
            await end(context)
        elif ending and not ending.done():
            ending.set_exception(taken_back("SLACK_BOT_TOKEN", reason))

    attend(app, desk.meters)
    app.middleware(hand_over)
    app.error(failed)
    if tokens:
        app_uninstalled.register(app, tokens)
    listeners.register(app, settings.enterprise_search)
    return app


def introduce(app: AsyncApp, identity: AsyncSlackResponse) -> None:
    """Tells the app who and where it is in its one workspace (``auth.test``).

    Bolt would ask Slack when the first event comes, which it loses where Slack does not answer.
    """
    if (team := identity.get("team_id")) and not identity.get("is_enterprise_install"):
        app.client.default_params["team_id"] = team  # as Bolt tells the client of each event: they share their queues
    for middleware in app._async_middleware_list:
        if isinstance(middleware, AsyncSingleTeamAuthorization):
            middleware.auth_test_result = identity
