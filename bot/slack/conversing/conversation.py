"""A question posted in a conversation, from event to answer: mentions and direct messages."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.model import Answer
from bot.slack.conversing.courtesy import is_courtesy
from bot.slack.conversing.once import begin
from bot.slack.desk import Desk, conversation_key
from bot.slack.metering.attending import noted
from bot.slack.people.incoming import question_text
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import notice, render, with_small_print
from bot.slack.rendering.words import words
from bot.slack.sending.delivering import deliver
from bot.slack.sending.queueing import ANSWERING, AT_ONCE, QUEUES, Turn, turn_in
from bot.slack.sending.trouble import TROUBLE, why

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
    attempt: int = 1
    """Which attempt at answering it this is: at a later one an answer may stand there already."""

    @property
    def key(self) -> str:
        """Names what is to be answered once: a mention comes as a message, too."""
        return f"post:{self.channel}:{self.ts}"

    @property
    def root_ts(self) -> str:
        """The message that its thread is, or would be, about."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True)
class Reply:
    """Where an answer to a post goes, and what was known when it was made."""

    post: Post
    thread_ts: str | None
    """None: into the conversation itself."""
    key: str
    """Names the conversation that is then about the answer."""
    context: tuple[str, ...] = ()
    """Ids of the entries it was about before."""
    locale: str = "en"
    """The asker's."""
    mention_again: bool = False
    """Whether a follow-up is heard only with a mention, which the answer then says."""
    asked: bool = True
    """Whether the bot was asked; else an answer that cannot be posted goes nowhere."""
    turn: Turn | None = None
    """Its place in the channel; None: it comes after whatever is ready."""


def is_spoken_by_a_person(event: dict[str, Any], bot_user_id: str | None) -> bool:
    """Whether a person posted this just now: no bot, not this one, no edit, no deletion, no note of Slack's own."""
    return (
        event.get("subtype") in SPOKEN
        and not any(event.get(key) for key in ("bot_id", "bot_profile", "edited", "hidden"))
        and event.get("user") not in (None, "USLACKBOT", bot_user_id)
    )


async def answer_addressed(post: Post, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answers what was said to the bot, in each channel in the order of coming: mentions in a thread, messages in place."""
    if is_courtesy(post.text):
        await nod(post, client, desk, say_so=True)
        return
    with contextlib.closing(turn_in(client, post.channel)) as turn:
        if post.direct:
            thinking = desk.sessions.thinking(client, desk.rights, post.channel, post.root_ts, post.user, post.text)
            async with thinking as session:
                await _answer(post, post.root_ts if session else post.thread_ts, client, desk, turn)
        else:
            deaf = not desk.rights.read_threads or bool(body.get("is_ext_shared_channel"))
            await _answer(post, post.root_ts, client, desk, turn, mention_again=deaf and post.thread_ts is None)


async def _answer(
    post: Post, thread_ts: str | None, client: AsyncWebClient, desk: Desk, turn: Turn, mention_again: bool = False
) -> None:
    """Answers in ``thread_ts`` (None: in the conversation itself). ``mention_again``: says that a follow-up needs one."""
    key = conversation_key(post.channel, thread_ts)
    around = conversation_key(post.channel, None) if post.direct else unasked(post)
    asker = await desk.askers.of(client, post.user)
    async with QUEUES.turn(ANSWERING, AT_ONCE):
        context = await desk.records.recall(key, around)
        answer = await desk.answer(post.text, locale=asker.locale, context=context)
    await say(answer, Reply(post, thread_ts, key, context, asker.locale, mention_again, turn=turn), client, desk)


async def taken(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, desk: Desk) -> Post | None:
    """The post, begun to be answered here; None where no person spoke, or where somebody is at it or has answered it.

    Raises TriedOften.
    """
    if not is_spoken_by_a_person(event, context.bot_user_id):
        return None
    text = question_text(event.get("text") or "", context.bot_user_id or "")
    direct = event.get("channel_type") == "im"
    post = Post(event["channel"], event["ts"], event["user"], text, event.get("thread_ts"), direct)
    attempt = await begin(post.key, body, context, desk.records)
    return replace(post, attempt=attempt) if attempt else None


async def say(answer: Answer, reply: Reply, client: AsyncWebClient, desk: Desk) -> None:
    """Posts the answer, and keeps what the conversation is now about."""
    post, said = reply.post, words(desk.directory, answer.language)
    pointer = Pointer(question=post.text, context=reply.context, locale=reply.locale) if post.text else None
    message = render(answer, desk.directory, pointer=pointer, compact=None if post.direct else True)
    if reply.mention_again and answer.entries:
        message = with_small_print(message, said.say("follow_up", bot=desk.name))
    asker = post.user if reply.asked else ""
    await desk.remember(answer, reply.context, reply.key)  # before anybody can follow it up, with whichever process
    if not await desk.records.holds(post.key):
        log.info("A question was taken over by another process meanwhile")
        return
    posted = await deliver(
        client, post.channel, message, reply.thread_ts, asker, said.say("not_there"), post.ts, post.attempt > 1, reply.turn
    )
    await desk.records.end(post.key)  # before anything else: who dies now has it answered again
    if post.direct and posted and reply.thread_ts is None:  # a thread under the bot's own answer is about that answer
        await desk.remember(answer, reply.context, conversation_key(post.channel, posted))
    await desk.visited(post.user, answer)
    noted(answer)


async def nod(post: Post, client: AsyncWebClient, desk: Desk, say_so: bool) -> None:
    """Answers a courtesy with a reaction; ``say_so``: with a line where the app may not react."""
    if desk.rights.may("reactions:write"):
        try:
            await client.reactions_add(channel=post.channel, timestamp=post.ts, name=NOD)
            return
        except TROUBLE as error:
            if why(error) == "already_reacted":
                return
            log.info("No reaction to a courtesy (%s)", why(error))
    if say_so:
        said = words(desk.directory, (await desk.askers.of(client, post.user)).locale)
        thread_ts = post.thread_ts if post.direct else post.root_ts
        message, elsewhere = notice(said.say("welcome")), said.say("not_there")
        await deliver(client, post.channel, message, thread_ts, post.user, elsewhere, post.ts, post.attempt > 1)


def unasked(post: Post) -> str:
    """Names a thread that the bot answered in without having been asked: only a mention makes it go on there."""
    return f"{conversation_key(post.channel, post.root_ts)}:unasked"
