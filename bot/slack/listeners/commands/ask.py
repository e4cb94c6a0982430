"""A slash command: answered to the person alone, who may share the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.model import Answer
from bot.records.model import fingerprint
from bot.slack.conversing.listening import wish
from bot.slack.conversing.once import attempt_of, begin, end
from bot.slack.desk import Desk
from bot.slack.listeners.commands.here import set_listening
from bot.slack.people.incoming import question_text
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import render
from bot.slack.rendering.words import words
from bot.slack.sending.posting import respond_or_post
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
    attempt = await begin(key_of(command), body, context, desk.records)
    await ack()
    if not attempt:
        return ack.response
    await next()
    return None


async def answer_command(command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was typed after the command, within its kinds; nothing or ``help``: how to use it."""
    kinds = desk.kinds_of(command["command"])
    text = question_text(command.get("text") or "", context.bot_user_id or "")
    answer: Answer | None = None
    if not kinds and (wanted := wish(text)):
        message = await set_listening(command, wanted, client, desk)
    else:
        asker = await desk.askers.of(client, command["user_id"])
        async with QUEUES.turn(ANSWERING, AT_ONCE):
            answer = await desk.answer("" if text.lower() == "help" else text, locale=asker.locale, kinds=kinds)
        message = render(
            answer,
            desk.directory,
            pointer=Pointer(question=text, kinds=kinds, locale=answer.language),
            private=True,
            usage=command["command"] if answer.outcome == "help" else "",
        )
        if attempt_of(context) > 1:  # who died on it may have answered, which nobody can look up
            message = message.opened_by(words(desk.directory, answer.language).say("once_more"))
    if message and await desk.records.holds(key_of(command)):
        await respond_or_post(client, command["response_url"], command["user_id"], message)
    await end(context)  # before anything else: who dies now has it answered again
    if answer:
        await desk.visited(command["user_id"], answer)


def key_of(command: dict[str, Any]) -> str:
    """Names what is to be answered once. Slack gives no trigger twice; what stands in for Slack may."""
    typed = f"{command['command']} {command.get('text') or ''} {command['response_url']}"
    return f"command:{command['trigger_id']}:{fingerprint(typed)}"
