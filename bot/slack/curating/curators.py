"""Edits to the fact base while the bot runs: good ones take effect, bad ones are told in the log and to the curators."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.engine import Answerer
from bot.directory.loader import collector_off
from bot.directory.model import Directory
from bot.directory.watching import Refused, Watch
from bot.slack.browsing.stock import Stock
from bot.slack.curating.notes import tell_curators
from bot.slack.desk import Desk
from bot.slack.rendering import blocks
from bot.slack.rendering.markup import message_text
from bot.slack.rendering.render import Message, notice

SHOWN = 10
LINE = 600
"""Characters of a problem that a message shows; the log has all of it."""
BROKEN = "An edit to the fact base does not load. I keep answering from the last good one until it is mended."
MORE = "… and {count} more. All of them are in the log, and python -m bot check lists them too."
WELL = "The fact base loads again, and I answer from it as it is now."
"""English only, as the problems are."""
PAUSE_SECONDS = 5.0

log = logging.getLogger(__name__)


class Curators:
    """Those who edit the fact base: they read the log and, where one is set, their channel."""

    def __init__(self, client: AsyncWebClient, channel: str | None) -> None:
        self._client = client
        self._channel = channel
        self._told: set[frozenset[str]] = set()
        """The sets of problems told since all was well."""
        self._messages: asyncio.Queue[Message] = asyncio.Queue()

    def refused(self, problems: Sequence[str]) -> None:
        """Tells what is wrong: each set of problems once until all is well."""
        if frozenset(problems) in self._told:
            return
        self._told.add(frozenset(problems))
        log.warning("The edited fact base does not load; the last good one keeps answering:\n%s", "\n".join(problems))
        self._messages.put_nowait(broken(problems))

    def well(self, entries: int) -> None:
        """Tells that the edited fact base, of so many entries, is in use; in the channel only after problems."""
        log.info("The fact base was edited and is in use: %s entries", f"{entries:,}")
        if self._told:
            self._told.clear()
            self._messages.put_nowait(notice(WELL))

    async def post(self) -> None:
        """Posts in the channel what is told, in its order. Never ends: what Slack refuses, or does not get, is logged."""
        while True:
            message = await self._messages.get()
            try:
                await tell_curators(self._client, self._channel, message)
            except Exception:  # whatever it is, the next message must go out
                log.exception("The curators' channel %s could not be told", self._channel)


def broken(problems: Sequence[str]) -> Message:
    """The message that tells what is wrong: the first problems, and how many more there are."""
    shown, rest = problems[:SHOWN], len(problems) - SHOWN
    more = [MORE.format(count=rest)] if rest > 0 else []
    block = blocks.rich(
        blocks.paragraph(blocks.span(BROKEN)),
        blocks.bullets([blocks.span(problem, limit=LINE)] for problem in shown),
        *(blocks.paragraph(blocks.span(line)) for line in more),
    )
    return Message(message_text("\n".join([BROKEN, *shown, *more])), [block])


async def follow(watch: Watch, desk: Desk, curators: Curators) -> None:
    """Lets every edit take effect at the desk, or tells the curators why it cannot. Never ends.

    What is built over a new directory is built in a thread, so that answering never waits.
    """
    while True:
        try:
            change = await anext(watch)
            if isinstance(change, Refused):
                desk.meters.reloads.labels("refused").inc()
                curators.refused(change.problems)
            else:
                desk.renew(await asyncio.to_thread(_stock, change.directory))
                gc.freeze()  # what stays is not looked through for garbage, which would hold up all answers
                desk.meters.reloads.labels("taken").inc()
                desk.meters.loaded.set_to_current_time()
                curators.well(len(change.directory.entries))
        except Exception:  # whatever an edit brings about, the next one must be heard of
            desk.meters.reloads.labels("failed").inc()
            log.exception("An edit to the fact base could not be followed; the last good one keeps answering")
            await asyncio.sleep(PAUSE_SECONDS)


def _stock(directory: Directory) -> Stock:
    """Built without looking for garbage, which would hold up everything else for a tenth of a second."""
    with collector_off():
        return Stock.of(directory, Answerer(directory))
