"""*Ask the curators* is pressed: a question without an answer goes to who can add one."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.records.model import fingerprint
from bot.slack.conversing.replies import tell, tell_outdated, value_of
from bot.slack.curating.notes import question_passed_on, tell_curators
from bot.slack.desk import Desk
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.words import words


async def pass_on(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Posts the question to the curators with the name of who asks, once a person; and says what came of it."""
    pointer = Pointer.parse(value_of(action))
    if pointer is None or not pointer.question:
        await tell_outdated(body, client, desk)
        return
    user = body["user"]["id"]
    claim = f"curators:{user}:{fingerprint(pointer.question)}"
    passed = True
    if await desk.records.claim(claim):
        note = question_passed_on(user, pointer.question, words(desk.directory))
        passed = await tell_curators(client, desk.curators, note)
        if not passed:
            await desk.records.release(claim)
    otherwise = "curators_noted" if desk.keeps_questions else "curators_none"
    await tell(body, client, desk, "curators_done" if passed else otherwise, pointer.locale)
