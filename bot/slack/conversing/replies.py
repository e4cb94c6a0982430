"""What follows a press: a line or an answer for the presser alone, or another message in the place of the one pressed.

The same for buttons in messages, in private ones, in modals and in the Home tab.
"""

from __future__ import annotations

import dataclasses
import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.model import Answer
from bot.slack.desk import LOCALE, Desk, conversation_key
from bot.slack.payloads.parts import is_direct
from bot.slack.rendering import inputs
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import Message, notice, render
from bot.slack.rendering.words import words
from bot.slack.sending.posting import post, respond, respond_or_post, update
from bot.slack.sending.trouble import why

LATE = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged")
"""Slack's words for a modal that comes more than three seconds after what was pressed, or a second time."""
FIXED = (
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "channel_not_found",
    "is_archived",
    "not_in_channel",
)
"""Slack's words for a message that cannot be changed any more."""

log = logging.getLogger(__name__)


def value_of(action: dict[str, Any]) -> object:
    """What a button, or the option chosen in a menu, carries."""
    return (action.get("selected_option") or action).get("value")


def where_pressed(body: dict[str, Any]) -> str:
    """Names the message or view of which something was pressed."""
    container = body.get("container") or {}
    return str(container.get("message_ts") or container.get("view_id"))


async def follow(value: object, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> tuple[Pointer, Answer] | None:
    """The pointer in a value and the answer it leads to; None, and the presser is told, where it leads nowhere any more."""
    pointer = Pointer.parse(value)
    answer = desk.again(pointer) if pointer else None
    if pointer is not None and answer is not None:
        return pointer, answer
    await _tell_lost(pointer, body, client, desk)
    return None


async def follow_entry(value: object, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> Pointer | None:
    """The pointer in a value, where it leads to an entry, with the attributes that there are; None, and the presser is told,
    where it does not any more.
    """
    pointer = Pointer.parse(value)
    if pointer is not None and pointer.entry in desk.directory.entries:
        return dataclasses.replace(pointer, attributes=desk.attributes(pointer.attributes))
    await _tell_lost(pointer, body, client, desk)
    return None


async def _tell_lost(pointer: Pointer | None, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Tells the presser that the entry is gone; or, where there is no pointer, that what was pressed is outdated."""
    if pointer:
        await tell(body, client, desk, "gone", pointer.locale)
    else:
        await tell_outdated(body, client, desk)


async def tell_outdated(body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Tells the presser that what they pressed is none of this version's any more."""
    asker = await desk.askers.of(client, body["user"]["id"])
    await tell(body, client, desk, "outdated", asker.locale)


async def tell(body: dict[str, Any], client: AsyncWebClient, desk: Desk, key: str, locale: str, **fields: object) -> None:
    """Says one of the fixed sentences to the presser alone."""
    await whisper(body, client, desk, notice(words(desk.directory, locale).say(key, **fields)), locale)


async def whisper(body: dict[str, Any], client: AsyncWebClient, desk: Desk, message: Message, locale: str = LOCALE) -> None:
    """Shows a message to the presser alone: where they pressed, on top of the modal or Home tab, or else directly.

    A form that was sent is closed by then: who sent it is told directly.
    """
    if url := body.get("response_url"):
        await respond_or_post(client, url, body["user"]["id"], message)
        return
    if body.get("type") == "block_actions" and await opened(body, client, modal(desk, message, locale)):
        return
    await post(client, body["user"]["id"], message)


async def present(
    answer: Answer, pointer: Pointer, body: dict[str, Any], client: AsyncWebClient, desk: Desk, compact: bool | None = None
) -> None:
    """Shows an answer to who pressed: beside what they pressed, for them alone where others read along."""
    channel = _channel(body)
    await desk.visited(body["user"]["id"], answer)
    if is_direct(channel) and not body["container"].get("is_ephemeral"):
        thread = body["container"].get("thread_ts")
        await post(client, channel, render(answer, desk.directory, pointer=pointer, compact=compact), thread)
        await _go_on(answer, desk, conversation_key(channel, thread))
    else:
        in_view = not body.get("response_url")
        message = render(answer, desk.directory, pointer=pointer, private=not in_view, in_view=in_view, compact=compact)
        await whisper(body, client, desk, message, pointer.locale)


async def replace(
    answer: Answer, pointer: Pointer, body: dict[str, Any], client: AsyncWebClient, desk: Desk, compact: bool | None = None
) -> None:
    """Puts an answer in the place of the message pressed, for all who saw that; beside it where it cannot be changed."""
    container, url = body["container"], body.get("response_url")
    private = bool(container.get("is_ephemeral"))
    if container.get("type") == "view" or (private and not url):
        await whisper(body, client, desk, render(answer, desk.directory, pointer=pointer, compact=compact, in_view=True))
        return
    message = render(answer, desk.directory, pointer=pointer, private=private, compact=compact)
    if private:
        await respond(client, str(url), message, replace=True)
        return
    channel = container["channel_id"]
    try:
        await update(client, channel, container["message_ts"], message)
    except SlackApiError as error:
        if why(error) not in FIXED:
            raise
        log.info("A message cannot be changed any more (%s); the presser alone gets the answer", why(error))
        await present(answer, pointer, body, client, desk, compact)
        return
    await _go_on(
        answer, desk, *(conversation_key(channel, ts) for ts in (container.get("thread_ts"), container["message_ts"]))
    )


async def _go_on(answer: Answer, desk: Desk, *conversations: str) -> None:
    """Keeps what was pressed for as what these conversations are about from now on."""
    await desk.remember(answer, await desk.records.recall(*conversations), *conversations)


def modal(desk: Desk, message: Message, locale: str) -> dict[str, Any]:
    """A modal that shows a message."""
    return inputs.modal(desk.directory.title, message.blocks, close=words(desk.directory, locale).say("close"))


async def opened(body: dict[str, Any], client: AsyncWebClient, view: dict[str, Any]) -> bool:
    """Opens a modal, on top of one that is open; False where Slack says that it comes too late, or as one too many."""
    upon = (body.get("view") or {}).get("type") == "modal"
    try:
        await (client.views_push if upon else client.views_open)(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if why(error) not in (*LATE, "push_limit_reached"):
            raise
        log.info("A modal could not be opened (%s)", why(error))
        return False
    return True


def _channel(body: dict[str, Any]) -> str:
    """The conversation in which something was pressed; empty: in none."""
    return str((body.get("channel") or {}).get("id") or body.get("container", {}).get("channel_id") or "")
