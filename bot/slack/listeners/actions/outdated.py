"""A button that this version of the bot does not post any more."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import LOCALE, Desk
from bot.slack.replies import tell


async def answer_outdated_button(body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Says privately that the button leads nowhere."""
    await tell(body, client, desk, "gone", LOCALE)
