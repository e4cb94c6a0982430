"""What passes between the steps of answering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.directory.model import Entry, Fact

Outcome = Literal["answer", "choices", "list", "count", "unknown", "help"]
Operation = Literal["get", "list", "count", "nearest", "reverse", "open-now", "describe"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and answered last in a conversation; see ``turns`` for how it is made and kept."""

    text: str = ""
    """The question."""
    entries: tuple[str, ...] = ()
    """Ids of the entries that were the answer, best first; none after a list or choices."""
    offered: tuple[str, ...] = ()
    """Ids of the entries last listed or offered, in their order."""
    via: tuple[str, ...] = ()
    """Id of what was asked about, where coverage led from it to the answer."""
    attributes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    operation: Operation = "get"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as a surface hands it over."""

    text: str
    locale: str = "en"
    """The asker's language; the words of the question outweigh it."""
    kinds: tuple[str, ...] = ()
    """Narrow to these kinds (a slash command does); empty: all."""
    context: tuple[str, ...] = ()
    """Ids of the entries last answered in this conversation, best first; or what ``turns.kept`` made of its last answer."""
    today: str = ""
    """ISO date at the asker's; decides what is out of date. Empty: nothing is called old."""
    moment: str = ""
    """ISO date and time with its offset from UTC; decides what is open. Empty: it is not said whether anything is."""
    turn: Turn | None = None
    """What was asked and answered last in this conversation; says more than ``context``, and outweighs it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question, to be found in entries."""

    spellings: tuple[tuple[str, float], ...]
    """Words it may stand for, with their likeness 0..1."""
    weight: float
    """How much an entry gains that explains it, 0..1."""
    cost: float = 0.0
    """How much an entry loses that does not, 0..1."""
    everyday: bool = False
    """Whether it is an ordinary word, which need not be part of a name."""
    place: str = ""
    """As in Question.places, when it is (part of) the name of a place."""
    kinds: tuple[str, ...] = ()
    """Kinds that the word may mean."""
    tags: tuple[str, ...] = ()
    """Tags that the word may mean."""
    typed: str = ""
    """The word as it stands in Question.words."""
    beside: bool = False
    """Whether it stands right beside another word of names: an entry of that name without it is another one."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question and what it was taken for."""

    norm: str
    """Lower case, no accents."""
    role: str = "name"
    """attribute, kind, tag, operation, filler, day, place, topic, or name (also what nothing else explains); ``not`` stands
    before it when the asker said so."""
    meaning: str = ""
    """Id of the attribute, kind, tag, operation, place or entry it was taken for."""
    edits: int = 0
    """Typing errors forgiven."""
    listed: bool = False
    """Whether a comma stands before it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A user's text, understood."""

    text: str
    words: tuple[Word, ...]
    language: str
    operation: Operation = "get"
    attributes: tuple[str, ...] = ()
    """Asked for; empty: the whole card."""
    asked: tuple[tuple[str, ...], ...] = ()
    """The same word by word: what each that asks for a fact may ask for."""
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """What is named: ISO 3166 codes of states and countries, ids of regions, ``code|name`` for a named place inside one."""
    located: tuple[str, ...] = ()
    """Those of the places that stand right behind a name and say where it is: "Miami, Oklahoma"."""
    codes: tuple[str, ...] = ()
    """Codes, phone numbers and e-mail addresses typed."""
    not_kinds: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    """What the asker said is not meant."""
    mention: tuple[str, ...] = ()
    """The normalised words that name the thing asked about."""
    terms: tuple[Term, ...] = field(default=(), repr=False)
    """The mention and all that helps to find it, as search takes it."""
    named: tuple[str, ...] = ()
    """Ids of entries whose full name stands in the text."""
    topics: tuple[str, ...] = ()
    """Ids of entries of other people's business, a topic of which stands in the text."""
    plural: tuple[str, ...] = ()
    """Kinds and tags named in the plural."""
    coverage: bool = False
    """Whether the words ask who serves a thing, rather than for the thing itself."""
    rules: bool = False
    """Whether the words ask how something is done or allowed, which no directory answers."""
    history: bool = False
    """Whether the words ask how a number changed over time."""
    near: bool = False
    """Whether the nearest is asked for only by a word that may as well tell where the asker is: ``near``."""
    clock: bool = False
    """Whether the words ask what time it is there."""
    compare: bool = False
    """Whether the words ask to set things side by side."""
    days: tuple[str, ...] = ()
    """Days of the week named, as the keys of Language.days."""
    time: int | None = None
    """A time of day named, in minutes from midnight."""
    dates: tuple[str, ...] = ()
    """``2004``, ``2004-11`` or ``2004-11-12``."""
    cut: bool = False
    """Whether the text was longer than is read."""

    @property
    def names_something(self) -> bool:
        """Whether some word can only be part of a name, known or not: no kind, trait, place or everyday word."""
        return bool(self.named) or any(t.cost and not (t.everyday or t.kinds or t.tags or t.place) for t in self.terms)

    @property
    def several(self) -> bool:
        """Whether the words ask for more than one entry outright: ``all``, ``list``."""
        return self.operation == "list"

    @property
    def names_known(self) -> bool:
        """Whether some word is part of a name that the directory knows."""
        return bool(self.named) or any(
            t.weight >= 0.3 and not (t.everyday or t.kinds or t.tags or t.place) for t in self.terms
        )

    @property
    def everyday(self) -> frozenset[str]:
        """The ordinary words among those that could be part of a name."""
        return frozenset(t.typed for t in self.terms if t.everyday)

    @property
    def clock_alone(self) -> bool:
        """Whether the time in a place is asked for, with no word of an entry there."""
        return self.clock and not (self.kinds or self.tags or self.named)

    @property
    def foreign(self) -> bool:
        """Whether it has a word for what is never in the directory."""
        return any(word.role == "foreign" for word in self.words)

    @property
    def unexplained(self) -> int:
        """How many everyday words of it have no part in what is asked."""
        return sum(t.everyday for t in self.terms)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found for a question."""

    entry: Entry
    score: float
    """0..1; comparable only within one question."""
    evidence: tuple[str, ...] = ()
    """Why, a phrase each."""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in an answer, with what a reader must know beside it."""

    entry: Entry
    fact: Fact
    label: str
    """The attribute's label in the answer's language, with the fact's own: ``Phone (from abroad)``."""
    old: bool = False
    """Past its kind's shelf life."""


