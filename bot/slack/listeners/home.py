"""App Home: shows a person the page they are on."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing import pages
from bot.slack.browsing.place import Place
from bot.slack.desk import Desk
from bot.slack.rendering import blocks
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.words import words
from bot.slack.sending.trouble import why

EMPTY = Place()

log = logging.getLogger(__name__)


async def show(client: AsyncWebClient, desk: Desk, user: str, place: Place = EMPTY, over: str | None = None) -> None:
    """Publishes the page of a place; where that is gone, the nearest one above it, with a line that says so.

    ``over``: the hash of the view that it is to replace, and no other; None: whatever is shown.
    """
    asker, now = await desk.askers.of(client, user), datetime.now(UTC)
    there = place.known(desk.directory)
    answer = desk.again(Pointer(entry=there.entry, locale=asker.locale)) if there.entry else None
    if answer is not None:
        pinned = there.entry in await desk.records.pins(user)
        await desk.records.visited(user, there.entry)
        view = pages.card(desk.directory, answer, there, pinned, asker, now)
    elif there.kind:
        view = pages.shelf(desk.directory, desk.shelves, there, asker)
    else:
        pins, recents = await desk.records.pins(user), await desk.records.recents(user)
        hand = pages.Hand(pins, recents, {pin: desk.status(pin, asker.locale) for pin in pins})
        view = pages.front(desk.directory, desk.shelves, hand, asker, now)
    if there != place:
        view["blocks"].insert(0, blocks.section(blocks.plain(words(desk.directory, asker.locale).say("gone"))))
    try:
        await client.views_publish(user_id=user, view=view, hash=over)
    except SlackApiError as error:
        if why(error) != "hash_conflict":
            raise
        log.info("Home has been turned to another page meanwhile, and stays there")


async def answer_there(client: AsyncWebClient, desk: Desk, user: str, text: str) -> None:
    """Answers what was typed into Home, in Home."""
    asker = await desk.askers.of(client, user)
    answer = await desk.answer(text, locale=asker.locale)
    await desk.visited(user, answer)
    await client.views_publish(user_id=user, view=pages.answered(desk.directory, answer, asker))
