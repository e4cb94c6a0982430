"""Giving Slack what a function found."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from bot.slack.trouble import TROUBLE, why

log = logging.getLogger(__name__)


async def handed_over(call: Awaitable[object]) -> None:
    """Waits for the call. One that Slack refuses is logged: a run that is over, or whose own token is, concerns no other."""
    try:
        await call
    except TROUBLE as error:
        log.warning("what a search found could not be handed over (%s)", why(error))
