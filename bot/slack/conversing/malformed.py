"""A payload of a form that Slack never sends: acknowledged, told in the log, and to whoever waits for an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.apology import PRESSED
from bot.slack.desk import LOCALE, Desk
from bot.slack.payloads import HELD_BACK, doer, fault, is_id, is_known
from bot.slack.payloads.filling import fill_in
from bot.slack.payloads.requests import NO_IDS
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words
from bot.slack.sending.posting import post
from bot.slack.sending.queueing import TooMany
from bot.slack.sending.trouble import TROUBLE, in_time, why

log = logging.getLogger(__name__)


class Turnstile(AsyncMiddleware):
    """What every payload passes first, before Bolt itself looks into it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Lets a well-formed one pass; the others end here."""
        fill_in(req.body)
        ids = (req.context.team_id, req.context.enterprise_id)
        named = NO_IDS not in req.context and all(id is None or is_id(id) for id in ids)
        found = fault(req.body) or ("" if named else "the workspace has no id")
        if not found and req.body.get("type") == HELD_BACK:
            log.warning("Slack holds back what happens in workspace %s: too much did within an hour", req.context.team_id)
            return BoltResponse(status=200, body="")
        if not found:
            return await next()
        log.warning("Passed over a payload of a form that Slack never sends (%s)", found)
        if (user := doer(req.body)) and _waits(req.body):
            await self._tell(req.context.client, user)
        return BoltResponse(status=200 if is_known(req.body) or req.mode == "socket_mode" else 404, body="")

    async def _tell(self, client: AsyncWebClient, user: str) -> None:
        message = notice(words(self._desk.directory, LOCALE).say("failed"))
        try:
            await in_time(post(client, user, message))
        except (TooMany, *TROUBLE) as error:
            log.warning("Who waits for an answer to it could not be told (%s)", why(error))


def _waits(body: dict[str, Any]) -> bool:
    """Whether somebody waits for what comes of it."""
    event = body.get("event")
    if isinstance(event, dict):
        return event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return "command" in body or body.get("type") in PRESSED
