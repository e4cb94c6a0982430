"""Every implementation of the records keeps the same promises: each test of them runs against all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.records.memory import StoreInMemory
from bot.records.model import Store


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=[StoreInMemory], ids=["memory"])
def store(request: pytest.FixtureRequest, clock: Clock) -> Store:
    make: Callable[[Clock], Store] = request.param
    return make(clock)
