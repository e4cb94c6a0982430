"""What is not wrong in a fact base but weak: the check command's warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.directory.days import latest_day
from bot.directory.model import Directory, Entry, Fact, Kind, Location
from bot.directory.phones import Phone

REACHABLE = ("phone", "email")
"""Attributes by which one can speak or write to somebody."""
CONTACT_TYPES = ("phone", "email", "address", "url")
"""Types of attributes that say how something is reached; the first in the order of a kind is its main contact."""


class Sort(Enum):
    """The sorts of concerns, in the order they are told; the value is how people read them."""

    PAST_SHELF_LIFE = "past shelf life"
    UNREACHABLE = "no phone nor e-mail"
    UNLOCATED = "no coordinates"
    WEAK_SOURCE = "weak source"
    SHARED_PHONE = "shared phone"
    DOUBT = "doubt or condition"


@dataclass(frozen=True, slots=True)
class Concern:
    """One weakness, where it stands and what a curator can do about it."""

    sort: Sort
    entries: tuple[str, ...]
    """Ids of the entries it is about: one, but for a shared phone all that share it."""
    where: Location | None
    what: str
    """What is weak: ``phone is of 2019-06, more than 730 days old``; empty where the sort says all."""
    advice: str

    def __str__(self) -> str:
        about = f"{self.entries[0]}: " if len(self.entries) == 1 else ""
        more = f": {self.what}" if self.what else ""
        return f"{self.where}: {about}{self.sort.value}{more}; {self.advice}"


def concerns(directory: Directory, today: date) -> tuple[Concern, ...]:
    """All that is weak in a directory on a day: by sort, and within it by file and line."""
    found = [
        *past_shelf_life(directory, today),
        *unreachable(directory),
        *unlocated(directory),
        *weakly_sourced(directory),
        *shared_phones(directory),
        *doubted(directory),
    ]
    sorts = list(Sort)
    return tuple(sorted(found, key=lambda c: (sorts.index(c.sort), *((c.where.file, c.where.line) if c.where else ("", 0)))))


def main_contact(directory: Directory, entry: Entry) -> Fact | None:
    """The first current fact that says how an entry is reached, in the order of its kind; None: there is none."""
    for attribute in directory.kinds[entry.kind].attributes:
        if directory.attributes[attribute].type in CONTACT_TYPES and (facts := entry.current(attribute)):
            return facts[0]
    return None


def is_callable(kind: Kind) -> bool:
    """Whether one wants to speak or write to entries of a kind: it has phones and is not other people's business."""
    return "phone" in kind.attributes and not kind.elsewhere


def past_shelf_life(directory: Directory, today: date) -> Iterator[Concern]:
    """Entries whose main contact is older than their kind allows; undated ones are not known to be."""
    for entry in directory.entries.values():
        days, fact = directory.kinds[entry.kind].shelf_life_days, main_contact(directory, entry)
        if days is not None and fact and fact.as_of and (today - latest_day(fact.as_of)).days > days:
            yield Concern(
                Sort.PAST_SHELF_LIFE,
                (entry.id,),
                fact.where or entry.where,
                f"{fact.attribute} is of {fact.as_of}, more than {days} days old",
                "look whether it still holds and write that day as its as_of, or replace it",
            )


def unreachable(directory: Directory) -> Iterator[Concern]:
    """Entries that one wants to speak or write to and that have neither phone nor e-mail."""
    for entry in directory.entries.values():
        if is_callable(directory.kinds[entry.kind]) and not any(map(entry.current, REACHABLE)):
            yield Concern(
                Sort.UNREACHABLE,
                (entry.id,),
                entry.where,
                "",
                "add one, or leave it where its part_of answers for it",
            )


def unlocated(directory: Directory) -> Iterator[Concern]:
    """Entries without coordinates, of the kinds that people mean by a bare place name."""
    for entry in directory.entries.values():
        if directory.kinds[entry.kind].rank == 1 and entry.place.lat is None:
            yield Concern(
                Sort.UNLOCATED,
                (entry.id,),
                entry.where,
                "",
                "add lat, lon and located_by to its place",
            )


def weakly_sourced(directory: Directory) -> Iterator[Concern]:
    """Entries of which nothing that holds now comes from an official source."""
    for entry in directory.entries.values():
        standings = {fact.source.standing for fact in entry.facts if not fact.former}
        if standings and "official" not in standings:
            yield Concern(
                Sort.WEAK_SOURCE,
                (entry.id,),
                entry.where,
                f"all facts are {' or '.join(sorted(standings))}",
                "find an official source for at least the main one",
            )


def shared_phones(directory: Directory) -> Iterator[Concern]:
    """Numbers that several entries give as their phone without being part of one another."""
    given: defaultdict[Phone, dict[str, Fact]] = defaultdict(dict)
    for entry in directory.entries.values():
        for fact in entry.current("phone"):
            for phone in fact.phones:
                given[phone].setdefault(entry.id, fact)
    for facts in given.values():
        if len(facts) > 1 and not _hang_together(directory, set(facts)):
            ids, first = tuple(facts), next(iter(facts.values()))
            others = f" and {len(ids) - 3} more" if len(ids) > 3 else ""
            yield Concern(
                Sort.SHARED_PHONE,
                ids,
                first.where or directory.entries[ids[0]].where,
                f"{first.value} is given by {', '.join(ids[:3])}{others}, not part of one another",
                "look whether each has it, or write it in what they are all part of",
            )


def _hang_together(directory: Directory, ids: set[str]) -> bool:
    """Whether entries are all part of one of them, over others of them or directly."""
    tops = [id for id in ids if not any(above.id in ids for above in directory.ancestors(directory.entries[id]))]
    return len(tops) == 1


def doubted(directory: Directory) -> Iterator[Concern]:
    """Facts that hold now and have a note of doubt or condition."""
    for entry in directory.entries.values():
        for fact in entry.facts:
            if fact.note and not fact.former:
                yield Concern(
                    Sort.DOUBT,
                    (entry.id,),
                    fact.where or entry.where,
                    f"{fact.attribute} has the note “{' '.join(fact.note.split())}”",
                    "settle it with the source and take the note out, or keep it: it is shown beside the value",
                )
