"""Who may say where the bot listens: the people, and the members of the groups, that the setting names."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sending.trouble import TROUBLE, in_time, why
from bot.slack.sending.workspaces import workspace_of

SECONDS = 60.0
"""How long the members of a group are taken to stay the same."""

log = logging.getLogger(__name__)


class Mandate:
    """Asked anew at each step, for who was in a group when a form was opened may be no more when it is sent."""

    def __init__(self, named: Iterable[str] = (), clock: Callable[[], float] = time.monotonic) -> None:
        """``named``: Slack's ids of people (``U…``, ``W…``) and of groups (``S…``); none: everybody may."""
        ids = frozenset(named)
        self._groups = sorted(id for id in ids if id.startswith("S"))
        self._people = ids.difference(self._groups)
        self._clock = clock
        self._members: dict[tuple[str | None, str], tuple[float, frozenset[str]]] = {}
        """Of a workspace's group: until when they are known, and who they are."""

    @classmethod
    def set_as(cls, setting: str | None) -> Mandate:
        """That of the setting: ids with commas between them, or nothing."""
        return cls(re.findall(r"\w+", setting or ""))

    async def holds(self, client: AsyncWebClient, person: str) -> bool:
        """Whether a person may; nobody by a group of which Slack does not tell the members, which is logged."""
        if person in self._people or not (self._people or self._groups):
            return True
        for group in self._groups:
            if person in await self._of(client, group):
                return True
        return False

    async def _of(self, client: AsyncWebClient, group: str) -> frozenset[str]:
        which = (workspace_of(client), group)
        until, members = self._members.get(which, (0.0, frozenset[str]()))
        if self._clock() < until:
            return members
        try:
            told = (await in_time(client.usergroups_users_list(usergroup=group))).get("users")
            members = frozenset(told if isinstance(told, list) else ())
        except TROUBLE as error:
            log.warning("Who is in the group %s of CURATORS cannot be told (%s)", group, why(error))
            return frozenset()
        self._members[which] = (self._clock() + SECONDS, members)
        return members
