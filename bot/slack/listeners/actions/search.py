"""The search modal: opened by a button, and what is chosen in it."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.searching import ENTRY, EVERYTHING, search_modal
from bot.slack.conversing.replies import opened, tell
from bot.slack.desk import Desk
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.words import words
from bot.slack.sending.modals import change_modal


async def open_search(body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Opens the search modal."""
    asker = await desk.askers.of(client, body["user"]["id"])
    view = search_modal(desk.directory, desk.shelves, words(desk.directory, asker.locale))
    if not await opened(body, client, view):
        await tell(body, client, desk, "too_late", asker.locale)


async def choose_in_search(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Shows the card of the entry chosen; another kind begins the search anew."""
    value = (action.get("selected_option") or {}).get("value", "")
    user, kind = body["user"]["id"], body["view"].get("private_metadata") or ""
    asker = await desk.askers.of(client, user)
    answer = None
    if action["action_id"] == ENTRY:
        answer = desk.again(Pointer(entry=value, locale=asker.locale)) if value else None
    else:
        kind = value if value != EVERYTHING and value in desk.directory.kinds else ""
    view = search_modal(desk.directory, desk.shelves, words(desk.directory, asker.locale), kind, answer)
    await change_modal(client, body["view"], view)
    if answer:
        await desk.visited(user, answer)
