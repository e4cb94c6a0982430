"""An app that several workspaces install: Slack's page for it, the tokens that come of it, one address for all calls."""

from __future__ import annotations

import asyncio
import hmac
import html
import secrets
import time
from base64 import b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.workspace.holding.interactions import Refused
from bot.workspace.holding.state import Json, User
from bot.workspace.pages.server import HEADERS, own_name_only
from bot.workspace.workspace import Workspace

CODE_SECONDS = 600.0
TOKEN_SECONDS = 12 * 3600
"""How long a token lives where tokens are rotated."""


@dataclass(frozen=True, slots=True)
class _Code:
    """What somebody allowed: the app exchanges it once for a token."""

    workspace: Workspace
    user: User
    scopes: str
    redirect_uri: str
    until: float


class Distribution:
    """The app's installations in these workspaces, at first in none. Use as ``async with Distribution(…) as slack:``."""

    def __init__(self, *workspaces: Workspace, redirect_uri: str, rotating: bool = False) -> None:
        """``redirect_uri``: where people are sent back to; ``rotating``: whether tokens end and are refreshed."""
        self.workspaces = workspaces
        self.redirect_uri = redirect_uri
        self.rotating = rotating
        self.client_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}"
        self.client_secret = secrets.token_hex(16)
        self.signing_secret = workspaces[0].signing_secret
        for workspace in workspaces:
            workspace.bot_tokens.clear()
            workspace.signing_secret = self.signing_secret
        self.token_seconds = TOKEN_SECONDS
        self._codes: dict[str, _Code] = {}
        self._refresh: dict[str, Workspace] = {}
        """Refresh token → whose."""
        self.refreshings = 0
        """How often the app asked for a token to be refreshed, whatever came of it."""
        self.answering = asyncio.Event()
        """Cleared: who asks for a token has to wait."""
        self.answering.set()

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[own_name_only])
        app.on_response_prepare.append(self._secure)
        app.router.add_get("/oauth/v2/authorize", self._ask)
        app.router.add_post("/oauth/v2/authorize", self._allow)
        app.router.add_route("*", "/api/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """Base address of the Web API, as `SLACK_API_URL` wants it."""
        return f"{self.url}/api/"

    # --- what happens to installations

    async def uninstalls(self, workspace: Workspace, *, revoked_first: bool = True) -> None:
        """Somebody takes the app out of a workspace; the app is told so twice, in either order."""
        self._revoke(workspace)
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}}
        told: list[Json] = [revoked, {"type": "app_uninstalled"}]
        for event in told if revoked_first else reversed(told):
            self.tells(workspace, event)
            await workspace.delivery.settled()

    def tells(self, workspace: Workspace, event: Json) -> None:
        """Slack tells the app something of the installation itself."""
        envelope: Json = {
            "token": "unused",
            "team_id": workspace.state.team.id,
            "api_app_id": workspace.state.team.app_id,
            "event": event | {"event_ts": workspace.state.next_ts()},
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(workspace.state.now()),
        }
        workspace.delivery.event(envelope)

    def refuse_refreshing(self) -> None:
        """No refresh token given out so far is good any more."""
        self._refresh.clear()

    def end_tokens(self, workspace: Workspace) -> None:
        """The workspace's tokens have lived their time; they can still be refreshed."""
        workspace.bot_tokens.clear()

    def _revoke(self, workspace: Workspace) -> None:
        workspace.bot_tokens.clear()
        self._refresh = {token: of for token, of in self._refresh.items() if of is not workspace}

    # --- the page

    async def _ask(self, request: web.Request) -> web.Response:
        """Slack's page: whether the app may, and where."""
        asked = {name: request.query.get(name, "") for name in ("client_id", "scope", "redirect_uri", "state")}
        wrong = self._wrong(asked)
        if wrong:
            return web.Response(status=400, text=wrong)
        hidden = "".join(f'<input type="hidden" name="{name}" value="{html.escape(v)}">' for name, v in asked.items())
        buttons = "".join(
            f'<p><button name="team" value="{team.id}">Allow in {html.escape(team.name)}</button>'
            for team in (workspace.state.team for workspace in self.workspaces)
        )
        scopes = html.escape(asked["scope"].replace(",", ", "))
        page = (
            f'<!doctype html><html lang="en"><title>Install an app</title><h1>May {html.escape(self.workspaces[0].app.name)}'
            f' join a workspace?</h1><p>It asks for {scopes}.<form method="post">{hidden}{buttons}'
            '<p><button name="team" value="">Cancel</button></form></html>'
        )
        return web.Response(text=page, content_type="text/html")

    async def _allow(self, request: web.Request) -> web.Response:
        """Sends the person back to the app, with a code, or with word that they did not allow it."""
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        if wrong := self._wrong(form):
            return web.Response(status=400, text=wrong)
        workspace = next((one for one in self.workspaces if one.state.team.id == form.get("team")), None)
        back = {"error": "access_denied"}
        if workspace:
            back = {"code": secrets.token_urlsafe(24)}
            until = time.time() + CODE_SECONDS
            self._codes[back["code"]] = _Code(workspace, workspace.user, form["scope"], form["redirect_uri"], until)
        raise web.HTTPFound(f"{self.redirect_uri}?{urlencode(back | {'state': form['state']})}")

    def _wrong(self, asked: dict[str, str]) -> str:
        """What is wrong with a wish to install; empty: nothing."""
        if asked.get("client_id") != self.client_id:
            return "invalid_client_id"
        if asked.get("redirect_uri") != self.redirect_uri:
            return "bad_redirect_uri"
        scopes = self.workspaces[0].app.scopes
        if not asked.get("scope") or (scopes is not None and not scopes.issuperset(asked["scope"].split(","))):
            return "invalid_scope"
        return "" if "state" in asked else "no state"

    async def _secure(self, request: web.Request, response: web.StreamResponse) -> None:
        home = urlsplit(self.redirect_uri)
        policy = f"default-src 'none'; base-uri 'none'; form-action 'self' {home.scheme}://{home.netloc}"
        # a form sent without a referrer would come from no origin, and be refused
        response.headers.update(HEADERS | {"Content-Security-Policy": policy, "Referrer-Policy": "same-origin"})

    # --- calls

    async def _call(self, request: web.Request) -> web.Response:
        """One call of the Web API: OAuth's own here, all others in the workspace whose token they carry."""
        name, token = request.match_info["method"], request.headers.get("Authorization", "").removeprefix("Bearer ")
        whose = next((workspace for workspace in self.workspaces if token in workspace.bot_tokens), None)
        if name == "auth.revoke" and whose:
            self._revoke(whose)
            return web.json_response({"ok": True, "revoked": True})
        if name != "oauth.v2.access":
            return await (whose or self.workspaces[0]).calls.call(request)
        entry = self.workspaces[0].record.add("call", name, {})
        try:
            self._admit(token)
            await self.answering.wait()
            answer: Json = {"ok": True, **self._access({**await request.post()})}
        except Refused as refused:
            answer = {"ok": False, "error": refused.error}
        entry.done(error=answer.get("error", ""))
        return web.json_response(answer)

    def _admit(self, basic: str) -> None:
        """Raises Refused where the app does not say who it is, in the way of HTTP."""
        try:
            client_id, _, client_secret = b64decode(basic.removeprefix("Basic ")).decode().partition(":")
        except (NoBase64, UnicodeDecodeError):
            raise Refused("invalid_client_id") from None
        if client_id != self.client_id:
            raise Refused("invalid_client_id")
        if not hmac.compare_digest(client_secret, self.client_secret):
            raise Refused("bad_client_secret")

    def _access(self, args: Json) -> Json:
        """`oauth.v2.access`: a token for a code, or for a refresh token, each of which is good once."""
        if args.get("grant_type") == "refresh_token":
            self.refreshings += 1
            workspace = self._refresh.pop(str(args.get("refresh_token")), None)
            if workspace is None:
                raise Refused("invalid_refresh_token")
            return self._granted(workspace, ",".join(sorted(workspace.app.scopes or ())))
        code = self._codes.pop(str(args.get("code")), None)
        if code is None or code.until < time.time():
            raise Refused("invalid_code")
        if args.get("redirect_uri") != code.redirect_uri:
            raise Refused("bad_redirect_uri")
        return self._granted(code.workspace, code.scopes) | {"authed_user": {"id": code.user.id}}

    def _granted(self, workspace: Workspace, scopes: str) -> Json:
        """A new token, in the shape in which Slack gives it. An older one stays good until it ends."""
        team = workspace.state.team
        token = f"{'xoxe.' if self.rotating else ''}xoxb-{secrets.token_hex(24)}"
        workspace.bot_tokens.add(token)
        granted: Json = {
            "app_id": team.app_id,
            "token_type": "bot",
            "access_token": token,
            "scope": scopes,
            "bot_user_id": team.bot.id,
            "team": {"id": team.id, "name": team.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if self.rotating:
            refresh = f"xoxe-1-{secrets.token_hex(24)}"
            self._refresh[refresh] = workspace
            granted |= {"expires_in": self.token_seconds, "refresh_token": refresh}
        return granted
