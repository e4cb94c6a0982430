"""The app's requests over HTTP: reading them, checking the token and its scopes, answering as Slack answers."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.workspace.interactions import Refused, ResponseUrls
from bot.workspace.record import Record
from bot.workspace.webapi import METHODS, Api, Args, Method, respond

_NESTED = ("blocks", "attachments", "view", "metadata")


@dataclass(slots=True)
class Calls:
    """Serves `/api/<method>` and the response URLs."""

    api: Api
    record: Record
    response_urls: ResponseUrls
    bot_token: str
    app_token: str
    scopes: frozenset[str] | None

    async def call(self, request: web.Request) -> web.Response:
        """One Web API call. Slack answers 200 to a refusal too; `ok` tells."""
        name = request.match_info["method"]
        entry = self.record.add("call", name, {})
        try:
            args = await _arguments(request)
            token = str(args.pop("token", "") or request.headers.get("Authorization", "").removeprefix("Bearer "))
            entry.request.update(args)
            method = METHODS.get(name)
            if method is None:
                raise Refused("unknown_method", req_method=name)
            self._admit(method, token)
            answer: dict[str, Any] = {"ok": True, **method.run(self.api, args)}
        except Refused as refused:
            answer = _refusal(refused)
        entry.done(response=answer, error=answer.get("error", ""))
        scopes = {"X-OAuth-Scopes": ",".join(sorted(self.scopes))} if self.scopes is not None else {}
        return web.json_response(answer, headers=scopes)

    def _admit(self, method: Method, token: str) -> None:
        if method.token == "none":
            return
        if not token:
            raise Refused("not_authed")
        right, other = self.bot_token, self.app_token
        if method.token == "app":
            right, other = other, right
        if hmac.compare_digest(token.encode(), other.encode()):
            raise Refused("not_allowed_token_type")
        if not hmac.compare_digest(token.encode(), right.encode()):
            raise Refused("invalid_auth")
        if method.token == "bot" and method.scopes and self.scopes is not None and not self.scopes & {*method.scopes}:
            raise Refused("missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(self.scopes)))

    async def respond(self, request: web.Request) -> web.Response:
        """One answer through a response URL."""
        entry = self.record.add("response_url", request.match_info["key"], {})
        try:
            try:
                body = json.loads(await request.text())
            except ValueError:
                raise Refused("invalid_payload") from None
            if not isinstance(body, dict):
                raise Refused("invalid_payload")
            entry.request.update(body)
            respond(self.api, self.response_urls.take(request.match_info["key"]), body)
        except Refused as refused:
            entry.done(response=_refusal(refused), error=refused.error)
            return web.json_response(_refusal(refused), status=404 if refused.error.endswith("_url") else 400)
        entry.done(response={"ok": True})
        return web.json_response({"ok": True})


async def _arguments(request: web.Request) -> Args:
    """A call's arguments, from wherever it puts them: address, form or JSON."""
    args: Args = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return args | body
    args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    for name in _NESTED:
        if isinstance(args.get(name), str):
            args[name] = _nested(name, args[name])
    return args


def _nested(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise Refused("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def _refusal(refused: Refused) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": False, "error": refused.error, **refused.extra}
    if refused.messages:
        answer["errors"] = refused.messages
        answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refused.messages]}
    return answer
