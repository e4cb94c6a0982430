"""Who asks: their language and time zone, as their Slack profile tells them."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sending.trouble import TROUBLE, in_time, passes, why
from bot.slack.sending.workspaces import workspace_of

KEPT = 20_000
SECONDS = 3600.0
"""How long a profile is taken to stay as it is."""
PASSING_SECONDS = 30.0
"""How long Slack is not asked again after trouble that may pass."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """A person, as far as an answer looks at them."""

    locale: str = "en"
    """``es``, ``en-US``; the words of a question outweigh it."""
    tz: str = ""
    """IANA time zone; empty where it is not known."""


class Askers:
    """The people seen lately, so that Slack is asked about each of them once an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[tuple[str | None, str], tuple[float, Asker]] = OrderedDict()
        """Workspace and person → until when it is taken to stay so, and what."""

    async def of(self, client: AsyncWebClient, user_id: str) -> Asker:
        """The person; English and without a time zone where Slack never told. ``client``: of the workspace they are in."""
        who = (workspace_of(client), user_id)
        until, asker = self._known.get(who, (0.0, Asker()))
        if self._clock() < until:
            return asker
        seconds = SECONDS
        try:
            user = (await in_time(client.users_info(user=user_id, include_locale=True))).get("user") or {}
            asker = Asker(str(user.get("locale") or "en"), str(user.get("tz") or ""))
        except TROUBLE as error:
            log.info("The profile of an asker cannot be read (%s); what was known of it goes on", why(error))
            seconds = PASSING_SECONDS if passes(error) else SECONDS
        self._known[who] = (self._clock() + seconds, asker)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return asker
