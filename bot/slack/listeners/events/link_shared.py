"""Somebody posts a link to a page that the fact base draws on: the card is shown below it."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import Desk
from bot.slack.people.askers import Asker
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import render
from bot.slack.rendering.unfurling import several, without_buttons
from bot.slack.rendering.words import words
from bot.slack.sending.trouble import TROUBLE, why

log = logging.getLogger(__name__)


async def show_cards(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Shows what each link is about; nothing below links that are not known, nor among people of other organisations."""
    if body.get("is_ext_shared_channel") or event.get("user") == context.bot_user_id:
        return
    asker = await desk.askers.of(client, event["user"])
    previews = {link["url"]: below for link in event.get("links", []) if (below := preview(link["url"], asker, desk))}
    if not previews:
        return
    unfurls = {url: {"blocks": below} for url, below in previews.items()}
    try:
        if event.get("unfurl_id") and event.get("source"):
            await client.chat_unfurl(unfurl_id=event["unfurl_id"], source=event["source"], unfurls=unfurls)
        else:
            await client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls=unfurls)
    except TROUBLE as error:
        log.warning("Cards could not be shown below links (%s)", why(error))


def preview(url: str, asker: Asker, desk: Desk) -> list[Block]:
    """The card of the page's entry, or its entries in short; nothing where it has none."""
    entries = desk.pages.entries(url)
    if not entries:
        return []
    if len(entries) > 1:
        return several(entries, desk.directory, words(desk.directory, asker.locale))
    pointer = Pointer(entry=entries[0].id, locale=asker.locale)
    answer = desk.again(pointer)
    return without_buttons(render(answer, desk.directory, pointer=pointer, compact=True).blocks) if answer else []
