"""Each thing that Slack sends, from its arrival to its end: named in every line logged meanwhile, timed and counted."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import logs
from bot.answering.model import Answer
from bot.slack.metering.meters import Meters, Reason, from_nought

SURFACES = {
    "app_mention": "mention",
    "app_home_opened": "home",
    "link_shared": "link",
    "function_executed": "search",
    "entity_details_requested": "search",
    "block_actions": "button",
    "block_suggestion": "typeahead",
    "view_submission": "form",
    "shortcut": "shortcut",
    "message_action": "shortcut",
}
"""Slack's word for what it sends → where somebody did something."""
UNASKED = "channel"
"""What is said in a channel without a mention: mostly the bot has no part in it."""

log = logging.getLogger(__name__)


@dataclass
class Request:
    """What is being attended to."""

    surface: str
    began: float
    """By a clock that only tells durations."""
    meters: Meters
    outcome: str = ""
    """That of the answer given; empty: none was."""
    confidence: float = 0.0
    failed: bool = False


_current: ContextVar[Request | None] = ContextVar("request", default=None)


def attend(app: AsyncApp, meters: Meters) -> None:
    """From now on all that Slack sends to the app is attended to."""

    async def begin(
        body: dict[str, Any], context: AsyncBoltContext, request: AsyncBoltRequest, next: Callable[[], Awaitable[None]]
    ) -> None:
        where = surface(body)
        _current.set(Request(where, time.perf_counter(), meters))  # in a task of its own, which ends with it
        team = context.team_id or context.enterprise_id or ""
        logs.about.set({"request": str(body.get("event_id") or secrets.token_hex(6)), "team": team, "surface": where})
        if request.headers.get("x-slack-retry-num", ["0"])[0] != "0":
            meters.redeliveries.inc()
        await next()

    app.middleware(begin)
    from_nought(meters.failures, {*SURFACES.values(), "command", "direct", UNASKED})
    app.listener_runner.listener_completion_handler = _Ended()


def noted(answer: Answer) -> Answer:
    """The same; it is noted as the answer to what is being attended to. The last one counts."""
    if request := _current.get():
        request.outcome, request.confidence = answer.outcome, answer.confidence
    return answer


def failed() -> None:
    """Notes that what is being attended to came to nothing."""
    if request := _current.get():
        request.failed = True
        request.meters.failures.labels(request.surface).inc()


def sent_again(reason: Reason) -> None:
    """Notes that something is sent once more: nobody knows whether it arrived, a server failed on it, or Slack did not take
    its blocks, and its text goes alone.
    """
    if request := _current.get():
        request.meters.retries.labels(reason).inc()


def surface(body: dict[str, Any]) -> str:
    """Where somebody did what Slack tells of: ``mention``, ``direct``, ``command``, ``button`` …"""
    event = body.get("event") or {}
    if body.get("command"):
        return "command"
    if event.get("type") == "message":
        return "direct" if event.get("channel_type") == "im" else UNASKED
    if (body.get("view") or {}).get("type") == "home":
        return "home"
    return SURFACES.get(str(event.get("type") or body.get("type")), "other")


class _Ended(AsyncListenerCompletionHandler):
    """Counts and logs what has been attended to, however it ended."""

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        done = _current.get()
        if done is None:
            return
        seconds, surface = time.perf_counter() - done.began, done.surface
        done.meters.seconds.labels(surface).observe(seconds)
        outcome = "failed" if done.failed else done.outcome or "done"
        if done.outcome and not done.failed:
            done.meters.questions.labels(surface, done.outcome).inc()
        sure = f", confidence {done.confidence:.2f}" if outcome == done.outcome else ""
        log.log(
            logging.DEBUG if (surface, outcome) == (UNASKED, "done") else logging.INFO,
            f"{surface}: {outcome}{sure}, {seconds * 1000:.0f} ms",
            extra={"fields": {"outcome": outcome, "ms": round(seconds * 1000, 1)}},
        )
