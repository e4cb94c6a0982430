"""How payloads reach the app: by whichever transport it uses, and again when it does not acknowledge an event."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

ACK_SECONDS = 3.0
RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ack:
    """The app's acknowledgement and what it said with it (None: nothing)."""

    payload: Any = None


@dataclass(frozen=True, slots=True)
class Retry:
    """That something is sent again: which time, and what went wrong before."""

    number: int
    reason: str


class NotAcknowledged(Exception):
    """The app did not acknowledge. `reason` is Slack's word for why; `final`: it asked for no retry."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Transport(Protocol):
    """Carries one payload to the app."""

    async def send(self, kind: str, payload: dict[str, Any], retry: Retry | None = None) -> Ack:
        """Deliver once.

        Raises:
            NotAcknowledged: not acknowledged in time.
        """


class Delivery:
    """Delivers over `transport`, which may be exchanged at any time."""

    def __init__(self, transport: Transport, retry_after: tuple[float, ...] = RETRY_AFTER_SECONDS) -> None:
        self.transport = transport
        self._retry_after = retry_after
        self._running: set[asyncio.Task[None]] = set()

    def event(self, payload: dict[str, Any]) -> None:
        """Deliver an event in the background, and again after each delay until it is acknowledged."""
        self._start(self._event(payload))

    async def interaction(self, kind: str, payload: dict[str, Any]) -> Ack:
        """Deliver a slash command or an interaction: once, for somebody is waiting.

        Raises:
            NotAcknowledged: not acknowledged in time.
        """
        return await self.transport.send(kind, payload)

    async def settled(self) -> None:
        """Wait until every event so far is acknowledged or given up."""
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Stop delivering."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _event(self, payload: dict[str, Any]) -> None:
        retry: Retry | None = None
        for number, delay in enumerate((*self._retry_after, None), start=1):
            try:
                await self.transport.send("events_api", payload, retry)
                return
            except NotAcknowledged as failed:
                if failed.final or delay is None:
                    log.warning("Gave up event %s after %d attempts: %s", payload.get("event_id"), number, failed.reason)
                    return
                retry = Retry(number, failed.reason)
                await asyncio.sleep(delay)
