"""The app's requests over HTTP: reading them, checking the token and its scopes, answering as Slack answers."""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.workspace.carrying.faults import Faults
from bot.workspace.carrying.record import Entry, Record
from bot.workspace.holding.interactions import Refused, ResponseUrls
from bot.workspace.webapi import METHODS, Api, Args, Method, missing_scope, respond
from bot.workspace.webapi.rates import Rates

UNREADABLE = (ValueError, LookupError, RecursionError, HttpProcessingError)
"""What reading a body fails with that is not what its header says, or is written in no charset there is."""
_NESTED = ("blocks", "attachments", "view", "metadata", "unfurls")


@dataclass(slots=True)
class Calls:
    """Serves `/api/<method>`, the response URLs, and the addresses that files are sent to and fetched from."""

    api: Api
    record: Record
    response_urls: ResponseUrls
    faults: Faults
    rates: Rates
    bot_tokens: set[str]
    """Those that are good now."""
    app_token: str

    async def call(self, request: web.Request) -> web.Response:
        """One Web API call. Slack answers 200 to a refusal too; `ok` tells."""
        name = request.match_info["method"]
        entry = self.record.add("call", name, {})
        try:
            args = await _arguments(request)
            token = str(args.pop("token", "") or request.headers.get("Authorization", "").removeprefix("Bearer "))
            entry.request.update(args)
            if self.faults.spend("fail_500"):
                entry.done(error="500")
                return web.Response(status=500, text="Internal Server Error")
            if self.faults.spend("refuse_429"):
                return _too_many(entry, 1)
            method = METHODS.get(name)
            if method is None:
                raise Refused("unknown_method", req_method=name)
            self._admit(method, token)
            if self.faults.rates and (wait := self.rates.take(name, method.tier, str(args.get("channel", "")))):
                return _too_many(entry, wait)
            if error := self.faults.refusal(name):
                raise Refused(error)
            answer: dict[str, Any] = {"ok": True, **method.run(self.api, args)}
        except Refused as refused:
            answer = _refusal(refused)
        except Exception:  # shown beside the call, and raised on
            entry.done(error="internal_error")
            raise
        entry.done(response=answer, error=answer.get("error", ""))
        scopes = self.api.app.scopes
        headers = {"X-OAuth-Scopes": ",".join(sorted(scopes))} if scopes is not None else {}
        return web.json_response(answer, headers=headers)

    def _admit(self, method: Method, token: str) -> None:
        if method.token == "none":
            return
        if not token:
            raise Refused("not_authed")
        own, other = ({self.app_token}, self.bot_tokens) if method.token == "app" else (self.bot_tokens, {self.app_token})
        if _one_of(token, other):
            raise Refused("not_allowed_token_type")
        of_a_run = method.token == "bot" and self.api.executions.knows(token)
        if not of_a_run and not _one_of(token, own):
            raise Refused("invalid_auth")
        scopes = self.api.app.scopes
        if method.token == "bot" and method.scopes and scopes is not None and not scopes & {*method.scopes}:
            raise missing_scope(",".join(method.scopes), scopes)

    async def respond(self, request: web.Request) -> web.Response:
        """One answer through a response URL."""
        entry = self.record.add("response_url", request.match_info["key"], {})
        try:
            try:
                body = json.loads(await request.text())
            except UNREADABLE:
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

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file, as they are or in a form."""
        entry = self.record.add("upload", "upload", {})
        body = await request.read()
        if request.content_type == "multipart/form-data":
            try:
                sent = next((part for part in (await request.post()).values() if isinstance(part, web.FileField)), None)
            except UNREADABLE:
                sent = None
            body = sent.file.read() if sent else b""
        entry.request["bytes"] = len(body)
        if not self.api.files.receive(request.match_info["ticket"], body):
            entry.done(error="refused")
            return web.Response(status=400, text="FAIL - no such upload, or not of the length that was said")
        entry.done(response={"ok": True})
        return web.Response(text=f"OK - {len(body)}")

    async def file(self, request: web.Request) -> web.Response:
        """An uploaded file, to be saved."""
        file = self.api.files.by_id.get(request.match_info["id"])
        if file is None or not file.complete or file.body is None:
            raise web.HTTPNotFound(text="There is no such file.")
        plain = re.sub(r'[^ -~]|["\\]', "_", file.name)
        disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, errors='replace')}"
        return web.Response(body=file.body, content_type=file.mimetype, headers={"Content-Disposition": disposition})


def _one_of(token: str, tokens: set[str]) -> bool:
    given = token.encode(errors="replace")
    return any(hmac.compare_digest(given, good.encode()) for good in tokens)


def _too_many(entry: Entry, seconds: int) -> web.Response:
    answer = {"ok": False, "error": "ratelimited"}
    entry.done(response=answer, error="ratelimited")
    return web.json_response(answer, status=429, headers={"Retry-After": str(seconds)})


async def _arguments(request: web.Request) -> Args:
    """A call's arguments, from wherever it puts them: address, form or JSON."""
    args: Args = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except UNREADABLE:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return args | body
    try:
        form = await request.post()
    except UNREADABLE:
        raise Refused("invalid_form_data") from None
    args |= {name: value for name, value in form.items() if isinstance(value, str)}
    for name in _NESTED:
        if isinstance(args.get(name), str):
            args[name] = _nested(name, args[name])
    return args


def _nested(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except UNREADABLE:
        raise Refused("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def _refusal(refused: Refused) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": False, "error": refused.error, **refused.extra}
    if refused.messages:
        answer["errors"] = refused.messages
        answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refused.messages]}
    return answer
