"""A workspace takes the app out, or its tokens back: nothing of what it takes is kept.

It is done before Slack is told that word of it has arrived: what cannot be done now, Slack tells of again.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.desk import Desk
from bot.slack.installing.tokens import Tokens

log = logging.getLogger(__name__)


def register(app: AsyncApp, tokens: Tokens) -> None:
    """Registers what follows on either event, of which Slack sends both in any order, and perhaps late."""

    async def uninstalled(context: AsyncBoltContext, desk: Desk, next: Callable[[], Awaitable[None]]) -> None:
        """With the app go the tokens, and all that was kept of the workspace."""
        place = tokens.place(context)
        if await tokens.taken_back(place):
            await tokens.forget(place)
            await desk.store.forget(context.team_id or context.enterprise_id or "")
            log.info("Taken out of workspace %s; nothing of it is kept any more", context.team_id or context.enterprise_id)
        await next()

    async def revoked(event: dict[str, Any], context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
        """The tokens go; what was kept of the workspace stays, for it may allow the app anew."""
        place = tokens.place(context)
        if event.get("tokens", {}).get("bot") and await tokens.taken_back(place):
            await tokens.forget(place)
            log.info("The token for workspace %s was taken back", context.team_id or context.enterprise_id)
        await next()

    app.event("app_uninstalled", middleware=[uninstalled])(acknowledge)
    app.event("tokens_revoked", middleware=[revoked])(acknowledge)


async def acknowledge(ack: AsyncAck) -> None:
    """It is done."""
    await ack()
