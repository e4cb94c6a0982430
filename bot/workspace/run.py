"""Runs the workspace for somebody to use: serves it, and keeps the bot beside it as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.workspace.workspace import Workspace

STOP_SECONDS = 5.0


async def serve(
    host: str,
    port: int,
    argv: Sequence[str],
    env: Mapping[str, str],
    on_ready: Callable[[Workspace], None],
    manifest: Mapping[str, Any] | None = None,
) -> int:
    """Serve until the bot's process ends or this is cancelled; prints nothing.

    Args:
        argv: the command that runs the bot.
        env: its environment; the tokens and the address of the Web API are added.
        on_ready: called once, when the page can be opened and the bot has been started.
        manifest: the app's manifest: its name, commands, events and scopes.

    Returns:
        The exit status of the bot's process.

    Raises:
        OSError: the port is taken (the message says which), or the bot cannot be started.
    """
    async with Workspace(host=host, port=port, manifest=manifest) as workspace:
        bot = await asyncio.create_subprocess_exec(*argv, env={**env, **bot_environment(workspace)})
        try:
            on_ready(workspace)
            return await bot.wait()
        finally:
            await _stop(bot)


def bot_environment(workspace: Workspace) -> dict[str, str]:
    """What the bot's process needs in its environment to work in this workspace over Socket Mode."""
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }


async def _stop(bot: asyncio.subprocess.Process) -> None:
    """End the process: kindly, then not."""
    if bot.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), STOP_SECONDS)
    except TimeoutError:
        bot.kill()
        await bot.wait()
