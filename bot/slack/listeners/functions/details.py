"""Somebody opens a result of Slack's own search: the whole entry is shown."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.enterprise import details
from bot.slack.desk import Desk
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.words import words
from bot.slack.sending.trouble import TROUBLE, why

log = logging.getLogger(__name__)


async def show_details(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Shows the entry's facts with their sources; of one that is gone, that it is."""
    asker = await desk.askers.of(client, event["user"])
    said = words(desk.directory, asker.locale)
    answer = desk.again(Pointer(entry=event["external_ref"]["id"], locale=asker.locale))
    shown: dict[str, Any]
    if answer is None:
        shown = {"error": {"status": "not_found", "custom_message": said.say("gone")}}
    else:
        url = event.get("entity_url") or (event.get("link") or {}).get("url", "")
        shown = {"metadata": details(answer.entries[0], answer, url, said)}
    try:
        await client.entity_presentDetails(trigger_id=event["trigger_id"], **shown)
    except TROUBLE as error:
        log.warning("The details of an entry could not be shown (%s)", why(error))
