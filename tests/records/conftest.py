"""Every store keeps the same promises: a test that takes ``store`` runs against each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.records.database import Database, address
from bot.records.memory import StoreInMemory
from bot.records.model import Store
from bot.records.store import SqlStore
from tests.records import postgresql


class Clock:
    """A clock that goes on by a thousandth of a second whenever somebody looks at it, and by as much as it is told to."""

    def __init__(self) -> None:
        self.now = 1_795_320_000.0
        """In the morning of 22 November 2026, UTC."""

    def __call__(self) -> float:
        self.now += 0.001
        return self.now

    def pass_(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def in_file(tmp_path: Path, clock: Clock) -> AsyncIterator[SqlStore]:
    """A store in a file."""
    store = SqlStore(Database(address(tmp_path / "data", None)), 90, clock)
    yield store
    await store.close()


@pytest.fixture
async def in_postgresql(server: postgresql.Server, tmp_path: Path, clock: Clock) -> AsyncIterator[SqlStore]:
    """A store in PostgreSQL."""
    store = SqlStore(Database(address(tmp_path, server.emptied())), 90, clock)
    yield store
    await store.close()


@pytest.fixture(params=["in_memory", "in_file", "in_postgresql"])
def store(request: pytest.FixtureRequest, clock: Clock) -> Store:
    if request.param == "in_memory":
        return StoreInMemory(clock)
    found: Store = request.getfixturevalue(request.param)
    return found
