"""How often Slack lets an app call its methods."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from bot.workspace.holding.state import Clock
from bot.workspace.webapi.registry import Tier

PER_MINUTE: dict[Tier, int] = {1: 1, 2: 20, 3: 50, 4: 100, "special": 600}
POSTS_PER_SECOND = 1.0
POSTS_AT_ONCE = 3
"""Slack allows one message a second in a channel, and short bursts beyond; how short it does not say."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Rates:
    """What is left of every method's allowance; for posting, of every channel's."""

    clock: Clock
    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def take(self, method: str, tier: Tier, channel: str = "") -> int:
        """Make one call. Returns 0, or the seconds to wait where it is one too many."""
        posting = method == "chat.postMessage"
        most, a_second = (POSTS_AT_ONCE, POSTS_PER_SECOND) if posting else (PER_MINUTE[tier], PER_MINUTE[tier] / 60)
        now = self.clock()
        bucket = self._buckets.setdefault((method, channel if posting else ""), _Bucket(most, now))
        bucket.left = min(most, bucket.left + (now - bucket.at) * a_second)
        bucket.at = now
        if bucket.left < 1:
            return max(1, math.ceil((1 - bucket.left) / a_second))
        bucket.left -= 1
        return 0
