"""*Share here* is pressed: a private answer is posted for everybody in the conversation, once."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import LOCALE, Desk
from bot.slack.pointer import Pointer
from bot.slack.posting import NotDelivered, respond
from bot.slack.render import notice, render, shared, with_small_print
from bot.slack.words import words

log = logging.getLogger(__name__)


async def share_answer(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Posts the answer with the name of who shared it, and takes the button away. A second press does nothing.

    It goes through the response URL, which also reaches conversations that the bot is no member of.
    """
    url, container = body["response_url"], body["container"]
    pointer = Pointer.parse(action.get("value"))
    answer = desk.again(pointer) if pointer else None
    if pointer is None or answer is None:
        await respond(client, url, notice(words(desk.directory, pointer.locale if pointer else LOCALE).say("gone")))
        return
    claim = f"share:{container['channel_id']}:{container['message_ts']}"
    if not await desk.records.claim(claim):
        return
    message, said = render(answer, desk.directory), words(desk.directory, answer.language)
    try:
        await respond(client, url, shared(message, body["user"]["id"], said), in_channel=True)
    except NotDelivered:
        log.warning("an answer could not be shared", exc_info=True)
        await desk.records.release(claim)
        await respond(client, url, notice(said.say("not_shared")))
        return
    await respond(client, url, with_small_print(message, said.say("shared_done")), replace=True)
