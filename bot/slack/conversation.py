"""A question posted in a conversation, from event to answer: the one way for mentions and direct messages."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import Desk, conversation_key
from bot.slack.incoming import question_text
from bot.slack.posting import post
from bot.slack.render import render

log = logging.getLogger(__name__)

SPOKEN = {None, "file_share", "thread_broadcast", "me_message"}
"""Subtypes of messages in which a person says something new; all others tell of edits, deletions, joins and the like."""


def is_spoken_by_a_person(event: dict[str, Any], bot_user_id: str | None) -> bool:
    """Whether a person posted this just now: no bot, not this one, no edit, no deletion, no note of Slack's own."""
    return (
        event.get("subtype") in SPOKEN
        and not any(event.get(key) for key in ("bot_id", "bot_profile", "edited", "hidden"))
        and event.get("user") not in (None, "USLACKBOT", bot_user_id)
    )


async def answer_post(
    event: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
    client: AsyncWebClient,
    desk: Desk,
    thread_ts: str | None,
) -> None:
    """Answers a person's post in ``thread_ts`` (None: in the conversation itself), once however often it is delivered."""
    if not is_spoken_by_a_person(event, context.bot_user_id):
        return
    channel, ts = event["channel"], event["ts"]
    if not await desk.records.claim(f"event:{body.get('event_id', ts)}", f"post:{channel}:{ts}"):
        return
    conversation = conversation_key(channel, thread_ts)
    text = question_text(event.get("text") or "", context.bot_user_id or "")
    answer = await desk.answer(text, conversation=conversation)
    posted = await post(client, channel, render(answer, desk.directory), thread_ts)
    # a thread under the bot's own answer in a direct message is about that answer
    await desk.remember(conversation_key(channel, posted), answer)
    log.info("answered a post: %s, confidence %.2f", answer.outcome, answer.confidence)
