"""Giving Slack what a function found."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any

from slack_bolt.context.complete.async_complete import AsyncComplete

from bot.slack.sending.trouble import TROUBLE, why

log = logging.getLogger(__name__)


async def completed(complete: AsyncComplete, outputs: dict[str, Any]) -> None:
    """Gives a run's outputs as the body of the call. ``complete`` itself writes them into the address: fifty results are too
    long for one.
    """
    run = {"function_execution_id": complete.function_execution_id, "outputs": outputs}
    await handed_over(complete.client.api_call("functions.completeSuccess", json=run))


async def handed_over(call: Awaitable[object]) -> None:
    """Waits for the call. One that Slack refuses is logged: a run that is over, or whose own token is, concerns no other."""
    try:
        await call
    except TROUBLE as error:
        log.warning("What a search found could not be handed over (%s)", why(error))
