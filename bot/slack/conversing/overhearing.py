"""What is said in channels without a mention: follow-ups in the bot's own threads, and questions where it may listen.

Who did not ask the bot is answered only when it is sure, and never in a channel shared with another organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.model import Answer
from bot.directory.model import Directory
from bot.records.model import Listening
from bot.slack.conversing.conversation import Post, Reply, is_spoken_by_a_person, nod, say, taken, unasked
from bot.slack.conversing.courtesy import is_courtesy, opens_with_courtesy
from bot.slack.desk import Desk, conversation_key

SURE = 0.97
"""The least confidence of an answer to a question that was not put to the bot."""
GOING_ON = 0.955
"""The least confidence of an answer to a follow-up in a thread that the bot was asked in."""
CHOICES = 5
"""So many choices are still a help to somebody who did not ask for them."""
HEARD_SECONDS = 30 * 24 * 3600.0
"""How long a thread counts as answered."""

_SOMEBODY = re.compile(r"<[@!][^<>]+>")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said in a channel where the bot may have something to say."""

    post: Post
    thread: str
    """Names the conversation that it is, or would be, about."""
    about: tuple[str, ...]
    """What was answered there before; empty: the thread is none of the bot's."""
    listening: Listening


async def overheard(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, desk: Desk) -> Heard | None:
    """What was said, begun to be answered here; None where the bot has no part in it. Raises TriedOften."""
    if not is_spoken_by_a_person(event, context.bot_user_id) or not may_be_overheard(event, body):
        return None  # before the records are asked: every answer in a channel comes back as a message
    channel, thread_ts = event["channel"], event.get("thread_ts")
    thread = conversation_key(channel, thread_ts or event.get("ts"))
    about = await desk.records.recall(thread) if thread_ts else ()
    listening = "off" if about else await desk.records.listening(channel)
    if not about and listening == "off":
        return None
    post = await taken(event, body, context, desk)
    return Heard(post, thread, about, listening) if post else None


async def answer_overheard(heard: Heard, client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was said in a channel without a mention, where that is wanted and the bot is sure; else says nothing."""
    post, thread, about = heard.post, heard.thread, heard.about
    if is_courtesy(post.text) or opens_with_courtesy(post.text):
        if about:
            await nod(post, client, desk, say_so=False)
        return
    if tells(post.text, desk.directory):
        return
    locale = (await desk.askers.of(client, post.user)).locale
    answer = desk.overheard(post.text, locale=locale, context=about)
    if about:
        if goes_on(answer):
            await say(answer, Reply(post, post.root_ts, thread, about, locale, asked=False), client, desk)
    elif answers_question(answer, heard.listening) and await desk.records.claim(f"heard:{thread}", seconds=HEARD_SECONDS):
        await say(answer, Reply(post, post.root_ts, unasked(post), (), locale, asked=False), client, desk)


def tells(text: str, directory: Directory) -> bool:
    """Whether somebody tells something and asks nothing: ``I'll call them tomorrow``."""
    said = text.casefold().replace("’", "'") + " "
    spoken = (language.conversation.get("tell", ()) for language in directory.languages.values())
    return "?" not in said and any(said.startswith(f"{phrase} ") for phrases in spoken for phrase in phrases)


def may_be_overheard(event: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether a channel's post may be listened to at all: among colleagues, and put to nobody in particular."""
    return not body.get("is_ext_shared_channel") and not _SOMEBODY.search(event.get("text") or "")


def answers_question(answer: Answer, listening: Listening) -> bool:
    """Whether the answer is worth saying to somebody who asked the channel, not the bot."""
    question = answer.question
    asks = bool(question.attributes or question.kinds or question.codes)
    if listening == "off" or not asks or not _is_asked(answer):
        return False
    if answer.outcome == "answer":
        return answer.confidence >= SURE
    if listening == "confident-only":
        return False
    if answer.outcome == "choices":
        return question.names_known and len(answer.rows) <= CHOICES
    return answer.outcome in ("list", "count") and answer.confidence >= SURE


def goes_on(answer: Answer) -> bool:
    """Whether the answer is worth saying to somebody who writes on in a thread that the bot was asked in."""
    question = answer.question
    if answer.outcome == "help" or not _is_asked(answer):
        return False
    if answer.outcome == "unknown":  # that what the thread is about has no fax is worth saying; that nothing fits is not
        return bool(question.attributes and answer.entries)
    about = question.attributes or question.kinds or question.codes or question.names_known
    return answer.confidence >= GOING_ON and bool(about)


def _is_asked(answer: Answer) -> bool:
    """Whether it reads like a question: it says so, or every word of it has a part in one."""
    return "?" in answer.question.text or not answer.question.unexplained
