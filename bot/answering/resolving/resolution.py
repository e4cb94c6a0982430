"""What a question comes to, and all that is needed to settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.answering.model import Ask, Outcome, Question
from bot.answering.resolving.coverage import Reach
from bot.answering.resolving.whereabouts import Whereabouts
from bot.answering.search.candidates import candidates
from bot.answering.search.finding import Found, Index
from bot.directory.atlas import Spot
from bot.directory.model import Directory, Entry

Reason = Literal[
    "found",  # the entry itself was named
    "code",  # it has the code or number typed
    "serves",  # coverage led to it
    "figure",  # a headline number
    "several",  # equally good ones
    "both",  # two or more that were each named
    "shown",  # all of several sorts that were shown before
    "region",  # those that serve the countries or states of a region
    "each",  # the same asked of several, each settled by itself
    "compared",  # several, side by side
    "members",  # a list or count of entries
    "nearest",  # the least far from a place
    "nowhere",  # distances are asked for, but from where?
    "unplaced",  # where those of the kind lie is not on record
    "which",  # a kind was named, but of what?
    "none-there",  # something is known, but nothing of the kind asked for belongs to it
    "near",  # only something like it is known
    "not-covered",  # nobody is recorded to serve it
    "no-code",  # no entry has that code or number
    "no-place",  # none of the kind is in the place
    "elsewhere",  # another body's business
    "rules",  # how something is done or allowed
    "nothing",  # nothing fits
    "chat",  # a greeting, thanks, small talk
    "empty",  # nothing was asked
]


@dataclass(frozen=True, slots=True)
class Way:
    """From a place to an entry, as the crow flies."""

    origin: Spot
    miles: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a question comes to."""

    outcome: Outcome
    reason: Reason
    why: str
    confidence: float
    entries: tuple[Entry, ...] = ()
    """The answer's entries, best first; for ``unknown`` the near misses."""
    via: tuple[Entry, ...] = ()
    """For coverage: the thing asked about and what was walked through."""
    kind: str = ""
    """The kind wanted, when one was."""
    place: str = ""
    """ISO code of the place asked about or passed through."""
    reach: Reach = "none"
    lacking: tuple[str, ...] = ()
    """For region: codes of its places that none serves."""
    beside: tuple[Entry, ...] = ()
    """Entries worth a line beside the answer: other ways to read the question."""
    found: tuple[Found, ...] = ()
    """What was considered."""
    ways: tuple[Way, ...] = ()
    """For nearest, and for the first entries of none-there: how far each is, and from where."""
    each: tuple[tuple[Case, Resolution], ...] = ()
    """For each: every part of the question, and what it comes to."""
    left_out: int = 0
    """For nearest: how many of the kind could not be measured, for their positions are not on record."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with all that is needed to settle it."""

    question: Question
    ask: Ask
    directory: Directory
    index: Index
    whereabouts: Whereabouts
    understand: Callable[[Ask], Question]
    _found: dict[tuple[str, ...], tuple[Found, ...]] = field(default_factory=dict, repr=False)

    def about(self, question: Question, text: str = "") -> Case:
        """The same for another question, a part of this one or one that goes on from it."""
        return replace(self, question=question, ask=replace(self.ask, text=text or question.text), _found={})

    def find(self, kinds: Iterable[str] = ()) -> tuple[Found, ...]:
        """Entries that fit, best first; only of these kinds, when any are given. Looked for once."""
        key = tuple(kinds)
        if key not in self._found:
            self._found[key] = candidates(self.question, self.index, self.directory, key)
        return self._found[key]

    def ours(self) -> tuple[Found, ...]:
        """Entries that fit, other people's business left out."""
        return tuple(f for f in self.find() if not self.directory.kinds[f.entry.kind].elsewhere)

    @property
    def place_codes(self) -> tuple[str, ...]:
        """The places named, as in Question.places, with the countries or states of a region in place of it."""
        regions = self.directory.places.regions
        return tuple(c for p in self.question.places for c in (regions[p].members if p in regions else (p,)))
