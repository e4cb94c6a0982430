"""*It worked* or *It didn't*: one vote a person, the last one counts."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import NotKept, Vote
from bot.slack.conversing.replies import follow_entry, tell, value_of, whisper
from bot.slack.desk import Desk
from bot.slack.rendering import blocks
from bot.slack.rendering.buttons import REPORT, WORKED
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words

log = logging.getLogger(__name__)


async def keep_vote(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Keeps the vote and says thank you; who says that it didn't can say what is right."""
    value = str(value_of(action) or "")
    pointer = await follow_entry(value[1:], body, client, desk)
    if pointer is None:
        return
    worked = value.startswith(WORKED)
    try:
        attribute = next(iter(pointer.attributes), "")
        await desk.records.vote(Vote(body["user"]["id"], pointer.entry, worked, attribute))
    except NotKept as error:
        log.error("A vote could not be kept: %s", error)
        await tell(body, client, desk, "not_kept", pointer.locale)
        return
    said = words(desk.directory, pointer.locale)
    message = notice(said.say("thanks_worked" if worked else "thanks_failed"))
    if not worked:
        report = blocks.button(said.say("report"), REPORT, pointer.value())
        message = replace(message, blocks=[*message.blocks, blocks.actions([report])])
    await whisper(body, client, desk, message, pointer.locale)
