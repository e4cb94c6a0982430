"""The bot as its own process, answering from the fact base that comes with it, in the local workspace."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.workspace import Workspace
from tests.end_to_end.process import READY, Bot, http_mode, running, socket_mode

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def manifest() -> dict[str, Any]:
    """The manifest that creates the app on Slack."""
    read: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture
async def workspace(manifest: dict[str, Any]) -> AsyncIterator[Workspace]:
    """A workspace in which the app has been installed from its manifest: its commands, events and scopes, no more."""
    async with Workspace(manifest=manifest) as workspace:
        yield workspace


@pytest.fixture(params=["socket", "http"])
async def bot(request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot in the workspace: over Socket Mode, and again over signed HTTP. It must end well and never have failed."""
    settings = socket_mode(workspace) if request.param == "socket" else http_mode(workspace)
    async with running(settings, tmp_path) as bot:
        await bot.says(READY)
        if request.param == "http":
            await workspace.deliver_to((await bot.says(r"HTTP at (http://\S+/slack/events)"))[1])
        yield bot
        assert await bot.stop() == 0
    assert "Traceback" not in bot.said
    assert "WARNING" not in bot.said
    for secret in (workspace.bot_token, workspace.app_token, workspace.signing_secret):
        assert secret not in bot.said
