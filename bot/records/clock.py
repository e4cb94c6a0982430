"""What time it is, as a store counts it: in seconds since 1970."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, Double, cast, extract, func, literal


class Clock:
    """This machine's clock, and the one that all processes share."""

    def __init__(self, given: Callable[[], float] | None = None) -> None:
        """``given``: in the place of both."""
        self._given = given

    def now(self) -> float:
        """By this machine: for what processes need not agree on to the second."""
        return (self._given or time.time)()

    def shared(self, connection: Connection) -> ColumnElement[float]:
        """By the server of the database, where it has one: those of several machines differ."""
        if self._given is None and connection.dialect.name == "postgresql":
            return cast(extract("epoch", func.now()), Double)
        return literal(self.now(), Double)
