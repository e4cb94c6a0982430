"""Changing a modal that is open."""

from __future__ import annotations

import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.rendering.blocks import Block
from bot.slack.sending.trouble import why

GONE = {"not_found", "hash_conflict", "view_not_found"}
"""Slack's words for a modal that was closed or changed meanwhile."""

log = logging.getLogger(__name__)


async def change_modal(client: AsyncWebClient, opened: Block, view: Block) -> None:
    """Puts another content into an open modal; one that is closed or was changed meanwhile is left as it is.

    Raises SlackApiError where Slack refuses for another reason.
    """
    try:
        await client.views_update(view_id=opened["id"], hash=opened.get("hash"), view=view)
    except SlackApiError as error:
        if why(error) not in GONE:
            raise
        log.info("A modal was not changed, for it is not there as it was (%s)", why(error))
