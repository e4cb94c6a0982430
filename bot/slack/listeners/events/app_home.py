"""Somebody opens the app: the Home tab shows its front page, the Messages tab suggests what to ask."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.prompts import suggest
from bot.slack.desk import Desk
from bot.slack.listeners import home


async def welcome(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Shows the front page, made anew each time it is come to; or suggests questions."""
    if event.get("tab") == "home":
        await home.show(client, desk, event["user"], over=(event.get("view") or {}).get("hash"))
    elif event.get("tab") == "messages" and event.get("channel"):
        await suggest(client, desk, event["channel"], event["user"])
