"""Buttons, menus and the line to type in of App Home."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.pages import PIN
from bot.slack.browsing.place import Place
from bot.slack.conversing.replies import value_of
from bot.slack.desk import Desk
from bot.slack.listeners import home


async def go(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Shows the page that a button or an option leads to."""
    await home.show(client, desk, body["user"]["id"], Place.parse(value_of(action)))


async def ask(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was typed, in Home; nothing typed leads to the front page."""
    text = (action.get("value") or "").strip()
    if text:
        await home.answer_there(client, desk, body["user"]["id"], text)
    else:
        await home.show(client, desk, body["user"]["id"])


async def pin(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Pins the entry of the page, or takes its pin away, and shows the page as it is then."""
    place, user = Place.parse(action.get("value")), body["user"]["id"]
    if place.entry in desk.directory.entries:
        change = desk.records.pin if action["action_id"] == PIN else desk.records.unpin
        await change(user, place.entry)
    await home.show(client, desk, user, place)
