"""Which facts of an entry answer a question, and how they read."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bot.answering.composing.wording import Wording
from bot.answering.model import Question, ShownFact
from bot.answering.understanding.normalize import words
from bot.directory.days import latest_day
from bot.directory.hours import printed
from bot.directory.model import Directory, Entry, Fact

HINTED = 0.5
"""The least fit of a fact that no attribute word asks for."""
FEW = 3
"""How many facts such words may point to: they tell nothing of a fact that many others are alike."""


class Facts:
    """Reads entries' facts for one answer: its language and its day."""

    def __init__(self, directory: Directory, wording: Wording, today: str) -> None:
        self._directory = directory
        self._wording = wording
        self._today = datetime.date.fromisoformat(today) if today else None

    def of(self, entry: Entry, attribute: str) -> tuple[ShownFact, ...]:
        """The current facts of an attribute, parts worked out."""
        declared = self._directory.attributes[attribute]
        facts = entry.current(attribute)
        if declared.type == "parts":
            facts = self._parts(entry, attribute)
        if not facts:
            return ()
        label = self._wording.attribute(declared)
        return tuple([self._shown(entry, fact, label) for fact in facts])

    def card(self, entry: Entry) -> tuple[ShownFact, ...]:
        """All that is on record, in the order of the entry's kind."""
        declared = self._directory.attributes
        recorded = {fact.attribute for fact in entry.facts}
        told = (a for a in self._directory.kinds[entry.kind].attributes if a in recorded or declared[a].type == "parts")
        return tuple([shown for attribute in told for shown in self.of(entry, attribute)])

    def every(self, entry: Entry) -> tuple[ShownFact, ...]:
        """All facts as they are recorded, former ones too."""
        label = {a.id: self._wording.attribute(a) for a in self._directory.attributes.values()}
        return tuple(self._shown(entry, fact, label[fact.attribute]) for fact in entry.facts)

    def asked(self, entry: Entry, question: Question) -> tuple[ShownFact, ...]:
        """The facts asked for; of several values of one attribute those first that the question's other words fit."""
        found: list[ShownFact] = []
        for attribute in question.attributes:
            if attribute in self._directory.kinds[entry.kind].attributes:
                shown = self.of(entry, attribute)
                fits = {id(s): _fit(s.fact, question, entry) for s in shown}
                found += sorted(shown, key=lambda s: -fits[id(s)])
        return tuple(found)

    def hinted(self, card: tuple[ShownFact, ...], question: Question) -> tuple[ShownFact, ...]:
        """Facts of a card that no attribute word asks for but that the question's leftover words point to.

        They do so by the facts' labels and notes, or by a number in their value.
        """
        number = any(word.norm.isdigit() for word in question.words)
        shown = [(s, _fit(s.fact, question, s.entry, with_value=number)) for s in card]
        best = max((fit for _, fit in shown), default=0.0)
        hinted = tuple(s for s, fit in shown if fit == best) if best >= HINTED else ()
        return hinted if len(hinted) <= FEW else ()

    def figures(self, entry: Entry) -> tuple[ShownFact, ...]:
        """A figure's values, former ones too, the newest first."""
        numbers = [a for a in self._directory.kinds[entry.kind].attributes if self._directory.attributes[a].type == "number"]
        label = {a: self._wording.attribute(self._directory.attributes[a]) for a in numbers}
        shown = (self._shown(entry, fact, label[fact.attribute]) for fact in entry.facts if fact.attribute in label)
        return tuple(sorted(shown, key=lambda s: (not s.fact.former, s.fact.as_of), reverse=True))

    def _shown(self, entry: Entry, fact: Fact, label: str) -> ShownFact:
        if fact.targets:
            fact = replace(fact, value="; ".join(self._target(t.entry, t.place, t.locality) for t in fact.targets))
        if fact.hours is not None:
            fact = replace(fact, value=printed(fact.hours, self._wording.hours_words))
        if fact.label:
            label = f"{label} ({fact.label})"
        return ShownFact(entry, fact, label, self._is_old(entry, fact))

    def _target(self, entry: str, place: str, locality: str) -> str:
        if entry:
            return self._directory.entries[entry].name
        return self._wording.place(f"{place}|{locality}" if locality else place)

    def _parts(self, entry: Entry, attribute: str) -> tuple[Fact, ...]:
        inside = self._directory.members(entry, attribute)
        source = next((f for part in inside for f in part.facts if any(t.entry == entry.id for t in f.targets)), None)
        if source is None:
            return ()
        return (
            replace(
                source,
                attribute=attribute,
                value="; ".join(e.name.removesuffix(f", {entry.name}") for e in inside),
                targets=(),
                label="",
                note="",
            ),
        )

    def _is_old(self, entry: Entry, fact: Fact) -> bool:
        days = self._directory.kinds[entry.kind].shelf_life_days
        if days is None or self._today is None or not fact.as_of:
            return False
        return (self._today - latest_day(fact.as_of)).days > days


def at_date(shown: tuple[ShownFact, ...], date: str) -> tuple[ShownFact, bool]:
    """Of a figure's values, newest first, the one that held at a date, and whether it is recorded of that date itself.

    Without one of that date it is the newest before it, or else the oldest of all.
    """
    for length in (10, 7, 4):
        if len(date) >= length:
            for s in shown:
                same = s.fact.as_of and (s.fact.as_of.startswith(date[:length]) or date[:length].startswith(s.fact.as_of))
                if same and (len(date) == length or s.fact.as_of <= date):
                    return s, True
    before = [s for s in shown if s.fact.as_of and s.fact.as_of <= date]
    return (before or [shown[-1]])[0], False


def _fit(fact: Fact, question: Question, entry: Entry, with_value: bool = True) -> float:
    """How many of the question's words, beyond the entry's name, stand in a fact's label and note, and in its value."""
    texts = [fact.label, fact.note]
    if with_value and not fact.phones and fact.hours is None and fact.attribute not in ("part_of", "covers"):
        texts.append(fact.value)
    own = set(words(entry.name))
    there = {w for text in texts if text for w in words(text)} - own
    if not there:
        return 0.0
    total = 0.0
    for term in question.terms:
        likeness = max((alike for word, alike in term.spellings if word in there), default=0.0)
        total += likeness * max(term.weight, 0.1 if likeness else 0.0)
    return total
