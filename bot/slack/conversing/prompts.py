"""What the Messages tab suggests to somebody who comes to it, where Slack has agents."""

from __future__ import annotations

import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.directory.model import Directory
from bot.slack.desk import Desk
from bot.slack.rendering.words import words
from bot.slack.sending.trouble import TROUBLE, why

MOST = 4
"""Suggestions that Slack shows."""
TITLE, MESSAGE = 75, 300
"""Characters of a suggestion as it is shown, and as it is sent."""

log = logging.getLogger(__name__)


def prompts(directory: Directory, language: str) -> list[dict[str, str]]:
    """The first examples of a language, as suggestions."""
    examples = directory.examples_in(language)[:MOST]
    return [{"title": example[:TITLE], "message": example[:MESSAGE]} for example in examples]


async def suggest(client: AsyncWebClient, desk: Desk, channel: str, user: str) -> None:
    """Suggests questions in a person's Messages tab; where Slack has no such thing, nothing happens."""
    if not desk.rights.may("assistant:write"):
        return
    said = words(desk.directory, (await desk.askers.of(client, user)).locale)
    suggested = prompts(desk.directory, said.code)
    if not suggested:
        return
    try:
        await client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=said.say("prompts"), prompts=suggested)
    except TROUBLE as error:
        log.info("No suggestions in the Messages tab here (%s)", why(error))
