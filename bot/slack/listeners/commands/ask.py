"""A slash command: answered to the person alone, who may share the answer."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import Desk
from bot.slack.incoming import question_text
from bot.slack.listeners.commands.here import set_listening
from bot.slack.listening import wish
from bot.slack.pointer import Pointer
from bot.slack.posting import respond
from bot.slack.render import render


async def answer_command(command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was typed after the command, within its kinds; nothing or ``help``: how to use it."""
    if not await desk.records.claim(f"command:{command['trigger_id']}"):
        return
    kinds = desk.kinds_of(command["command"])
    text = question_text(command.get("text") or "", context.bot_user_id or "")
    if not kinds and (wanted := wish(text)):
        await set_listening(command, wanted, client, desk)
        return
    asker = await desk.askers.of(client, command["user_id"])
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
    await desk.visited(command["user_id"], answer)
