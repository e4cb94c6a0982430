"""*Save contact* is pressed: the entry as a vCard file, which telephones and mail programs take into their contacts."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory.export.vcard import card
from bot.slack.conversing.replies import follow_entry, tell, value_of, where_pressed
from bot.slack.desk import Desk
from bot.slack.rendering.markup import escape
from bot.slack.rendering.words import words
from bot.slack.sending.trouble import TROUBLE

AGAIN_SECONDS = 10.0
"""A second press within this time is a double click."""

log = logging.getLogger(__name__)


async def send_contact(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Sends the file into the direct conversation with who pressed, where nobody else is bothered by it."""
    pointer = await follow_entry(value_of(action), body, client, desk)
    if pointer is None:
        return
    user, entry = body["user"]["id"], desk.directory.entries[pointer.entry]
    claim = f"save:{user}:{entry.id}:{where_pressed(body)}"
    if not await desk.records.claim(claim, seconds=AGAIN_SECONDS):
        return
    said = words(desk.directory, pointer.locale)
    try:
        direct = (await client.conversations_open(users=user))["channel"]["id"]
        await client.files_upload_v2(
            channel=direct,
            filename=f"{entry.id.rpartition('/')[2]}.vcf",
            title=entry.name,
            content=card(entry, desk.directory),
            initial_comment=escape(said.say("saved", name=entry.name)),
        )
    except (SlackClientError, *TROUBLE) as error:
        log.error("A contact card could not be sent: %s", error)
        await desk.records.release(claim)
        await tell(body, client, desk, "not_saved", pointer.locale)
        return
    if (body.get("channel") or {}).get("id") != direct:
        await tell(body, client, desk, "saved_dm", pointer.locale, name=entry.name)
