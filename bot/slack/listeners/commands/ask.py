"""A slash command: answered to the person alone, who may share the answer.

The answer goes with the acknowledgement. That Slack takes once or not at all, and then tells who typed it; what is sent
afterwards nobody could look up, to know whether it arrived.
"""

from __future__ import annotations

import asyncio
import zlib
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
from bot.slack.payloads.requests import MUTE
from bot.slack.people.incoming import question_text
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import Message, render
from bot.slack.sending.posting import respond
from bot.slack.sending.queueing import ANSWERING, AT_ONCE, QUEUES

SOON_SECONDS = 1.5
"""How long the acknowledgement waits for the answer: half of what Slack waits for the acknowledgement."""
ANSWER = "answer"
"""Under which a request carries the answer that is on its way; None: it has been given."""


async def take_command(
    command: dict[str, Any],
    body: dict[str, Any],
    ack: AsyncAck,
    context: AsyncBoltContext,
    client: AsyncWebClient,
    desk: Desk,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Keeps it until it is answered, and acknowledges it, with the answer where that is there soon.

    One that is delivered again ends here: so Slack may not have heard what it was acknowledged with before.
    """
    attempt = await begin(key_of(command), body, context, desk.records)
    answer = context[ANSWER] = asyncio.create_task(_answer(command, context, client, desk))
    if attempt <= 1 and _may_go_along(context, desk) and (message := await _soon(answer)):
        await end(context)  # before it is given: nobody may give it afterwards, too
        await ack(
            text=message.text, blocks=message.blocks, response_type="ephemeral", unfurl_links=False, unfurl_media=False
        )
        context[ANSWER] = None
    else:
        await ack()
    if not attempt:
        answer.cancel()
        return ack.response
    await next()
    return None


async def answer_command(command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> None:
    """Gives the answer that took longer."""
    if context[ANSWER]:
        if (message := await context[ANSWER]) and await desk.records.holds(key_of(command)):
            await respond(client, command["response_url"], message)
        await end(context)


def key_of(command: dict[str, Any]) -> str:
    """Names what is to be answered once. Slack gives no trigger twice; what stands in for Slack may."""
    typed = f"{command['command']} {command.get('text') or ''} {command['response_url']}"
    return f"command:{command['trigger_id']}:{zlib.crc32(typed.encode()):x}"


def _may_go_along(context: AsyncBoltContext, desk: Desk) -> bool:
    """Whether an answer may go with the acknowledgement. Nobody hears of one whose blocks Slack does not take: since it ever
    did not take any, none may.
    """
    return not context.get(MUTE) and not desk.meters.blocks_refused


async def _soon(answer: asyncio.Task[Message | None]) -> Message | None:
    await asyncio.wait((answer,), timeout=SOON_SECONDS)
    return answer.result() if answer.done() and not answer.exception() else None


async def _answer(command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> Message | None:
    """What to say to what was typed after the command, within its kinds; to nothing or ``help``: how to use it."""
    kinds = desk.kinds_of(command["command"])
    text = question_text(command.get("text") or "", context.bot_user_id or "")
    if not kinds and (wanted := wish(text)):
        return await set_listening(command, wanted, client, desk)
    asker = await desk.askers.of(client, command["user_id"])
    async with QUEUES.turn(ANSWERING, AT_ONCE):
        answer = await desk.answer("" if text.lower() == "help" else text, locale=asker.locale, kinds=kinds)
    await desk.visited(command["user_id"], answer)
    return render(
        answer,
        desk.directory,
        pointer=Pointer(question=text, kinds=kinds, locale=answer.language),
        private=True,
        usage=command["command"] if answer.outcome == "help" else "",
    )
