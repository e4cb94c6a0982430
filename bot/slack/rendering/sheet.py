"""What an answer is written on: where it is shown, to whom, and how much room there is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.composing.wording import Wording
from bot.answering.model import Answer, ShownFact
from bot.directory.model import AttributeType, Directory, Fact
from bot.slack.rendering.pointer import Pointer


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown, in characters or things; taken smaller until the message fits Slack's limits."""

    value: int
    """Characters of a fact's value."""
    facts: int
    rows: int
    """Of a list, at once."""
    line: int
    """Characters of a sentence or name."""
    lines: int
    """Notes, suggestions, sources."""
    options: int = 99
    """Of a menu."""
    button: int = 2000
    """Characters that a button carries; one that would need more is left out."""


ROOMS = (
    Room(value=1200, facts=40, rows=10, line=2500, lines=10),
    Room(value=600, facts=30, rows=10, line=1000, lines=8, options=40),
    Room(value=300, facts=16, rows=10, line=300, lines=6, options=20),
    Room(value=80, facts=6, rows=5, line=120, lines=3, options=8, button=300),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer on its way to become blocks."""

    answer: Answer
    directory: Directory
    said: Wording
    pointer: Pointer
    """Makes this answer again."""
    room: Room
    private: bool = False
    """Only the asker sees it."""
    in_view: bool = False
    """In a modal or in the Home tab, where there are no tables and no feedback buttons."""

    def carried(self, pointer: Pointer) -> str:
        """The pointer as a button's value; empty where there is no room for it."""
        return pointer.value(self.room.button)

    def sort(self, shown: ShownFact) -> AttributeType:
        """The type of the fact's attribute."""
        return self.directory.attributes[shown.fact.attribute].type

    @property
    def lists(self) -> bool:
        """Whether the answer is its rows, in which its facts stand; else they are what may be meant, or comes next."""
        return bool(self.answer.rows) and self.answer.outcome in ("list", "count")

    @property
    def facts(self) -> tuple[ShownFact, ...]:
        """What was asked for, then the rest of the card; each once. What stands in a list is not among them."""
        kept: dict[tuple[str, str, Fact], ShownFact] = {}
        for shown in (*(() if self.lists or self.answer.outcome == "choices" else self.answer.facts), *self.answer.card):
            kept.setdefault((shown.entry.id, shown.label, shown.fact), shown)
        return tuple(kept.values())
