"""The form of *Report a change* is sent."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import NotKept, Report
from bot.slack.conversing.replies import modal
from bot.slack.curating.notes import change_reported, tell_curators
from bot.slack.desk import LOCALE, Desk
from bot.slack.rendering.forms import VALUE, reported
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import notice
from bot.slack.rendering.words import words

log = logging.getLogger(__name__)


async def keep_report(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Keeps the report once however often it comes, says thank you in the form's place, and tells the curators.

    What is typed stays where that fails.
    """
    pointer = Pointer.parse(view.get("private_metadata"))
    locale = pointer.locale if pointer else LOCALE
    said, user, change = words(desk.directory, locale), body["user"]["id"], reported(view["state"]["values"])
    entry = desk.directory.entries.get(pointer.entry) if pointer else None
    if entry is None:
        await ack(response_action="update", view=modal(desk, notice(said.say("gone" if pointer else "outdated")), locale))
        return
    try:
        attribute = next(iter(desk.attributes([change.attribute])), "")
        new = await desk.records.report(Report(user, entry.id, attribute, change.value, change.seen), view["id"])
    except NotKept as error:
        log.error("A report could not be kept: %s", error)
        await ack(response_action="errors", errors={VALUE: said.say("not_kept")})
        return
    await ack(response_action="update", view=modal(desk, notice(said.say("report_thanks")), locale))
    if new:
        await tell_curators(client, desk.curators, change_reported(user, entry.name, change, words(desk.directory)))
