"""The curators' channel, where one is set, and what people have it told: a change reported, a question without an answer."""

from __future__ import annotations

import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.composing.wording import Wording
from bot.records.model import NotKept
from bot.slack.rendering import blocks
from bot.slack.rendering.blocks import Block
from bot.slack.rendering.forms import Change
from bot.slack.rendering.markup import escape
from bot.slack.rendering.render import Message, naming
from bot.slack.sending.posting import post
from bot.slack.sending.queueing import TooMany
from bot.slack.sending.trouble import TROUBLE, passes, why

log = logging.getLogger(__name__)
LINE = 600
"""Characters of what is quoted."""


async def tell_curators(client: AsyncWebClient, channel: str | None, message: Message) -> bool:
    """Posts in the curators' channel; False where there is none, or Slack does not take it, which is logged."""
    if not channel:
        return False
    try:
        await post(client, channel, message)
    except (TooMany, NotKept, *TROUBLE) as error:
        advice = "" if passes(error) else "; invite the bot there, or set CURATORS_CHANNEL to another one"
        log.warning("The curators' channel %s could not be told (%s)%s", channel, why(error), advice)
        return False
    return True


def change_reported(user: str, name: str, change: Change, said: Wording) -> Message:
    """Who reports a change of which entry: what is on record, what it should say, and where that was seen."""
    pairs = (("report_now", change.recorded), ("report_new", change.value), ("report_where", change.seen))
    return _from(user, said.say("report_told", user="{}", name=name), [(said.say(key), text) for key, text in pairs])


def question_passed_on(user: str, question: str, said: Wording) -> Message:
    """Who asks what."""
    return _from(user, said.say("curators_told", user="{}"), [("", question)])


def _from(user: str, line: str, pairs: list[tuple[str, str]]) -> Message:
    """A line with a person in it, and below it what they say, in which nothing is markup."""
    above = naming(user, line)
    items: list[list[Block]] = [
        [*([blocks.span(f"{label}: ", bold=True)] if label else []), blocks.span(text, limit=LINE)] for label, text in pairs
    ]
    text = "\n".join((above.text, *(escape(f"{label}: {text}".removeprefix(": ")) for label, text in pairs)))
    return Message(text, [*above.blocks, blocks.rich(blocks.bullets(items))])
