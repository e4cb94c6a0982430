"""What keeps a call to Slack from doing what it should, where an answer can do without it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError)
"""What a call may raise when Slack refuses it, or cannot be reached in time."""
PASSING = ("", "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Slack's words for what may be otherwise in a moment; the empty one is of a proxy that answers in Slack's place."""

T = TypeVar("T")


def why(error: BaseException) -> str:
    """Slack's word for it, or else its status, or what sort of trouble it is."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    return _word(error) or f"status {_status(error)}"


def passes(error: BaseException) -> bool:
    """Whether it may be otherwise in a moment."""
    return not isinstance(error, SlackApiError) or _word(error) in PASSING or _status(error) == 429 or _status(error) >= 500


def _word(error: SlackApiError) -> str:
    said = getattr(error.response, "data", None)  # a failing server or proxy says anything
    return str(said.get("error") or "") if isinstance(said, dict) else ""


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", None) or getattr(error.response, "status", None) or 0)


async def in_time(call: Awaitable[T], seconds: float = 2.0) -> T:
    """The result of a call that an answer waits for no longer than so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        return await call
