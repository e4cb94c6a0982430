"""One bot for all attacks of a module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.workspace.holding.cast import SAM
from tests.attacks.target import Target, target


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Target]:
    """A bot of which Sam alone may say where it listens."""
    async with target(tmp_path_factory.mktemp("museum"), curators=SAM.id) as bot:
        yield bot
