"""Somebody is about to search in Slack: what the search can be narrowed to."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.enterprise import filters
from bot.slack.desk import Desk
from bot.slack.listeners.functions.handing import completed
from bot.slack.rendering.words import words


async def offer_filters(inputs: dict[str, Any], complete: AsyncComplete, client: AsyncWebClient, desk: Desk) -> None:
    """Gives the kinds of the directory."""
    asker = await desk.askers.of(client, (inputs.get("user_context") or {}).get("id", ""))
    offered = filters(desk.directory, desk.shelves, words(desk.directory, asker.locale))
    await completed(complete, {"filters": offered})
