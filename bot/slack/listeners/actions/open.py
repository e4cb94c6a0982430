"""An entry is picked from a menu, or an example is pressed: its answer comes beside what was pressed."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import fingerprint
from bot.slack.conversing.replies import follow, present, value_of, where_pressed
from bot.slack.desk import Desk

AGAIN_SECONDS = 3.0
"""A second press within this time is a double click."""


async def show_beside(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answers who pressed, once however often it is clicked at a time."""
    value = value_of(action)
    found = await follow(value, body, client, desk)
    claim = f"beside:{body['user']['id']}:{where_pressed(body)}:{fingerprint(str(value))}"
    if found and await desk.records.claim(claim, seconds=AGAIN_SECONDS):
        pointer, answer = found
        await present(answer, pointer, body, client, desk)
