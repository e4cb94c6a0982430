"""How a workspace installs the app: from ``/slack/install`` to Slack's own page and back, by Bolt's OAuth flow."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.records.installations import BEGUN_SECONDS, Installations
from bot.records.model import NotKept
from bot.settings import Settings
from bot.slack.connecting.http import INSTALL_PATH, REDIRECT_PATH
from bot.slack.installing.pages import HEADERS, installed, is_word, not_installed
from bot.slack.manifest import SCOPES
from bot.slack.sending.trouble import TROUBLE, why

SENT = ("code", "error", "state")
"""What Slack sends along when it sends people back."""

log = logging.getLogger(__name__)


def install_url(settings: Settings) -> str:
    """The address at which somebody installs the app in their workspace. PUBLIC_URL must be set."""
    return f"{settings.public_url}{INSTALL_PATH}"


def install_flow(settings: Settings, kept: Installations, client: AsyncWebClient) -> AsyncOAuthFlow:
    """Bolt's flow with the app's own scopes, keeping what comes of it. The settings must be those for many workspaces."""
    assert settings.slack_client_id and settings.slack_client_secret, "without them nobody can install the app"
    slack = settings.slack_api_url.rstrip("/").removesuffix("/api")
    oauth = AsyncOAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        scopes=sorted(SCOPES),
        user_scopes=[],
        redirect_uri=f"{settings.public_url}{REDIRECT_PATH}",
        install_path=INSTALL_PATH,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=f"{slack}/oauth/v2/authorize",
        callback_options=AsyncCallbackOptions(success=_installed, failure=_not_installed),
        installation_store=kept,
        installation_store_bot_only=True,
        state_store=kept,
        state_expiration_seconds=BEGUN_SECONDS,
        logger=log,
    )
    return AsyncOAuthFlow(client=client, logger=log, settings=oauth)


def install_routes(flow: AsyncOAuthFlow) -> list[web.RouteDef]:
    """Where it begins, and where Slack sends people back to."""

    def served(handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Callable[..., Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            # no body is waited for, and nothing but what Slack sends along: Bolt would put the rest into Slack's own address
            sent = {name: request.query[name] for name in SENT if name in request.query}
            try:
                response = await handle(AsyncBoltRequest(body="", query=sent, headers={**request.headers}))
            except NotKept:
                response = _page(503, not_installed("storage_error"))
            except TROUBLE as error:
                log.warning("Slack could not be asked for the tokens of an installation (%s)", why(error))
                response = _page(503, not_installed("slack_error"))
            answer = await to_aiohttp_response(response)
            answer.headers.update(HEADERS)
            return answer

        return serve

    return [
        web.get(INSTALL_PATH, served(flow.handle_installation)),
        web.get(REDIRECT_PATH, served(flow.handle_callback)),
    ]


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    installation = args.installation
    log.info("Installed in workspace %s", installation.team_id or installation.enterprise_id)
    return _page(200, installed(installation), args.settings)


async def _not_installed(args: AsyncFailureArgs) -> BoltResponse:
    log.warning("Not installed in a workspace: %s", args.reason if is_word(args.reason) else "no word of Slack's")
    return _page(args.suggested_status_code, not_installed(args.reason), args.settings)


def _page(status: int, html: str, settings: AsyncOAuthSettings | None = None) -> BoltResponse:
    """A page, with which the cookie of the installation goes."""
    headers: dict[str, str | Sequence[str]] = {"Content-Type": "text/html; charset=utf-8"}
    if settings:
        headers["Set-Cookie"] = settings.state_utils.build_set_cookie_for_deletion()
    return BoltResponse(status=status, headers=headers, body=html)
