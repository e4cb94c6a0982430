"""The bot as its own process, answering from the fact base that comes with it, in the local workspace."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.workspace import Workspace
from tests.end_to_end.process import READY, http_mode, running, socket_mode

ROOT = Path(__file__).parent.parent.parent


def manifest() -> dict[str, Any]:
    """The manifest that creates the app on Slack."""
    read: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    """A workspace in which the app has been installed from its manifest, and no bot runs yet."""
    async with Workspace(manifest=manifest()) as workspace:
        yield workspace


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["socket", "http"])
async def answered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workspace]:
    """A workspace with the bot in it: over Socket Mode, and again over signed HTTP. One bot answers a module's tests.

    It must end well, and never have failed, warned or told a secret.
    """
    async with Workspace(manifest=manifest()) as workspace:
        settings = socket_mode(workspace) if request.param == "socket" else http_mode(workspace)
        async with running(settings, tmp_path_factory.mktemp("bot")) as bot:
            await bot.says(READY)
            if request.param == "http":
                await workspace.deliver_to((await bot.says(r"HTTP at (http://\S+/slack/events)"))[1])
            yield workspace
            assert await bot.stop() == 0
    assert "Traceback" not in bot.said
    assert "WARNING" not in bot.said
    for secret in (workspace.bot_token, workspace.app_token, workspace.signing_secret):
        assert secret not in bot.said


@pytest_asyncio.fixture(loop_scope="module")
async def slack(answered: Workspace) -> Workspace:
    """The same, with everything said in earlier tests looked at."""
    await answered.delivery.settled()
    while True:
        try:
            await answered.next_message(timeout=0.05)
        except TimeoutError:
            return answered
