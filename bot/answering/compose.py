"""From what a question comes to, to the Answer: what is said, with facts, doubts, sources and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.facts import Facts, at_date
from bot.answering.index import Found
from bot.answering.model import Answer, Ask, Match, Outcome, Question, Row, ShownFact
from bot.answering.normalize import words
from bot.answering.resolution import Resolution
from bot.answering.thresholds import WHOLLY
from bot.answering.wording import Wording
from bot.directory.model import Directory, Entry

PARTS_NAMED = 6
"""Parts of an entry that a note names."""
LISTED = 60
"""Rows of a list written out in the plain text."""
CHOICES = 10
"""Entries offered to choose from."""
REACHABLE = ("phone", "email")
"""Types of attributes by which somebody can be reached."""


def compose(resolution: Resolution, question: Question, ask: Ask, directory: Directory) -> Answer:
    """The Answer to a settled question."""
    return _Composer(resolution, question, ask, directory).answer()


class _Composer:
    def __init__(self, resolution: Resolution, question: Question, ask: Ask, directory: Directory) -> None:
        self.resolution, self.question, self.ask, self.directory = resolution, question, ask, directory
        self.words = Wording(directory, question.language)
        self.facts = Facts(directory, self.words, ask.today)

    def answer(self) -> Answer:
        """The Answer, made the way its outcome asks for."""
        return {
            "answer": self._one,
            "choices": self._choices,
            "list": self._list,
            "count": self._count,
            "unknown": self._unknown,
            "help": self._help,
        }[self.resolution.outcome]()

    # --- one answer per outcome -----------------------------------------------------------------------------------------

    def _one(self) -> Answer:
        resolution, question = self.resolution, self.question
        entry = resolution.entries[0]
        card = self.facts.card(entry)
        asked = () if self._answered_by_itself() else self.facts.asked(entry, question)
        notes = self._way(entry)
        if (question.attributes and not asked) or self._unreachable(entry):
            fallback = self._fallback_for(entry)
            if fallback is not None:
                return self._through(entry, fallback, notes)
            if question.attributes and self.directory.kinds[entry.kind].rank == 3 and entry.part_of:
                whole = self.directory.entries[entry.part_of]
                if self.facts.asked(whole, question):
                    return self._through(entry, whole, notes)
            if question.attributes and not self._answered_by_itself():
                served = resolution.reason == "serves"
                return self._served_without(entry, card, notes) if served else self._missing(entry, card)
        if question.operation == "describe" and not asked:
            asked = tuple(sorted((s for s in card if self._type(s) == "text"), key=lambda s: -len(s.fact.value)))[:1]
        wholly_named = not resolution.found or resolution.found[0].named >= WHOLLY
        if not asked and not question.attributes and wholly_named and resolution.reason != "code":
            asked = self.facts.hinted(entry, question)
        headline = asked[0].fact.value if asked else self._headline(entry, card)
        lead = self._fact_line(asked[0]) if asked else self.words.entry(entry)
        if headline == entry.name:
            lead = self.words.kind(self.directory.kinds[entry.kind])
        notes += self._other_hours(entry, asked)
        if resolution.reason == "code" and self._is_former(entry):
            notes += (self.words.say("former"),)
        notes += self._doubts(asked or card[:1], entry)
        notes += self._beside()
        entries: tuple[Entry, ...] = (entry,)
        if entry.part_of and self.directory.kinds[entry.kind].rank == 3 and not self._reachable(card):
            whole = self.directory.entries[entry.part_of]
            notes += (self.words.say("through", name=self._named_with_phone(whole)),)
            entries = (entry, whole)
        return self._made("answer", headline, lead, notes, entries, asked, card, resolution.via)

    def _through(self, entry: Entry, fallback: Entry, notes: tuple[str, ...]) -> Answer:
        """The entry can be reached only through another: its kind's last resort, or what it is part of."""
        asked = self.facts.asked(fallback, self.question)
        asked = asked or tuple(s for s in self.facts.card(fallback) if self._type(s) in REACHABLE)[:1]
        if not asked:
            return self._missing(entry, self.facts.card(entry))
        notes = (self.words.say("fallback", name=entry.name, fallback=fallback.name), *notes, *self._doubts(asked, fallback))
        card = self.facts.card(entry)
        lead = self._fact_line(asked[0])
        return self._made("answer", asked[0].fact.value, lead, notes, (entry, fallback), asked, card, self.resolution.via)

    def _served_without(self, entry: Entry, card: tuple[ShownFact, ...], notes: tuple[str, ...]) -> Answer:
        """Who serves the thing is known; the fact asked for of it is not."""
        labels = ", ".join(self.words.attribute(self.directory.attributes[a]).lower() for a in self.question.attributes)
        notes += (self.words.say("missing", label=labels, name=entry.name),)
        instead = self._instead(entry)
        notes += (instead,) if instead else ()
        lead = self.words.kind(self.directory.kinds[entry.kind])
        return self._made("answer", entry.name, lead, notes, (entry,), (), card, self.resolution.via)

    def _missing(self, entry: Entry, card: tuple[ShownFact, ...]) -> Answer:
        """The entry is known, the fact asked for is not."""
        say, directory = self.words.say, self.directory
        if entry.place.city and {self.directory.attributes[a].type for a in self.question.attributes} == {"address"}:
            where = ", ".join(x for x in (entry.place.city, self.words.place(entry.place.state or entry.place.country)) if x)
            lead = say("no_street", name=self.words.entry(entry), place=where)
            return self._made("answer", where, lead, self._doubts((), entry), (entry,), (), card, self.resolution.via)
        labels = ", ".join(self.words.attribute(directory.attributes[a]).lower() for a in self.question.attributes)
        lead = say("missing", label=labels, name=self.words.entry(entry))
        notes: list[str] = []
        rows = self._parts_with(entry)
        if rows:
            parts = tuple(row.entry for row in rows)
            if len(parts) == 1:
                return self._through(entry, parts[0], self._way(entry))
            facts = tuple(s for part in parts for s in self.facts.asked(part, self.question)[:1])
            lead += " " + say("parts_have")
            return self._made("list", "", lead, self._way(entry), parts, facts, (), (entry,), rows)
        if card:
            notes.append(say("has", labels=", ".join(dict.fromkeys(s.label.lower() for s in card))))
        instead = self._instead(entry)
        if instead:
            notes.append(instead)
        notes += self._way(entry)
        return self._made("unknown", "", lead, tuple(notes), (entry,), (), card, self.resolution.via, rows)

    def _choices(self) -> Answer:
        entries = self.resolution.entries
        rows = tuple(Row(e, self._detail(e)) for e in entries[:CHOICES])
        facts = tuple(s for e in entries[:CHOICES] for s in self.facts.asked(e, self.question)[:1])
        lead = self.words.say("not_sure" if self.resolution.reason == "near" else "which_one")
        return self._made("choices", "", lead, self._way(entries[0]), entries, facts, (), self.resolution.via, rows)

    def _list(self) -> Answer:
        entries = self.resolution.entries
        rows = tuple(Row(e, self._detail(e)) for e in entries)
        facts = tuple(s for e in entries for s in self.facts.asked(e, self.question))
        return self._made("list", "", self._group_line(), (), entries, facts, (), self.resolution.via, rows)

    def _count(self) -> Answer:
        if self.resolution.reason != "figure":
            entries = self.resolution.entries
            rows = tuple(Row(e, self._detail(e)) for e in entries)
            return self._made("count", str(len(entries)), self._group_line(), (), entries, (), (), self.resolution.via, rows)
        entry, question = self.resolution.entries[0], self.question
        shown = self.facts.figures(entry)
        if question.history or len(question.dates) > 1:
            return self._history(entry, shown)
        newest = shown[0]
        first, recorded = at_date(shown, question.dates[0]) if question.dates else (newest, True)
        when = first.fact.label or first.fact.as_of or self.words.say("undated")
        lead = self.words.say("count_of", name=entry.name, when=when)
        notes: tuple[str, ...] = () if recorded else (self.words.say("other_date", date=question.dates[0]),)
        notes += self._doubts((first,), entry)
        others = [s for s in shown if s.fact.value != first.fact.value][:4]
        if others:
            earlier = ", ".join(f"{s.fact.value} ({s.fact.label or s.fact.as_of})" for s in others)
            notes += (self.words.say("history", values=earlier),)
        return self._made("count", first.fact.value, lead, notes, (entry,), (first,), ())

    def _history(self, entry: Entry, shown: tuple[ShownFact, ...]) -> Answer:
        """How a number changed, the oldest first, each value from when it is first recorded."""
        changes: list[ShownFact] = []
        for s in reversed(shown):
            if not changes or s.fact.value != changes[-1].fact.value:
                changes.append(replace(s, label=s.fact.label or s.fact.as_of or self.words.say("undated")))
        headline = " → ".join(s.fact.value for s in changes)
        lead = self.words.say("changes", name=entry.name, when=", ".join(s.label for s in changes))
        return self._made("answer", headline, lead, (), (entry,), tuple(changes), ())

    def _unknown(self) -> Answer:
        resolution, say = self.resolution, self.words.say
        kind = self.directory.kinds.get(resolution.kind)
        name = self.words.kind(kind) if kind else ""
        near = resolution.entries
        rows = tuple(Row(e, self._detail(e)) for e in near[:3])
        if resolution.reason == "not-covered":
            lead = say("not_covered", kind=name or say("any_kind"), place=self.words.place(resolution.place))
        elif resolution.reason == "none-there":
            lead = say("none_there", kind=name, name=near[0].name)
        elif resolution.reason == "no-place":
            lead = say("no_place", kind=name, place=self.words.place(resolution.place))
        elif resolution.reason == "no-code":
            lead = say("no_code")
        elif resolution.reason == "rules":
            lead = say("rules")
        elif resolution.reason == "which" and kind:
            count = sum(e.kind == kind.id for e in self.directory.entries.values())
            lead = say("which_kind", kind=name, count=count)
        elif resolution.reason == "elsewhere":
            return self._elsewhere(near[0])
        elif self.question.attributes and not self.question.mention:
            lead = say("which_fact")
        elif resolution.reason == "near" and near:
            lead = say("near")
        else:
            lead = say("nothing")
        notes = (self._general(),) if self._general() else ()
        examples = self.directory.examples.get(self.words.code) or ()
        return self._made("unknown", "", lead, notes, near[:3], (), (), (), rows, () if rows else examples[:3])

    def _elsewhere(self, entry: Entry) -> Answer:
        card = self.facts.card(entry)
        web = next((s.fact.value for s in card if self._type(s) == "url"), "")
        lead = self.words.say("elsewhere_web" if web else "elsewhere", name=entry.name, web=web)
        return self._made("unknown", "", lead, (), (entry,), (), card)

    def _help(self) -> Answer:
        kind = next((self.directory.kinds[k] for k in self.ask.kinds if k in self.directory.kinds), None)
        if kind is not None:
            lead = self.words.say("help_narrow", kinds=self.words.kinds(kind))
        else:
            lead = self.words.say("help", about=self.directory.about)
        examples = self.directory.examples.get(self.words.code) or next(iter(self.directory.examples.values()), ())
        if kind is not None:
            phrases = {words(p) for language in self.directory.languages.values() for p in language.kinds.get(kind.id, ())}
            examples = tuple(e for e in examples if any(_stands(phrase, words(e)) for phrase in phrases)) or examples
        return self._made("help", "", lead, (), suggestions=examples)

    # --- the pieces -----------------------------------------------------------------------------------------------------

    def _made(
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
    ) -> Answer:
        if self.question.cut:
            notes += (self.words.say("cut"),)
        matches = tuple(
            Match(
                f.entry,
                round(f.score, 3),
                (f"{f.named:.0%} of “{f.name}”", f"explains {f.explained:.0%}", *_typos(f)),
            )
            for f in self.resolution.found
        )
        sourced = facts or (card if outcome == "answer" else ())
        sources = tuple(self._source_line(s) for s in _one_a_source(sourced)[:3])
        text = "\n".join((*self._text(outcome, headline, lead, notes, facts, card, rows, suggestions), *sources))
        return Answer(
            question=self.question,
            outcome=outcome,
            confidence=self.resolution.confidence,
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
            text=text,
            language=self.words.code,
            matches=matches,
            why=self.resolution.why,
            reason=self.resolution.reason,
        )

    def _text(
        self,
        outcome: Outcome,
        headline: str,
        lead: str,
        notes: tuple[str, ...],
        facts: tuple[ShownFact, ...],
        card: tuple[ShownFact, ...],
        rows: tuple[Row, ...],
        suggestions: Sequence[str],
    ) -> list[str]:
        """The complete answer in lines: the fact first, then the rest, then where it is from."""
        lines = [f"{headline} — {lead}" if headline and headline != lead else lead]
        if outcome in ("answer", "unknown"):
            everything = outcome == "answer" and not (facts and self.question.attributes)
            whole = card if everything else facts[1:]
            lines += [f"{s.label}: {s.fact.value}" for s in whole]
        lines += notes
        if outcome in ("choices", "list", "count", "unknown"):
            lines += [f"• {row.entry.name} — {row.detail}" if row.detail else f"• {row.entry.name}" for row in rows[:LISTED]]
            if len(rows) > LISTED:
                lines.append(self.words.say("more", count=len(rows) - LISTED))
        lines += [f"• {suggestion}" for suggestion in suggestions]
        return lines

    def _source_line(self, shown: ShownFact) -> str:
        """Where a fact is from and when it was true, with what a reader must know of it."""
        return self.words.say("source", what=f"{shown.fact.source.title} · {self.words.origin(shown)}")

    def _fact_line(self, shown: ShownFact) -> str:
        return self.words.say("fact_of", label=shown.label, name=self.words.entry(shown.entry))

    def _headline(self, entry: Entry, card: tuple[ShownFact, ...]) -> str:
        """What a card opens with: how to reach it, or its name."""
        if self.resolution.reason in ("serves", "code") and not self.directory.kinds[entry.kind].fallback:
            return entry.name
        phone = self._phone(card)
        return phone.fact.value if phone else entry.name

    def _way(self, entry: Entry) -> tuple[str, ...]:
        """The hops that coverage walked, and on what basis."""
        resolution = self.resolution
        notes: list[str] = []
        if resolution.via and resolution.reason == "serves":
            names = [e.name for e in resolution.via] + ([entry.name] if resolution.outcome == "answer" else [])
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

    def _doubts(self, shown: Sequence[ShownFact], entry: Entry) -> tuple[str, ...]:
        notes = [s.fact.note for s in shown[:3] if s.fact.note]
        if entry.note:
            notes.append(entry.note)
        if shown and shown[0].old:
            notes.append(self.words.say("old_note", date=shown[0].fact.as_of))
        return tuple(dict.fromkeys(notes))

    def _beside(self) -> tuple[str, ...]:
        names = [self._named_with_phone(e) for e in self.resolution.beside]
        return (self.words.say("also", names="; ".join(names)),) if names else ()

    def _named_with_phone(self, entry: Entry) -> str:
        phone = self._phone(self.facts.card(entry))
        return f"{entry.name}, {phone.fact.value}" if phone else entry.name

    def _answered_by_itself(self) -> bool:
        """Whether the entry found is itself what the attribute asked for: *what does X belong to* is its parent."""
        asked = {self.directory.attributes[a].type for a in self.question.attributes}
        by = {"serves": "entry", "code": "code"}.get(self.resolution.reason)
        return asked == {by}

    def _unreachable(self, entry: Entry) -> bool:
        """Whether a contact was wanted, and nothing of it can be reached."""
        if self.question.attributes or not self.directory.kinds[entry.kind].fallback:
            return False
        return not self._reachable(self.facts.card(entry))

    def _other_hours(self, entry: Entry, asked: Sequence[ShownFact]) -> tuple[str, ...]:
        """That parts of an entry keep hours of their own, where hours were asked for."""
        kinds = [a for a in dict.fromkeys(s.fact.attribute for s in asked) if self.directory.attributes[a].type == "hours"]
        parts = [self.directory.entries[i] for i in self.directory.parts.get(entry.id, ())]
        own = [p.name.removesuffix(f", {entry.name}") for p in parts if any(p.current(a) for a in kinds)]
        return (self.words.say("other_hours", names="; ".join(own[:PARTS_NAMED])),) if own else ()

    def _is_former(self, entry: Entry) -> bool:
        """Whether the entry has the code or number typed no more."""
        now = {f.value for f in entry.facts if not f.former} | {
            p.e164 for f in entry.facts if not f.former for p in f.phones
        }
        return not any(value.endswith(code) for value in now for code in self.question.codes)

    def _reachable(self, card: Sequence[ShownFact]) -> bool:
        return any(self._type(s) in REACHABLE for s in card)

    def _fallback_for(self, entry: Entry) -> Entry | None:
        fallback = self.directory.kinds[entry.kind].fallback
        return self.directory.entries[fallback] if fallback and fallback != entry.id else None

    def _parts_with(self, entry: Entry) -> tuple[Row, ...]:
        """The entry's parts that have the fact it lacks."""
        inside = (self.directory.entries[i] for i in self.directory.parts.get(entry.id, ()))
        parts = (p for p in inside if self.directory.kinds[p.kind].rank == 3)
        return tuple(Row(p, shown[0].fact.value) for p in parts if (shown := self.facts.asked(p, self.question)))[:CHOICES]

    def _instead(self, entry: Entry) -> str:
        """Whom to ask when a fact is missing: the nearest thing above that has it, or the general entry."""
        above = [*self.directory.ancestors(entry)]
        general = self.directory.entries.get(self.directory.general)
        for other in [*above, *([general] if general and general is not entry else [])]:
            best = next(iter(self.facts.asked(other, self.question)), None) or self._phone(self.facts.card(other))
            if best is not None:
                return self.words.say("instead", name=other.name, label=best.label.lower(), value=best.fact.value)
        return ""

    def _general(self) -> str:
        general = self.directory.entries.get(self.directory.general)
        return self.words.say("general", name=self._named_with_phone(general)) if general else ""

    def _group_line(self) -> str:
        resolution = self.resolution
        if resolution.reason == "both":
            return self.words.say("both", count=len(resolution.entries))
        kind = self.directory.kinds[resolution.kind]
        count = len(resolution.entries)
        name = self.words.kind(kind) if count == 1 else self.words.kinds(kind)
        where = self.words.place(resolution.place) if resolution.place else ", ".join(e.name for e in resolution.via)
        return (
            self.words.say("list_in", count=count, kinds=name, where=where)
            if where
            else self.words.say("list", count=count, kinds=name)
        )

    def _detail(self, entry: Entry) -> str:
        """What tells an entry from its neighbours: the fact asked for, else its kind and place."""
        asked = self.facts.asked(entry, self.question)
        if asked and self.question.attributes:
            return asked[0].fact.value
        parts = [self.words.kind(self.directory.kinds[entry.kind])] if self.resolution.outcome != "list" else []
        if entry.codes:
            parts.append(entry.codes[0])
        if entry.place.city and entry.place.city.lower() not in entry.name.lower():
            parts.append(entry.place.city)
        return ", ".join(parts)

    def _phone(self, card: Sequence[ShownFact]) -> ShownFact | None:
        """The number to call, of all that is on a card: the first of the first kind of number that is declared."""
        main = next((a.id for a in self.directory.attributes.values() if a.type == "phone"), "")
        return next((s for s in card if s.fact.attribute == main), None)

    def _type(self, shown: ShownFact) -> str:
        return self.directory.attributes[shown.fact.attribute].type


def _typos(found: Found) -> Iterator[str]:
    """Words of the name that were met with typing errors, or by a word that means more than the name."""
    return (f"{word} at {alike:.0%}" for word, alike in found.matched if alike < 1)


def _stands(phrase: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a text, one after the other."""
    return any(text[at : at + len(phrase)] == phrase for at in range(len(text) - len(phrase) + 1))


def _one_a_source(shown: Sequence[ShownFact]) -> list[ShownFact]:
    """The first fact of each source and date, in their order."""
    firsts: dict[tuple[str, str], ShownFact] = {}
    for s in shown:
        firsts.setdefault((s.fact.source.id, s.fact.as_of), s)
    return list(firsts.values())
