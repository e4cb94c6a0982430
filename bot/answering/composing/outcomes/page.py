"""The page an answer is written on: the words and facts of its language, and what several outcomes say alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.answering.composing.facts import Facts
from bot.answering.composing.outcomes.text import plain_text, source_line
from bot.answering.composing.reliability import calibrated
from bot.answering.composing.wording import Wording
from bot.answering.model import Answer, Ask, Match, Outcome, Question, Row, ShownFact
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.whereabouts import Whereabouts
from bot.directory.model import Directory, Entry
from bot.directory.opening import opening

SOURCES = 3
"""Sources named in the plain text."""
REACHABLE = ("phone", "email")
"""Types of attributes by which somebody can be reached."""
OWN = ("address", "hours")
"""Types of attributes that are of one entry alone: nobody who stands in for it lends them."""


@dataclass
class Page:
    """All that is needed to say what a question came to."""

    resolution: Resolution
    case: Case
    question: Question = field(init=False)
    ask: Ask = field(init=False)
    directory: Directory = field(init=False)
    whereabouts: Whereabouts = field(init=False)
    words: Wording = field(init=False)
    facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        self.question, self.ask, self.directory = self.case.question, self.case.ask, self.case.directory
        self.whereabouts = self.case.whereabouts
        self.words = Wording(self.directory, self.question.language)
        self.facts = Facts(self.directory, self.words, self.ask.today)

    def made(
        self,
        outcome: Outcome,
        headline: str,
        lead: str,
        notes: tuple[str, ...],
        entries: tuple[Entry, ...] = (),
        facts: tuple[ShownFact, ...] = (),
        card: tuple[ShownFact, ...] = (),
        via: tuple[Entry, ...] = (),
        rows: tuple[Row, ...] = (),
        suggestions: Sequence[str] = (),
        with_card: bool = False,
    ) -> Answer:
        """The Answer, with its plain text and its sources; ``with_card``: the card is told, though a fact was asked for."""
        if self.question.cut:
            notes += (self.words.say("cut"),)
        sureness = self.resolution.confidence
        whole = outcome == "answer" and (with_card or not (facts and self.question.attributes))
        sourced = (*facts, *card) if whole else facts
        sources = tuple(source_line(s, self.words) for s in _one_a_source(sourced)[:SOURCES])
        body = plain_text(self.words, outcome, headline, lead, notes, facts, card if whole else (), rows, suggestions)
        return Answer(
            question=self.question,
            outcome=outcome,
            confidence=calibrated(sureness) if outcome in ("answer", "list", "count") else sureness,
            headline=headline,
            lead=lead,
            notes=notes,
            entries=entries,
            facts=facts,
            card=card,
            rows=rows,
            via=via,
            suggestions=tuple(suggestions),
            sources=sources,
            text="\n".join((*body, *sources)),
            language=self.words.code,
            matches=self._matches(),
            why=self.resolution.why,
            reason=self.resolution.reason,
        )

    def _matches(self) -> tuple[Match, ...]:
        return tuple(
            Match(
                found.entry,
                round(found.score, 3),
                (
                    f"{found.named:.0%} of “{found.name}”",
                    f"explains {found.explained:.0%}",
                    # words met with typing errors, or by a word that means more than the name
                    *(f"{word} at {alike:.0%}" for word, alike in found.matched if alike < 1),
                ),
            )
            for found in self.resolution.found
        )

    # --- what several outcomes say alike --------------------------------------------------------------------------------

    def way(self, entry: Entry) -> tuple[str, ...]:
        """The hops that coverage walked, and on what basis."""
        resolution = self.resolution
        notes: list[str] = []
        if resolution.via and resolution.reason == "serves":
            hops = [e.name for e in resolution.via]
            if resolution.reach == "through":  # each leads there by itself
                hops = [", ".join(hops)] if resolution.outcome == "answer" else []
            names = [*hops, entry.name] if resolution.outcome == "answer" else hops
            if len(names) > 1:
                notes.append(" → ".join(names))
        if resolution.reach == "fallback":
            kind = self.words.kind(self.directory.kinds[resolution.kind])
            name = resolution.via[0].name if resolution.via else self.words.place(resolution.place)
            notes.insert(0, self.words.say("last_resort", kind=kind, name=name))
        if resolution.reach in ("place", "through") and resolution.outcome == "answer":
            place = resolution.place
            coverer = resolution.via[-1] if resolution.reach == "through" else entry
            notes.append(self.words.say("covers_it", name=coverer.name, place=self.words.place(place)))
            labels = [f.label for f in coverer.current("covers") if f.label and any(t.place == place for t in f.targets)]
            notes += [self.words.say("basis", basis=label) for label in dict.fromkeys(labels)]
        return tuple(notes)

    def doubts(self, shown: Sequence[ShownFact], entry: Entry) -> tuple[str, ...]:
        """What must be read beside facts: their conditions, the entry's own note, and that they are old."""
        notes = [s.fact.note for s in shown[:3] if s.fact.note]
        if entry.note:
            notes.append(entry.note)
        if shown and shown[0].old:
            notes.append(self.words.say("old_note", date=shown[0].fact.as_of))
        return tuple(dict.fromkeys(notes))

    def detail(self, entry: Entry) -> str:
        """What tells an entry from its neighbours: the fact asked for, else its kind and place."""
        asked = self.facts.asked(entry, self.question)
        if asked and self.question.attributes:
            return self.valued(asked[0])
        parts = [self.words.kind(self.directory.kinds[entry.kind])] if self.resolution.outcome != "list" else []
        if entry.codes:
            parts.append(entry.codes[0])
        if entry.place.city and entry.place.city.lower() not in entry.name.lower():
            parts.append(entry.place.city)
        return ", ".join(parts)

    def valued(self, shown: ShownFact) -> str:
        """A fact's value; before it whether it is open, where that is asked of several, and no other day is named."""
        now, question = moment(self.ask), self.question
        then = question.days or question.time is not None
        if shown.fact.hours is None or now is None or then or question.operation != "open-now":
            return shown.fact.value
        state = self.words.say("is_open" if opening(shown.fact.hours, now).open else "is_closed")
        return f"{state}: {shown.fact.value}"

    def rows(self, entries: Sequence[Entry]) -> tuple[Row, ...]:
        """A row for each entry."""
        return tuple(Row(entry, self.detail(entry)) for entry in entries)

    def fact_line(self, shown: ShownFact) -> str:
        """Which fact of whom: ``Phone, Laredo, Texas``."""
        return self.words.say("fact_of", label=shown.label, name=self.words.entry(shown.entry))

    def labels_asked(self) -> str:
        """The attributes asked for, in words."""
        return ", ".join(self.words.attribute(self.directory.attributes[a]).lower() for a in self.question.attributes)

    def phone(self, card: Sequence[ShownFact]) -> ShownFact | None:
        """The number to call, of all that is on a card: the first of the first kind of number that is declared."""
        return next((s for s in card if s.fact.attribute == self.directory.main_phone), None)

    def named_with_phone(self, entry: Entry) -> str:
        """An entry's name with its number, when it has one."""
        phone = self.phone(self.facts.card(entry))
        return f"{entry.name}, {phone.fact.value}" if phone else entry.name

    def type_of(self, shown: ShownFact) -> str:
        """The type of the fact's attribute."""
        return self.directory.attributes[shown.fact.attribute].type

    def reachable(self, card: Sequence[ShownFact]) -> bool:
        """Whether anything on the card reaches somebody."""
        return any(self.type_of(s) in REACHABLE for s in card)


def moment(ask: Ask) -> datetime | None:
    """The moment of a question, with its time zone; None when it is not known."""
    now = datetime.fromisoformat(ask.moment) if ask.moment else None
    return now if now and now.tzinfo else None


def _one_a_source(shown: Sequence[ShownFact]) -> list[ShownFact]:
    """The first fact of each source and date, in their order."""
    firsts: dict[tuple[str, str], ShownFact] = {}
    for s in shown:
        firsts.setdefault((s.fact.source.id, s.fact.as_of), s)
    return list(firsts.values())
