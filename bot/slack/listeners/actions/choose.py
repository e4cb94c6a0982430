"""What a button puts in the place of its message: the answer of a choice, another page of a list, the card with *More*."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import follow, replace, value_of
from bot.slack.desk import Desk


async def show_choice(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answers in place: for one person where only that person saw the choices, else for all in the conversation."""
    if found := await follow(value_of(action), body, client, desk):
        pointer, answer = found
        await desk.visited(body["user"]["id"], answer)
        await replace(answer, pointer, body, client, desk)


async def show_card(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """The whole card, in place of the short answer."""
    if found := await follow(value_of(action), body, client, desk):
        pointer, answer = found
        await replace(answer, pointer, body, client, desk, compact=False)
