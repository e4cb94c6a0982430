"""The museum with words for everything that can be asked, and a small world around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.directory.atlas import Spot
from tests.directory.museum import FILES, write_museum

OPERATIONS = """\
  nearest: [nearest, closest]
  near: [near]
  whether: [is, are]
  clock: [what time is it]
  compare: [compare]
  covers: [covers, serves]
  reverse: [whose number is, who is at]
"""
DAYS = """\
days:
  fri: [friday]
  sat: [saturday]
  sun: [sunday]
  sat-sun: [weekend]
  tomorrow: [tomorrow]
  day-after-tomorrow: [day after tomorrow]
"""
CONVERSATION = """\
conversation:
  and: [and]
  more: [what about, and]
  that: [that, it]
  other: [the other one]
  first: [the first one]
  second: [the second one]
  last: [the last one]
"""
SPANISH = """\
conversation:
  more: [y]
operations:
  nearest: [más cerca de]
  whether: [está]
"""


def write_talkative_museum(folder: Path) -> Path:
    """The museum's fact base, with words for every operation in its languages."""
    write_museum(folder)
    english = FILES["language/en.yaml"].replace("filler: [", f"{OPERATIONS}filler: [in, to, what, is, ")
    english = english.replace("house: [house]", "house: [house, houses]").replace("hall: [hall]", "hall: [hall, halls]")
    english = english.replace("conversation:\n", DAYS + CONVERSATION)
    spanish = FILES["language/es.yaml"].replace("operations:\n", SPANISH)
    (folder / "language/en.yaml").write_text(english, encoding="utf-8")
    (folder / "language/es.yaml").write_text(spanish, encoding="utf-8")
    return folder


class SmallWorld:
    """A world with few places, in which it is a holiday on the first of June."""

    SPOTS = (
        Spot("Boston", "US", 42.36, -71.06, "US-MA", tz="America/New_York", size=30),
        Spot("Springfield", "US", 43.3, -72.48, "US-VT", size=5),
        Spot("Springfield", "US", 34.0, -117.0, "US-CA", size=6),
        Spot("Oslo", "NO", 59.91, 10.75, tz="Europe/Oslo", size=8),
        Spot("San Diego", "US", 32.72, -117.16, "US-CA", tz="America/Los_Angeles", size=40),
        Spot("Copenhagen", "DK", 55.68, 12.57, tz="Europe/Copenhagen", size=8),
        Spot("04101 (Portland)", "US", 43.66, -70.25, "US-ME"),
    )

    def spots(self, name: str) -> tuple[Spot, ...]:
        called = (s for s in self.SPOTS if name.casefold() in (s.name.casefold(), s.name.casefold().partition(" (")[0]))
        return tuple(sorted(called, key=lambda s: -s.size))

    def misspelt(self, name: str) -> tuple[Spot, ...]:
        return self.spots("Boston") if name == "bostom" else ()

    def holiday(self, country: str, day: date) -> str:
        return "Lantern Day" if (country, day.month, day.day) == ("US", 6, 1) else ""
