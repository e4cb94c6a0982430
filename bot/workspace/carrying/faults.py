"""What can be made to go wrong between the workspace and the app: one switchboard, for the page and for tests."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.workspace.carrying.delivery import Ack, NotAcknowledged, Retry, Transport
from bot.workspace.carrying.record import Record

COUNTED = ("drop", "duplicate", "reorder", "refuse_429", "fail_500")


@dataclass(slots=True)
class Faults:
    """All switches, off at first. The counted ones are used up one by one."""

    drop: int = 0
    """So many next payloads never reach the app."""
    duplicate: int = 0
    """So many next payloads reach the app twice."""
    reorder: int = 0
    """So many next payloads wait until the one after them has gone."""
    delay: float = 0.0
    """Seconds before each payload goes."""
    refuse_429: int = 0
    """So many next calls are answered with 429."""
    fail_500: int = 0
    """So many next calls are answered with 500."""
    rates: bool = False
    """Whether calls are answered with 429 as soon as they come faster than Slack allows."""
    _refusals: dict[str, deque[str]] = field(default_factory=dict)
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every change by `set` and whenever one is used up."""
        self._listeners.append(listener)

    def shown(self) -> dict[str, Any]:
        """Every switch with its value."""
        return {name: getattr(self, name) for name in (*COUNTED, "delay", "rates")}

    def set(self, name: str, value: Any) -> None:
        """Set one switch.

        Raises:
            ValueError: there is no such switch, or it takes no such value.
        """
        if name in COUNTED and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1000:
            setattr(self, name, value)
        elif name == "delay" and isinstance(value, int | float) and 0 <= value <= 60:
            self.delay = float(value)
        elif name == "rates" and isinstance(value, bool):
            self.rates = value
        else:
            raise ValueError(f"{name}: {value!r}")
        self._tell()

    def clear(self) -> None:
        """Switch everything off."""
        for name in COUNTED:
            setattr(self, name, 0)
        self.delay, self.rates = 0.0, False
        self._refusals.clear()
        self._tell()

    def spend(self, name: str) -> bool:
        """Use up one of a counted switch; False: there is none left."""
        left: int = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
            self._tell()
        return left > 0

    def refuse(self, method: str, error: str, times: int = 1) -> None:
        """Let so many next calls of a method be refused with this error."""
        self._refusals.setdefault(method, deque()).extend([error] * times)

    def refusal(self, method: str) -> str:
        """The error that this call is to be refused with; empty: none."""
        waiting = self._refusals.get(method)
        return waiting.popleft() if waiting else ""

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


class Faulty:
    """A transport on which payloads get lost, come twice, late, or in another order, as the switches say."""

    def __init__(self, inner: Transport, faults: Faults, record: Record, ack_within: float) -> None:
        self.inner = inner
        self._faults = faults
        self._record = record
        self._ack_within = ack_within
        self._held: asyncio.Event | None = None
        self._twins: set[asyncio.Task[None]] = set()

    async def send(self, kind: str, payload: dict[str, Any], retry: Retry | None = None) -> Ack:
        """Deliver once, or not, or twice.

        Raises:
            NotAcknowledged: lost, or not acknowledged in time.
        """
        if self._faults.delay:
            await asyncio.sleep(self._faults.delay)
        if self._faults.spend("drop"):
            entry = self._record.add("delivery", kind, {"type": kind, "payload": payload})
            await asyncio.sleep(self._ack_within)
            entry.done(error="dropped")
            raise NotAcknowledged("timeout")
        if self._held is None and self._faults.spend("reorder"):
            self._held = asyncio.Event()
            try:
                await asyncio.wait_for(self._held.wait(), self._ack_within)
            except TimeoutError:
                pass  # nothing came after it: it goes now
            finally:
                self._held = None
        elif self._faults.spend("duplicate"):
            twin = asyncio.ensure_future(self._again(kind, payload, retry))
            self._twins.add(twin)
            twin.add_done_callback(self._twins.discard)
        try:
            return await self.inner.send(kind, payload, retry)
        finally:
            if self._held:
                self._held.set()

    async def _again(self, kind: str, payload: dict[str, Any], retry: Retry | None) -> None:
        try:
            await self.inner.send(kind, payload, retry)
        except NotAcknowledged:
            return  # the first one counts
