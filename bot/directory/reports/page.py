"""The report of a fact base as one HTML page that asks for nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.directory.concerns import REACHABLE, Concern, Sort, is_callable, main_contact
from bot.directory.model import Directory, Entry
from bot.directory.reports.ages import STANDINGS, ages
from bot.directory.reports.counts import Report
from bot.directory.reports.map import STEPS, maps, unplaced
from bot.directory.reports.voices import Voices

WEAKEST = 100
"""How many of the weakest entries are shown."""
VOICES = 200
"""How many of the entries that people say something of are shown."""
_TEMPLATES = Path(__file__).with_name("templates")
_MEANING = {
    Sort.PAST_SHELF_LIFE: "The main contact is older than its kind may be; answers show it as possibly out of date.",
    Sort.UNREACHABLE: "Its kind has phones, this one has none; people are sent to what it is part of.",
    Sort.UNLOCATED: "Without coordinates it has no pin on the map.",
    Sort.WEAK_SOURCE: "Nothing that holds now comes from an official source.",
    Sort.SHARED_PHONE: "One number stands with several entries that are not part of one another.",
    Sort.DOUBT: "A note of doubt or condition is shown beside the value.",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the numbers at the top."""

    number: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A sort of concerns: how many, and in which kinds."""

    sort: Sort
    meaning: str
    number: int
    kinds: tuple[tuple[str, int], ...]
    """Plural and number, most first. A shared phone counts for the kind of its first entry."""


@dataclass(frozen=True, slots=True)
class Weak:
    """An entry with its concerns."""

    entry: Entry
    concerns: tuple[Concern, ...]


def rendered(
    directory: Directory, counts: Report, concerns: tuple[Concern, ...], today: date, voices: tuple[Voices, ...] = ()
) -> str:
    """The page, complete, for a directory with these counts and concerns on a day, and what people say of its entries."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(thousands=thousands, of=counted, day=day)
    environment.globals.update(share=share, step=step)
    drawn = maps(directory)
    weak = weakest(directory, concerns)
    return environment.get_template("report.html").render(
        directory=directory,
        counts=counts,
        columns=_columns(directory),
        headlines=headlines(directory, counts, concerns),
        warned=warned(directory, concerns),
        warnings=len(concerns),
        maps=drawn,
        steps=STEPS,
        pins=sum(len(one.pins) for one in drawn),
        unplaced=unplaced(directory, drawn),
        ages=ages(directory),
        standings=STANDINGS,
        voices=voices[:VOICES],
        said_of=len(voices),
        calling=sum(said.calls for said in voices),
        weakest=weak[:WEAKEST],
        weak=len(weak),
        today=today,
    )


def headlines(directory: Directory, counts: Report, concerns: tuple[Concern, ...]) -> tuple[Headline, ...]:
    """The numbers that say most in little room."""
    entries = directory.entries.values()
    facts = [fact for entry in entries for fact in entry.facts if not fact.former]
    official = sum(fact.source.standing == "official" for fact in facts)
    callable_ = [e for e in entries if is_callable(directory.kinds[e.kind])]
    reached = sum(any(map(e.current, REACHABLE)) for e in callable_)
    perishable = [e for e in entries if directory.kinds[e.kind].shelf_life_days is not None]
    dated = sum(bool((fact := main_contact(directory, e)) and fact.as_of) for e in perishable)
    fresh = dated - sum(concern.sort is Sort.PAST_SHELF_LIFE for concern in concerns)
    return (
        Headline(thousands(counts.entries), "entries", f"of {len(counts.kinds)} kinds"),
        Headline(thousands(len(facts)), "current facts", f"and {thousands(counts.former)} kept as history"),
        Headline(thousands(counts.sources), "sources", "each fact names its own"),
        Headline(share(official, len(facts)), "official", f"{thousands(official)} facts from official sources"),
        Headline(share(reached, len(callable_)), "can be reached", _of(reached, len(callable_), "have a phone or e-mail")),
        Headline(share(fresh, dated), "in their shelf life", _of(fresh, dated, "with a dated contact")),
    )


def warned(directory: Directory, concerns: Iterable[Concern]) -> tuple[Warned, ...]:
    """Concerns by sort, those without any left out."""
    found = []
    for sort in Sort:
        kinds = Counter(directory.entries[c.entries[0]].kind for c in concerns if c.sort is sort)
        if kinds:
            by_kind = tuple((directory.kinds[kind].plural, number) for kind, number in kinds.most_common())
            found.append(Warned(sort, _MEANING[sort], kinds.total(), by_kind))
    return tuple(found)


def weakest(directory: Directory, concerns: Iterable[Concern]) -> tuple[Weak, ...]:
    """Every entry with a concern: those with the most sorts first, then those people ask for first."""
    found: dict[str, list[Concern]] = {}
    for concern in concerns:
        for id in concern.entries:
            found.setdefault(id, []).append(concern)

    def weakness(weak: Weak) -> tuple[int, int, int, str]:
        rank = directory.kinds[weak.entry.kind].rank
        return -len({concern.sort for concern in weak.concerns}), rank, -len(weak.concerns), weak.entry.name

    return tuple(sorted((Weak(directory.entries[id], tuple(own)) for id, own in found.items()), key=weakness))


def share(part: int, whole: int) -> str:
    """A part in whole per cent; 0% is said only of nothing and 100% only of all."""
    if not whole:
        return "–"
    return f"{part * 100 // whole if part in (0, whole) else min(99, max(1, round(part * 100 / whole)))}%"


def step(part: int, whole: int) -> int:
    """The shade of a share: 0 nothing, 1 to 4 by quarters, 5 all."""
    return 5 if part == whole else 0 if not part else 1 + part * 4 // whole


def thousands(number: int) -> str:
    """``1,511``."""
    return f"{number:,}"


def counted(number: int, one: str, more: str = "") -> str:
    """``1 source``, ``205 sources``."""
    return f"{thousands(number)} {one if number == 1 else more or one + 's'}"


def day(on: date) -> str:
    """``22 November 2026``."""
    return f"{on.day} {on:%B %Y}"


def _of(part: int, whole: int, what: str) -> str:
    return f"{thousands(part)} of {thousands(whole)} {what}"


def _columns(directory: Directory) -> list[str]:
    """Attributes that some kind has and that are not worked out, in the order of their declaration."""
    asked = {attribute for kind in directory.kinds.values() for attribute in kind.attributes}
    return [id for id, attribute in directory.attributes.items() if id in asked and attribute.type != "parts"]
