"""Without Slack: the local workspace, and the very same bot as a process of its own that is connected to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from bot.directory.model import Directory
from bot.settings import Settings
from bot.slack.manifest import manifest
from bot.slack.serve import StartError, stop_signal
from bot.workspace import Workspace

STOP_SECONDS = 10.0


async def run_workspace(settings: Settings, directory: Directory, folder: Path, say: Callable[[str], None]) -> None:
    """Serves the workspace and runs the bot against it until interrupted.

    ``folder``: where the directory was loaded from, and where the bot loads it too; ``say`` gets the lines for the person
    who started it.

    Raises:
        StartError: the port is in use, or the bot's process ended by itself.
    """
    stop = stop_signal()
    workspace = Workspace(manifest=manifest(directory), port=settings.workspace_port)
    try:
        await workspace.start()
    except OSError as error:
        raise StartError(f"{error.strerror} Set WORKSPACE_PORT to a free one.") from None
    try:
        say(f"The local workspace is at {workspace.url}")
        await _run_bot(workspace, folder, stop, say)
    finally:
        await workspace.close()


async def _run_bot(workspace: Workspace, folder: Path, stop: asyncio.Event, say: Callable[[str], None]) -> None:
    """Runs the bot's process until interrupted, and ends it then.

    Raises:
        StartError: it ended by itself.
    """
    command = (sys.executable, "-m", "bot", "run", "--knowledge", str(folder))
    bot = await asyncio.create_subprocess_exec(*command, env=bot_environment(workspace))
    ended, stopped = asyncio.ensure_future(bot.wait()), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not stopped.done():
            raise StartError(f"The bot's process ended by itself (exit status {bot.returncode}); the workspace stops too", 1)
        say("Stopping")
    finally:
        stopped.cancel()
        await _end(bot)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ends a process: politely first."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def bot_environment(workspace: Workspace) -> dict[str, str]:
    """The environment in which a bot connects to this workspace, over Socket Mode and by no proxy."""
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return inherited | {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }
