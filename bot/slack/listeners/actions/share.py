"""An answer is shared: *Share here* posts a private one for everybody in the conversation, once; *Share …* asks where to."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import follow, opened, tell, value_of, where_pressed
from bot.slack.desk import Desk
from bot.slack.rendering.forms import share_form
from bot.slack.rendering.render import notice, render, shared, with_small_print
from bot.slack.rendering.words import words
from bot.slack.sending.posting import NotDelivered, respond
from bot.slack.sending.trouble import TROUBLE

log = logging.getLogger(__name__)


async def share_answer(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Posts the answer with the name of who shared it, and takes the button away. A second press does nothing.

    It goes through the response URL, which also reaches conversations that the bot is no member of.
    """
    found = await follow(value_of(action), body, client, desk)
    if not found:
        return
    pointer, answer = found
    url, container = body.get("response_url"), body["container"]
    if not url:
        await tell(body, client, desk, "not_shared", pointer.locale)
        return
    claim = f"share:{container.get('channel_id')}:{where_pressed(body)}"
    if not await desk.records.claim(claim):
        return
    message, said = render(answer, desk.directory, pointer=pointer), words(desk.directory, answer.language)
    try:
        await respond(client, url, shared(message, body["user"]["id"], said), in_channel=True)
    except NotDelivered as error:
        log.warning("An answer could not be shared (%s)", error)
        await desk.records.release(claim)
        await respond(client, url, notice(said.say("not_shared")))
        return
    except TROUBLE:
        await desk.records.release(claim)  # who is told to try again can
        raise
    await respond(client, url, with_small_print(message, said.say("shared_done")), replace=True)


async def ask_where(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Opens the form to choose a conversation."""
    if found := await follow(value_of(action), body, client, desk):
        pointer, _ = found
        if not await opened(body, client, share_form(words(desk.directory, pointer.locale), pointer)):
            await tell(body, client, desk, "too_late", pointer.locale)
