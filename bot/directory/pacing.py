"""How much of the time work may take that others wait for: at once as a rule, and with rests where there is no end of it."""

from __future__ import annotations

import time
from collections.abc import Callable

SHARE = 0.2
"""The part of the time that the work may take in the long run."""
CREDIT_SECONDS = 4.0
"""So much of it needs no rest."""


class Pace:
    """Pieces of work, each between ``begin`` and ``end``, and how long to rest before the next one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, spent: Callable[[], float] = time.process_time) -> None:
        """``spent``: the time worked. By default the processor's, so that on a busy machine work counts for no more."""
        self._clock, self._spent = clock, spent
        self._debt = 0.0
        self._at = clock()
        self._began: float | None = None

    def begin(self) -> None:
        """A piece of work begins."""
        self._began = self._spent()

    def end(self) -> None:
        """It has ended; nothing happens where none had begun."""
        if self._began is not None:
            self._debt += self._spent() - self._began
            self._began = None

    def rest(self) -> float:
        """Seconds to wait before the next piece; 0 where little was done lately."""
        now = self._clock()
        self._debt = max(0.0, self._debt - (now - self._at) * SHARE)
        self._at = now
        return max(0.0, self._debt - CREDIT_SECONDS) / SHARE
