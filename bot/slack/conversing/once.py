"""Each question is answered once: however often and to whichever process it is delivered, and whatever dies meanwhile.

It is kept before Slack is told that it has arrived, for after that Slack does not deliver it again. Who has answered it says
so, and what somebody left unanswered is taken over.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, NoReturn

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.records.model import Abandoned, Records, Store

ATTEMPTS = 5
"""So many processes may die on a question; then it gets an apology."""
LOOK_SECONDS = 5.0
"""How often is looked for what somebody left unanswered."""
LATER_SECONDS = 60.0
"""When it is tried again where not even an apology came through."""
ATTEMPT = "attempt"
"""Under which a request that is taken over carries which attempt it is."""
BEGUN = "begun"
"""Under which a request carries the key that it was begun under here."""

log = logging.getLogger(__name__)


class TriedOften(Exception):
    """Nobody came to the end of answering it."""


async def begin(key: str, body: dict[str, Any], context: AsyncBoltContext, records: Records) -> int:
    """Which attempt at answering a request begins here; 0: none, for somebody is at work on it, or has answered it.

    Raises:
        TriedOften: there were too many.
    """
    attempt = attempt_of(context)
    if not attempt:
        attempt = int(await records.begin(key, {name: value for name, value in body.items() if name != "token"}))
    if attempt:
        context[BEGUN] = key
    if attempt > ATTEMPTS:
        raise TriedOften
    return attempt


def attempt_of(context: AsyncBoltContext) -> int:
    """Which attempt at answering it a request is: more than 1 where it was taken over, 0 where it just arrived."""
    return int(context.get(ATTEMPT) or 0)


async def end(context: AsyncBoltContext) -> None:
    """The request is answered, or there was nothing to say."""
    if key := context.get(BEGUN):
        await context["desk"].records.end(key)


async def put_off(context: AsyncBoltContext) -> None:
    """The request is tried again later, unless it was tried often enough."""
    if attempt_of(context) > ATTEMPTS:
        await end(context)
    elif key := context.get(BEGUN):
        await context["desk"].records.put_off(key, LATER_SECONDS)


async def take_over(app: AsyncApp, store: Store) -> NoReturn:
    """Answers what others left unanswered, for as long as it runs, whatever any of it brings about."""
    while True:
        try:
            found = await store.take_over()
        except Exception:  # who looks no more holds nothing: others would take over all that is under way here
            log.exception("What others left unanswered could not be looked for; trying again in a moment")
            found = []
        for left in found:
            records = store.of(left.team)
            try:
                await _answer(app, left, records)
            except Exception:  # the others are waiting, too
                log.exception("What somebody left unanswered could not be taken over; trying again later")
                await records.put_off(left.key, LATER_SECONDS)
        await asyncio.sleep(LOOK_SECONDS)


async def _answer(app: AsyncApp, left: Abandoned, records: Records) -> None:
    """Lets the app answer it as if it had just arrived."""
    log.info("Taking over a question that was left unanswered (attempt %d)", left.attempt)
    request = AsyncBoltRequest(mode="socket_mode", body=left.body, context={ATTEMPT: left.attempt})
    # in a task of its own: what is logged later is not about it
    response = await asyncio.create_task(app.async_dispatch(request))
    if BEGUN not in request.context and response.status == 200:
        await records.end(left.key)  # nobody wants to hear it any more: the channel is listened to no longer
    elif BEGUN not in request.context:
        await records.put_off(left.key, LATER_SECONDS)  # something failed before anybody looked at it
