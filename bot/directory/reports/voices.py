"""What people say of entries: whether an answer worked, and what should be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class Votes:
    """How many people said of an entry's attribute that it worked, and how many that it didn't."""

    attribute: str
    """Empty: of the card as a whole."""
    worked: int
    failed: int


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody said that a fact is not, or no longer, so."""

    attribute: str
    """Empty: the entry as a whole."""
    value: str
    """What it should say."""
    seen: str
    """Where that was seen."""
    person: str
    """Slack's id of who said so."""
    day: date


@dataclass(frozen=True, slots=True)
class Voices:
    """All that people say of one entry."""

    entry: str
    """Its id; the entry may be gone by now."""
    votes: tuple[Votes, ...] = ()
    reports: tuple[Reported, ...] = ()
    """The latest first."""

    @property
    def worked(self) -> int:
        """How many votes that it worked, over all attributes."""
        return sum(votes.worked for votes in self.votes)

    @property
    def failed(self) -> int:
        """How many votes that it didn't."""
        return sum(votes.failed for votes in self.votes)

    @property
    def calls(self) -> bool:
        """Whether it calls for a look: a change was reported, or something didn't work for somebody."""
        return bool(self.reports or self.failed)


def waiting(voices: Iterable[Voices], directory: Directory) -> tuple[Voices, ...]:
    """The same without the changes that the directory has taken over since, whatever signs they are written with."""

    def waits(entry: str, report: Reported) -> bool:
        return _bare(report.value) not in map(_bare, on_record(entry, report.attribute, directory))

    left = (replace(v, reports=tuple(r for r in v.reports if waits(v.entry, r))) for v in voices)
    return tuple(v for v in left if v.votes or v.reports)


def on_record(entry: str, attribute: str, directory: Directory) -> tuple[str, ...]:
    """What the directory says now of an entry's attribute; nothing where it has neither, or none was named."""
    found = directory.entries.get(entry)
    return tuple(fact.value for fact in found.current(attribute)) if found else ()


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text.casefold() if c.isalnum())
