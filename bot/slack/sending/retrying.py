"""Calls to Slack that are made again: with growing pauses of uneven length, or after the time that Slack names."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.metering.meters import Meters

AGAIN = 2
"""How often a call that failed is made again: for three seconds or so, with slack_sdk's pauses of 0.5 s and 1 s and up to a
second more each."""
WAITS = 20
"""How often in a row a call waits for as long as Slack names."""
RETRY_AFTER = "Retry-After"


class RateLimited(AsyncRateLimitErrorRetryHandler):
    """Makes a call again when Slack said that it may be made."""

    def __init__(self, meters: Meters) -> None:
        super().__init__(max_retry_count=WAITS)
        self._meters = meters

    async def prepare_for_next_attempt_async(self, **attempt: Any) -> None:
        self._meters.retries.labels("rate_limited").inc()
        response: HttpResponse = attempt["response"]
        response.headers = {RETRY_AFTER: [str(seconds_named(response.headers))]}
        began = time.monotonic()
        try:
            await super().prepare_for_next_attempt_async(**attempt)
        finally:
            self._meters.waits.inc(time.monotonic() - began)


class Failing(AsyncConnectionErrorRetryHandler):
    """Makes a call again that did not come through, or on which a server failed."""

    def __init__(self, meters: Meters) -> None:
        super().__init__(max_retry_count=AGAIN)
        self._meters = meters

    async def prepare_for_next_attempt_async(self, **attempt: Any) -> None:
        self._meters.retries.labels("server" if attempt.get("response") else "connection").inc()
        await super().prepare_for_next_attempt_async(**attempt)

    async def _can_retry_async(self, **attempt: Any) -> bool:
        response: HttpResponse | None = attempt.get("response")
        return (response is not None and response.status_code >= 500) or await super()._can_retry_async(**attempt)


def handlers(meters: Meters) -> list[AsyncRetryHandler]:
    """Those for every call; how often they do something is counted."""
    return [RateLimited(meters), Failing(meters)]


def seconds_named(headers: Mapping[str, Sequence[str]]) -> int:
    """How long a server says to wait, in whole seconds, which is all that slack_sdk reads; one, where it cannot be read."""
    value = next((values[0] for name, values in headers.items() if name.lower() == RETRY_AFTER.lower()), "")
    try:
        return max(0, math.ceil(float(value)))
    except (ValueError, OverflowError):
        return 1


def only_waiting(client: AsyncWebClient) -> AsyncWebClient:
    """The same client for a caller who makes a call that failed again by itself: it waits for as long as Slack names."""
    waiting = copy.copy(client)
    waiting.retry_handlers = [handler for handler in client.retry_handlers if isinstance(handler, RateLimited)]
    return waiting


def pause(failures: int, shortest: float, longest: float) -> float:
    """Seconds to wait after so many failures in a row: about twice as long each time, and unevenly, so that not all come
    back at once; none after none.
    """
    return min(longest, shortest * 2.0 ** min(failures - 1, 30)) * random.uniform(0.5, 1.5) if failures else 0.0
