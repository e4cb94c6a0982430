"""What keeps a call to Slack from doing what it should, where an answer can do without it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError)
"""What a call may raise when Slack refuses it, or cannot be reached in time."""
PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Slack's words for what may be otherwise in a moment."""

T = TypeVar("T")


def why(error: BaseException) -> str:
    """Slack's word for it, or what sort of trouble it is."""
    word = error.response.get("error") if isinstance(error, SlackApiError) else ""
    return str(word) if word else type(error).__name__


def passes(error: BaseException) -> bool:
    """Whether it may be otherwise in a moment."""
    return not isinstance(error, SlackApiError) or why(error) in PASSING


async def in_time(call: Awaitable[T], seconds: float = 2.0) -> T:
    """The result of a call that an answer waits for no longer than so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        return await call
