"""A question posted in a conversation, from event to answer: mentions, direct messages, what is overheard."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.model import Answer
from bot.slack.courtesy import is_courtesy, opens_with_thanks
from bot.slack.delivering import deliver
from bot.slack.desk import Desk, conversation_key
from bot.slack.incoming import question_text
from bot.slack.overhearing import HEARD_SECONDS, answers_question, goes_on, may_be_overheard
from bot.slack.render import notice, render, with_small_print
from bot.slack.words import words

SPOKEN = {None, "file_share", "thread_broadcast", "me_message"}
"""Subtypes of messages in which a person says something new; all others tell of edits, deletions, joins and the like."""
NOD = "+1"
"""The reaction to a courtesy."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """What a person posted."""

    channel: str
    ts: str
    user: str
    text: str
    """As typed: without Slack's markup and the bot's own mention."""
    thread_ts: str | None
    """The thread it stands in; None: the conversation itself."""
    direct: bool

    @property
    def root_ts(self) -> str:
        """The message that its thread is, or would be, about."""
        return self.thread_ts or self.ts


def is_spoken_by_a_person(event: dict[str, Any], bot_user_id: str | None) -> bool:
    """Whether a person posted this just now: no bot, not this one, no edit, no deletion, no note of Slack's own."""
    return (
        event.get("subtype") in SPOKEN
        and not any(event.get(key) for key in ("bot_id", "bot_profile", "edited", "hidden"))
        and event.get("user") not in (None, "USLACKBOT", bot_user_id)
    )


async def answer_addressed(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers what was said to the bot, once however often it is delivered: a mention in its thread, a message where it is."""
    post = await _taken(event, body, context, desk)
    if post is None:
        return
    if is_courtesy(post.text):
        await _nod(post, client, desk, say_so=True)
    elif post.direct:
        async with desk.sessions.thinking(client, desk.rights, post.channel, post.root_ts, post.user, post.text) as session:
            await _answer(post, post.root_ts if session else post.thread_ts, client, desk)
    else:
        opens = post.thread_ts is None and (not desk.rights.read_threads or bool(body.get("is_ext_shared_channel")))
        await _answer(post, post.root_ts, client, desk, mention_again=opens)


async def answer_overheard(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answers what was said in a channel without a mention, where that is wanted and the bot is sure; else says nothing."""
    if not may_be_overheard(event, body):
        return
    channel, thread_ts = event["channel"], event.get("thread_ts")
    asked_in = bool(thread_ts and await desk.records.recall(conversation_key(channel, thread_ts)))
    listening = "off" if asked_in else await desk.records.listening(channel)
    if not asked_in and listening == "off":
        return
    post = await _taken(event, body, context, desk)
    if post is None:
        return
    if is_courtesy(post.text) or opens_with_thanks(post.text):
        if asked_in:
            await _nod(post, client, desk, say_so=False)
        return
    asker = await desk.askers.of(client, post.user)
    key = conversation_key(channel, post.root_ts) if asked_in else ""
    answer = await desk.answer(post.text, locale=asker.locale, conversation=key, overheard=True)
    if asked_in:
        if goes_on(answer):
            await _say(answer, post, post.root_ts, client, desk, key=key)
    elif answers_question(answer, listening) and await desk.records.claim(_heard(post), seconds=HEARD_SECONDS):
        await _say(answer, post, post.root_ts, client, desk, key=_unasked(post))


async def _taken(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, desk: Desk) -> Post | None:
    """The post, taken for answering; None where no person spoke, or where it is taken already."""
    if not is_spoken_by_a_person(event, context.bot_user_id):
        return None
    channel, ts = event["channel"], event["ts"]
    if not await desk.records.claim(f"event:{body.get('event_id', ts)}", f"post:{channel}:{ts}"):
        return None
    text = question_text(event.get("text") or "", context.bot_user_id or "")
    return Post(channel, ts, event["user"], text, event.get("thread_ts"), event.get("channel_type") == "im")


async def _answer(
    post: Post, thread_ts: str | None, client: AsyncWebClient, desk: Desk, mention_again: bool = False
) -> None:
    """Answers in ``thread_ts`` (None: in the conversation itself). ``mention_again``: says that a follow-up needs one."""
    asker = await desk.askers.of(client, post.user)
    key = conversation_key(post.channel, thread_ts)
    beyond = conversation_key(post.channel, None) if post.direct else _unasked(post)
    answer = await desk.answer(post.text, locale=asker.locale, conversation=key, beyond=beyond)
    await _say(answer, post, thread_ts, client, desk, key=key, mention_again=mention_again)
    if post.direct and thread_ts:
        await desk.remember(beyond, answer)


async def _say(
    answer: Answer,
    post: Post,
    thread_ts: str | None,
    client: AsyncWebClient,
    desk: Desk,
    *,
    key: str,
    mention_again: bool = False,
) -> None:
    """Posts the answer and keeps what the conversation with this key is now about."""
    said = words(desk.directory, answer.language)
    message = render(answer, desk.directory)
    if mention_again and answer.entries:
        message = with_small_print(message, said.say("follow_up", bot=desk.name))
    posted = await deliver(client, post.channel, message, thread_ts, post.user, said.say("not_there"))
    await desk.remember(key, answer)
    if post.direct and posted:  # a thread under the bot's own answer is about that answer
        await desk.remember(conversation_key(post.channel, posted), answer)
    await desk.visited(post.user, answer)
    log.info("answered a post: %s, confidence %.2f", answer.outcome, answer.confidence)


async def _nod(post: Post, client: AsyncWebClient, desk: Desk, say_so: bool) -> None:
    """Answers a courtesy with a reaction; ``say_so``: with a line where the app may not react."""
    if desk.rights.may("reactions:write"):
        try:
            await client.reactions_add(channel=post.channel, timestamp=post.ts, name=NOD)
            return
        except SlackApiError as error:
            if error.response.get("error") == "already_reacted":
                return
            log.info("No reaction to a courtesy (%s)", error.response.get("error"))
    if say_so:
        asker = await desk.askers.of(client, post.user)
        said = words(desk.directory, asker.locale)
        thread_ts = post.thread_ts if post.direct else post.root_ts
        await deliver(client, post.channel, notice(said.say("welcome")), thread_ts, post.user, said.say("not_there"))


def _heard(post: Post) -> str:
    """Names what is answered without a mention once at most: a thread."""
    return f"heard:{post.channel}:{post.root_ts}"


def _unasked(post: Post) -> str:
    """Names a thread that the bot answered in without having been asked: only a mention makes it go on there."""
    return f"{conversation_key(post.channel, post.root_ts)}:unasked"
