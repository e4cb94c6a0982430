"""The real app in the local workspace, over Socket Mode."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from bot.directory.watching import Watch
from bot.settings import load_settings
from bot.slack.desk import Desk
from bot.slack.serve import serve
from bot.workspace import Workspace


@contextlib.asynccontextmanager
async def answering(
    desk: Desk, manifest: dict[str, Any], watch: Watch | None = None, **more: Any
) -> AsyncIterator[Workspace]:
    """A workspace in which an app of this manifest is installed, and the bot in it; ``watch``: of its fact base; ``more``:
    further settings.
    """
    async with Workspace(manifest=manifest) as workspace:
        settings = load_settings(
            None,
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_api_url=workspace.api_url,
            **more,
        )
        bot = asyncio.create_task(serve(settings, desk, "hand-built answers", watch))
        await workspace.connected()
        yield workspace
        bot.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bot
