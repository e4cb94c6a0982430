"""Without Slack: the local workspace, and the very same bot as a process of its own that is connected to it."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.directory.model import Directory
from bot.directory.watching import Watch
from bot.settings import Settings
from bot.slack.connecting.starting import StartError
from bot.slack.manifest import manifest
from bot.slack.serve import stop_signal
from bot.tour import tour
from bot.workspace import Workspace
from bot.workspace.holding.cast import CURATORS
from bot.workspace.pages.factbase import FactBase


async def run_workspace(
    settings: Settings, directory: Directory, folder: Path, watch: Watch, say: Callable[[str], None], demo: bool = False
) -> None:
    """Serves the workspace and runs the bot against it until interrupted.

    ``folder``: where the directory was loaded from, and where the bot loads it too; ``watch``: of it; ``say`` gets the lines
    for the person who started it; ``demo``: the page plays the tour by itself.

    Raises:
        StartError: the port is in use, or the bot's process ended before it was there.
    """
    stop = stop_signal()
    knowledge = FactBase(folder, directory, watch)
    app = manifest(directory, settings.enterprise_search)
    workspace = Workspace(manifest=app, port=settings.workspace_port, knowledge=knowledge)
    try:
        await workspace.start()
    except OSError as error:
        raise StartError(f"{error.strerror} Set WORKSPACE_PORT to a free one.") from None
    try:
        say(f"The local workspace is at {workspace.url}")
        if demo:
            workspace.tour = tour(directory)
            webbrowser.open(workspace.url)
        command = (sys.executable, "-m", "bot", "run", "--knowledge", str(folder))
        await _stay(workspace, command, bot_environment(workspace, settings), stop, say)
    finally:
        await workspace.close()


async def _stay(
    workspace: Workspace,
    command: Sequence[str],
    environment: Mapping[str, str],
    stop: asyncio.Event,
    say: Callable[[str], None],
) -> None:
    """Runs the bot's process until interrupted. Should it die, the page offers to start it again.

    Raises:
        StartError: it ended before it was connected for the first time.
    """
    stirred = asyncio.Event()
    stopped = asyncio.ensure_future(stop.wait())
    stopped.add_done_callback(lambda _: stirred.set())
    workspace.process.listen(stirred.set)
    met = asyncio.ensure_future(workspace.sockets.wait_open())
    try:
        await workspace.process.start(command, environment)
        while not stop.is_set():
            stirred.clear()
            if workspace.process.state == "ended":
                how = f"The bot's process ended by itself (exit status {workspace.process.status})"
                if not met.done():
                    raise StartError(f"{how}; the workspace stops too", 1)
                say(f"{how}; the page can start it again")
            await stirred.wait()
        say("Stopping")
    finally:
        met.cancel()
        stopped.cancel()


def bot_environment(workspace: Workspace, settings: Settings) -> dict[str, str]:
    """The environment in which a bot connects to this workspace, over Socket Mode and by no proxy."""
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return inherited | {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "CURATORS_CHANNEL": settings.curators_channel or f"#{CURATORS}",
    }
