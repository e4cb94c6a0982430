"""Somebody types into the search: the entries that begin so, or that the words ask for."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.browsing.searching import chosen_option
from bot.slack.desk import Desk
from bot.slack.rendering.words import words


async def offer_entries(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Offers entries of the kind that the modal is narrowed to, best first."""
    asker = await desk.askers.of(client, body["user"]["id"])
    said = words(desk.directory, asker.locale)
    kind = (body.get("view") or {}).get("private_metadata") or ""
    kinds = (kind,) if kind in desk.directory.kinds else ()  # it may be gone since
    found = desk.looked_up(str(body.get("value") or ""), kinds, asker.locale)
    await ack(options=[chosen_option(entry, desk.directory, said) for entry in found])
