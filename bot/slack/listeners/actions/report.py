"""*Report a change* is pressed: a form for what has changed, what it should say and where that was seen."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import follow_entry, opened, tell, value_of
from bot.slack.desk import Desk
from bot.slack.rendering.forms import report_form
from bot.slack.rendering.words import words


async def ask_what_changed(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Opens the form, with the fact already chosen that was shown large."""
    if pointer := await follow_entry(value_of(action), body, client, desk):
        entry, said = desk.directory.entries[pointer.entry], words(desk.directory, pointer.locale)
        form = report_form(entry, next(iter(pointer.attributes), ""), desk.directory, said, pointer)
        if not await opened(body, client, form):
            await tell(body, client, desk, "too_late", pointer.locale)
