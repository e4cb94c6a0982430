"""A choice is pressed: the answer takes the place of the choices."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import LOCALE, Desk, conversation_key
from bot.slack.pointer import Pointer
from bot.slack.posting import respond, update
from bot.slack.render import notice, render
from bot.slack.words import words


async def show_choice(action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answers in place: for one person where only that person saw the choices, else for all in the conversation."""
    pointer = Pointer.parse(action.get("value"))
    answer = desk.again(pointer) if pointer else None
    if pointer is None or answer is None:
        await respond(
            client, body["response_url"], notice(words(desk.directory, pointer.locale if pointer else LOCALE).say("gone"))
        )
        return
    container = body["container"]
    if container.get("is_ephemeral"):
        await respond(client, body["response_url"], render(answer, desk.directory, share=pointer.value()), replace=True)
        return
    channel = container["channel_id"]
    await update(client, channel, container["message_ts"], render(answer, desk.directory))
    for thread in {container.get("thread_ts"), container["message_ts"]}:
        await desk.remember(conversation_key(channel, thread), answer)