@dataclass(frozen=True, slots=True)
class Row:
    """One of several entries: a choice or a line of a list."""

    entry: Entry
    detail: str
    """What tells it apart: kind, place, or the asked fact's value."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a question. Content is settled here; a renderer decides only looks."""

    question: Question
    outcome: Outcome
    confidence: float
    """0..1: how sure the answer is the one asked for."""
    headline: str = ""
    """The asked fact alone, to be shown large: a number, an address, a count; empty when there is none."""
    lead: str = ""
    """One sentence that says what the headline is and of whom, or why there is no answer."""
    notes: tuple[str, ...] = ()
    """Lines that must be read with it: fallback, doubt, age, basis of coverage, hops walked."""
    entries: tuple[Entry, ...] = ()
    """Best first."""
    facts: tuple[ShownFact, ...] = ()
    """What was asked for."""
    card: tuple[ShownFact, ...] = ()
    """The first entry's card, in the order of its kind; empty when no one entry is the answer."""
    rows: tuple[Row, ...] = ()
    """The choices, or the list."""
    via: tuple[Entry, ...] = ()
    """Entries walked through by coverage, in order."""
    suggestions: tuple[str, ...] = ()
    """Questions worth asking instead."""
    sources: tuple[str, ...] = ()
    """Where the facts shown are from and when they were true, a line each source."""
    text: str = ""
    """The complete answer as plain text."""
    language: str = "en"
    matches: tuple[Match, ...] = field(default=(), repr=False)
    """For --explain: what was considered."""
    why: str = ""
    """For --explain: why this outcome."""
    reason: str = ""
    """The same as one word: see ``resolution.Reason``."""
