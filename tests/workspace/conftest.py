"""A workspace for each test, and the echo app connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.workspace.echo import echoing
from tests.workspace.showroom import shown


@pytest.fixture
async def workspace(request: pytest.FixtureRequest) -> AsyncIterator[Workspace]:
    """A workspace; with the mark ``unacknowledged`` one that is quick to give up, so that a test of it need not wait."""
    patience = 1.0 if request.node.get_closest_marker("unacknowledged") else 30.0
    async with Workspace(ack_within=patience, retry_after=(0.0, 0.05, 0.05)) as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    """The app's own Web API client."""
    return AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)


@pytest.fixture
async def echo() -> AsyncIterator[Workspace]:
    """A workspace in which the echo app answers, over Socket Mode."""
    async with echoing() as workspace:
        yield workspace


@pytest.fixture
async def showroom() -> AsyncIterator[Workspace]:
    """A workspace in which the showroom app answers, over Socket Mode."""
    async with shown() as workspace:
        yield workspace
