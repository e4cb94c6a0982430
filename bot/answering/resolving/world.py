"""What answers need to know of the world outside the directory, and who may tell it."""

from __future__ import annotations

import math
from datetime import date
from typing import Protocol

from bot.directory.atlas import Spot

EARTH = 3958.8
"""Mean radius, in miles."""
KILOMETRES = 1.609344
"""Of a mile."""
IN_MILES = frozenset({"US", "GB", "LR", "MM"})
"""Countries that measure ways in miles."""


class World(Protocol):
    """Where places lie, and which days are holidays; ``bot.directory.atlas`` knows it, tests may know something else."""

    def spots(self, name: str) -> tuple[Spot, ...]:
        """The places of a name, a postal code or an airport's code, the biggest first."""

    def misspelt(self, name: str) -> tuple[Spot, ...]:
        """The places with the name most like one that is unknown, the biggest first."""

    def holiday(self, country: str, day: date) -> str:
        """The name of a country's holiday on a day, or empty."""


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points (latitude and longitude in degrees) are from each other, as the crow flies."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*one, *other))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))
