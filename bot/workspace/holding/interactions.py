"""The short-lived rights an interaction gives the app: to open one modal, and to answer a few times later."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from bot.workspace.holding.state import Clock

TRIGGER_SECONDS = 3
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5


KEPT = 10_000
"""How many ids and addresses are known at a time; older ones are unknown then, not expired."""


class Refused(Exception):
    """A call that Slack would refuse. `error` is Slack's name for why, `messages` the details it adds."""

    def __init__(self, error: str, messages: list[str] | None = None, **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.extra = extra


@dataclass(slots=True)
class Trigger:
    """What somebody just did, which gives leave to open one view."""

    user: str
    conversation: str | None
    """Where they did it; None: nowhere (Home, a global shortcut)."""
    expires: float
    used: bool = False


class Triggers:
    """Trigger ids: each opens one view, within three seconds."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, conversation: str | None = None) -> str:
        """A new id for something this user just did in this conversation."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, conversation, self._clock() + TRIGGER_SECONDS)
        forget_oldest(self._issued)
        return trigger_id

    def take(self, trigger_id: str) -> Trigger:
        """Use an id up; gives what it was for.

        Raises:
            Refused: unknown, used before, or too late.
        """
        trigger = self.look(trigger_id)
        trigger.used = True
        return trigger

    def look(self, trigger_id: str) -> Trigger:
        """What an id is for, without using it up.

        Raises:
            Refused: unknown, used before, or too late.
        """
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._clock() > trigger.expires:
            raise Refused("expired_trigger_id")
        return trigger

    def expire(self) -> None:
        """Let every id given out so far be too old."""
        for trigger in self._issued.values():
            trigger.expires = float("-inf")


@dataclass(slots=True)
class ResponseUrl:
    """Where an answer through a response URL goes."""

    channel: str
    user: str
    message_ts: str | None = None
    """The message that was interacted with; None: there is none, it was a slash command."""
    expires: float = 0.0
    uses: int = field(default=0)


class ResponseUrls:
    """Response URLs: five answers within thirty minutes."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, channel: str, user: str, message_ts: str | None = None) -> str:
        """A new secret path segment."""
        key = secrets.token_urlsafe(24)
        self._issued[key] = ResponseUrl(channel, user, message_ts, self._clock() + RESPONSE_URL_SECONDS)
        forget_oldest(self._issued)
        return key

    def take(self, key: str) -> ResponseUrl:
        """Use it once.

        Raises:
            Refused: unknown, too late, or used five times before.
        """
        target = self._issued.get(key)
        if target is None:
            raise Refused("invalid_url")
        if self._clock() > target.expires:
            raise Refused("expired_url")
        if target.uses >= RESPONSE_URL_USES:
            raise Refused("used_url")
        target.uses += 1
        return target


def forget_oldest(kept: dict[Any, Any], most: int = KEPT) -> None:
    """Let the first of a growing dictionary go, so that a workspace left running does not grow without end."""
    while len(kept) > most:
        del kept[next(iter(kept))]
