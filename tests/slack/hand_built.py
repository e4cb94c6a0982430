"""Answers written by hand about the museum, one of each form, and an answerer that gives them: for tests of looks alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask, Question, Row, ShownFact
from bot.directory.model import Directory, Entry, Fact, Source

PLAIN_SOURCE = Source("site", "Museum web site", "https://museum.example.org/contact", "2026-05-01", "official")


def question(text: str = "phone for harbour house", **understood: object) -> Question:
    """A question, as far as a renderer looks at it."""
    return Question(text=text, words=(), language="en", **understood)  # type: ignore[arg-type]


def shown(entry: Entry, attribute: str, directory: Directory, old: bool = False) -> ShownFact:
    """The first current fact of an attribute, labelled as the directory says."""
    return ShownFact(entry, entry.current(attribute)[0], directory.attributes[attribute].label, old)


def invented(entry: Entry, attribute: str, value: str, label: str = "Phone", **about: object) -> ShownFact:
    """A fact that stands in no file."""
    return ShownFact(entry, Fact(attribute, value, PLAIN_SOURCE, "2026-05", **about), label)  # type: ignore[arg-type]


def phone_answer(directory: Directory) -> Answer:
    """One fact asked for, certain, with the whole card."""
    house = directory.entries["house/harbour"]
    phone = shown(house, "phone", directory)
    rest = [shown(house, a, directory) for a in ("phone", "email", "address", "hours", "code", "web")]
    return Answer(
        question(attributes=("phone",)),
        "answer",
        0.97,
        headline=phone.fact.value,
        lead="Phone: Harbour House",
        notes=("Ring twice.",),
        entries=(house,),
        facts=(phone,),
        card=tuple(rest),
        text=f"Phone: Harbour House\n{phone.fact.value}",
    )


def choices_answer(directory: Directory, count: int = 3) -> Answer:
    """Several entries that are equally good."""
    entries = [e for e in directory.entries.values() if e.kind in ("house", "hall")]
    rows = tuple(Row(entries[i % len(entries)], f"choice {i}") for i in range(count))
    return Answer(
        question("hall", attributes=("phone",)),
        "choices",
        0.5,
        lead="Which one do you mean?",
        entries=tuple(row.entry for row in rows),
        rows=rows,
        text="Which one do you mean?\n" + "\n".join(f"{r.entry.name} · {r.detail}" for r in rows),
    )


def list_answer(directory: Directory, count: int = 3) -> Answer:
    """A list of entries."""
    rows = choices_answer(directory, count).rows
    return Answer(question("list of houses"), "list", 0.98, lead=f"{count} houses", rows=rows, text=f"{count} houses")


def count_answer(directory: Directory) -> Answer:
    """How many there are."""
    fact = shown(directory.entries["figure/houses"], "count", directory)
    return Answer(
        question("how many houses"),
        "count",
        0.95,
        headline="3",
        lead="Number of houses",
        entries=(fact.entry,),
        facts=(fact,),
        text="Number of houses: 3",
    )


def unknown_answer(text: str = "the moon", language: str = "en") -> Answer:
    """Nothing is known; the question is said back."""
    lead = f"I have nothing on record for “{text}”."
    return Answer(
        question(text),
        "unknown",
        0.1,
        lead=lead,
        notes=("The front desk may know: 1-800-555-0199.",),
        suggestions=("phone for Harbour House",),
        text=f"{lead}\nThe front desk may know: 1-800-555-0199.",
        language=language,
    )


def help_answer() -> Answer:
    """How to ask."""
    return Answer(
        question(""),
        "help",
        1.0,
        lead="Ask me whom to call.",
        suggestions=("phone for Harbour House", "press contact for the Whale Hall"),
        text="Ask me whom to call.\nphone for Harbour House\npress contact for the Whale Hall",
    )


class Scripted:
    """Answers by what stands in the question, and keeps what it was asked."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.asked: list[Ask] = []
        self.fails = False
        self.rows = 3

    def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        if self.fails:
            raise RuntimeError("secret details of the failure")
        text = ask.text.lower()
        if "which" in text:
            return choices_answer(self.directory)
        if "list" in text:
            return list_answer(self.directory, self.rows)
        if "how many" in text:
            return count_answer(self.directory)
        if "phone" in text:
            return phone_answer(self.directory)
        return unknown_answer(ask.text)

    def show(self, entry_id: str, attributes: tuple[str, ...], locale: str, today: str, moment: str = "") -> Answer | None:
        entry = self.directory.entries.get(entry_id)
        if entry is None:
            return None
        text = f"{entry.name}: {', '.join(attributes) or 'everything'}"
        return replace(phone_answer(self.directory), entries=(entry,), lead=text, text=text)

    @cached_property
    def _real(self) -> Answerer:
        """Made where it is needed: that takes longer than most tests."""
        return Answerer(self.directory)

    def status(self, entry_id: str, locale: str, moment: str) -> str:
        return self._real.status(entry_id, locale, moment)

    def help(self, locale: str, kinds: tuple[str, ...] = ()) -> Answer:
        return replace(help_answer(), text=f"Help for {', '.join(kinds) or 'all'}")
