"""Slack's agent view: a direct message as a session with a title and a status, where the workspace has that."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.rendering.markup import shorten, tidy
from bot.slack.sending.rights import Rights
from bot.slack.sending.trouble import TROUBLE, in_time, passes, why
from bot.slack.sending.workspaces import workspace_of

TITLE = 80
"""Characters of a session's title; Slack takes 200."""

log = logging.getLogger(__name__)


class Sessions:
    """The agent sessions of one app. Where Slack refuses one, that workspace's direct messages stay plain until the next
    start.
    """

    def __init__(self) -> None:
        self._refused: set[str | None] = set()
        """The workspaces."""

    @contextlib.asynccontextmanager
    async def thinking(
        self, client: AsyncWebClient, rights: Rights, channel: str, root_ts: str, user: str, title: str
    ) -> AsyncIterator[bool]:
        """Shows that an answer is on its way in the session of a thread, opening it with a title where there is none yet.

        Gives whether there is a session; without one everything goes on as in a plain direct message.
        """
        opened = rights.may("assistant:write") and workspace_of(client) not in self._refused
        if opened:
            about = shorten(" ".join(tidy(title).split()), TITLE)
            try:
                status = client.agents_sessions_setStatus(
                    channel_id=channel, thread_ts=root_ts, status="processing", title=about, initiator_user_id=user
                )
                await in_time(status)
            except TROUBLE as error:
                if not passes(error):
                    self._refused.add(workspace_of(client))
                opened = False
                log.info("No agent session (%s); the direct message is answered plainly", why(error))
        try:
            yield opened
        finally:
            if opened:
                try:
                    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=root_ts, status="active")
                except TROUBLE as error:
                    log.warning("The status of a session could not be taken back (%s)", why(error))
