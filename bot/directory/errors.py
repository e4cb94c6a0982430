"""What can go wrong with a fact base.

KnowledgeError            the fact base cannot be used; carries every problem found, never only the first
└── KnowledgeMissing      there is no folder to read at all
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.directory.model import Location


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the fact base, and what to write instead."""

    location: Location
    message: str
    """``what is wrong; what to write instead``, one line."""

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"


class KnowledgeError(Exception):
    """The fact base cannot be used. Its text is one line a problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def summary(self) -> str:
        """One line, for places that have room for no more."""
        if len(self.problems) == 1:
            return str(self.problems[0])
        return f"{len(self.problems)} problems, the first one: {self.problems[0]}"


class KnowledgeMissing(KnowledgeError):
    """The folder of the fact base does not exist, or is not a folder."""

    def __init__(self, message: str) -> None:
        super().__init__(())
        self.message = message

    def __str__(self) -> str:
        return self.message

    @property
    def summary(self) -> str:
        """The same one line."""
        return self.message
