"""The form of *Share …* is sent: the answer is posted in the conversation chosen."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import follow, tell
from bot.slack.desk import Desk
from bot.slack.rendering.forms import WHERE
from bot.slack.rendering.render import render, shared
from bot.slack.rendering.words import words
from bot.slack.sending.posting import NotDelivered, post, respond
from bot.slack.sending.trouble import why

log = logging.getLogger(__name__)


async def share_there(body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Posts the answer with the name of who shared it, once: through the way that Slack opened with the choice; as a member
    where what stands in for Slack opened none.
    """
    found = await follow(view.get("private_metadata"), body, client, desk)
    if not found or not await desk.records.claim(f"share:{view['id']}"):
        return
    pointer, answer = found
    message = shared(
        render(answer, desk.directory, pointer=pointer), body["user"]["id"], words(desk.directory, answer.language)
    )
    ways = body.get("response_urls") or []
    chosen = view["state"]["values"].get(WHERE, {}).get(WHERE, {}).get("selected_conversation")
    try:
        for way in ways:
            await respond(client, way["response_url"], message, in_channel=True)
        if not ways:
            await post(client, chosen or "", message)
    except (NotDelivered, SlackApiError) as error:
        log.warning("An answer could not be shared (%s)", why(error) if isinstance(error, SlackApiError) else error)
        await tell(body, client, desk, "not_shared", pointer.locale)
