"""Slack's agent view: a direct message as a session with a title and a status, where the workspace has that."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.markup import shorten, tidy
from bot.slack.rights import Rights

TITLE = 80
"""Characters of a session's title; Slack takes 200."""

log = logging.getLogger(__name__)


class Sessions:
    """The agent sessions of one app. Where Slack refuses one, direct messages stay plain until the next start."""

    def __init__(self) -> None:
        self._refused = False

    @contextlib.asynccontextmanager
    async def thinking(
        self, client: AsyncWebClient, rights: Rights, channel: str, root_ts: str, user: str, title: str
    ) -> AsyncIterator[bool]:
        """Shows that an answer is on its way in the session of a thread, opening it with a title where there is none yet.

        Gives whether there is a session; without one everything goes on as in a plain direct message.
        """
        opened = rights.may("assistant:write") and not self._refused
        if opened:
            about = shorten(" ".join(tidy(title).split()), TITLE)
            try:
                await client.agents_sessions_setStatus(
                    channel_id=channel, thread_ts=root_ts, status="processing", title=about, initiator_user_id=user
                )
            except SlackApiError as error:
                self._refused = True
                opened = False
                log.info("No agent sessions here (%s); direct messages stay plain", error.response.get("error"))
        try:
            yield opened
        finally:
            if opened:
                try:
                    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=root_ts, status="active")
                except SlackApiError as error:
                    log.warning("The status of a session could not be taken back (%s)", error.response.get("error"))
