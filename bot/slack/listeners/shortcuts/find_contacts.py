"""*Find contacts in message*: answered in a modal, which only the person who asked sees."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.replies import opened, tell
from bot.slack.desk import Desk
from bot.slack.people.incoming import question_text
from bot.slack.rendering.found import contacts, found_modal
from bot.slack.rendering.words import words


async def find_contacts(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> None:
    """Reads the message and lists the contacts that it speaks of. Nothing of it is kept."""
    asker = await desk.askers.of(client, body["user"]["id"])
    lines = (body["message"].get("text") or "").splitlines()
    text = "\n".join(question_text(line, context.bot_user_id or "") for line in lines)
    entries = contacts(text, desk.directory, lambda piece: desk.overheard(piece, locale=asker.locale))
    view = found_modal(entries, desk.directory, words(desk.directory, asker.locale))
    if not await opened(body, client, view):
        await tell(body, client, desk, "too_late", asker.locale)
