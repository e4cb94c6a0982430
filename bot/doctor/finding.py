"""What the doctor found out about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]
"""Well; could be better, or will get worse; keeps the bot from answering as it should."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    about: str
    """What was looked at, in a word or two."""
    state: State
    says: str
    """How it is. Never holds a secret."""
    advice: str = ""
    """What to do; empty: nothing."""
