"""A slash command: answered to the person alone, who may share the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.conversing.listening import wish
from bot.slack.conversing.once import begin, end
from bot.slack.desk import Desk
from bot.slack.listeners.commands.here import set_listening
from bot.slack.people.incoming import question_text
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import render
from bot.slack.sending.posting import respond
from bot.slack.sending.queueing import ANSWERING, AT_ONCE, QUEUES


async def take_command(
    command: dict[str, Any],
    body: dict[str, Any],
    ack: AsyncAck,
    context: AsyncBoltContext,
    desk: Desk,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Keeps it before Slack is told that it has arrived; what is not to be answered here ends here."""
    if not await begin(_key(command), body, context, desk.records):
        return ack.response
    await next()
    return None


async def answer_command(command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was typed after the command, within its kinds; nothing or ``help``: how to use it."""
    kinds = desk.kinds_of(command["command"])
    text = question_text(command.get("text") or "", context.bot_user_id or "")
    if not kinds and (wanted := wish(text)):
        await set_listening(command, wanted, client, desk)
    else:
        await _answer(command, text, kinds, client, desk)
    await end(context)


async def _answer(command: dict[str, Any], text: str, kinds: tuple[str, ...], client: AsyncWebClient, desk: Desk) -> None:
    """Answers to the person alone."""
    asker = await desk.askers.of(client, command["user_id"])
    async with QUEUES.turn(ANSWERING, AT_ONCE):
        answer = await desk.answer("" if text.lower() == "help" else text, locale=asker.locale, kinds=kinds)
    pointer = Pointer(question=text, kinds=kinds, locale=answer.language)
    message = render(
        answer,
        desk.directory,
        pointer=pointer,
        private=True,
        usage=command["command"] if answer.outcome == "help" else "",
    )
    await respond(client, command["response_url"], message)
    await desk.records.end(_key(command))  # before anything else: who dies now has it answered again
    await desk.visited(command["user_id"], answer)


def _key(command: dict[str, Any]) -> str:
    """Names what is to be answered once."""
    return f"command:{command['trigger_id']}"
