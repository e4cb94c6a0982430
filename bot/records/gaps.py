"""From unanswered questions to what the fact base lacks: those that ask for the same together, the most asked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.understanding.normalize import plain
from bot.directory.model import Directory
from bot.records.model import Cause, Unanswered
from bot.records.reading import Asked

LACKS: Final[dict[Cause, str]] = {
    "alias": "missing alias",
    "fact": "missing fact",
    "entry": "missing entry",
    "scope": "out of scope",
}
"""What each cause is called, in the order of how easily it is mended."""
ALIKE = 75
"""From which likeness of 100 on two questions ask for the same."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was asked for and not found."""

    cause: Cause
    about: str
    """What it is, in a few words."""
    entry: str
    """Id of the entry that lacks it, or comes nearest; may be empty."""
    place: str
    """Code of the place that nobody is known to serve; may be empty."""
    attributes: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]
    """As typed, and how often; the most frequent first."""
    first: date
    last: date

    @property
    def times(self) -> int:
        """How often it was asked for."""
        return sum(times for _, times in self.questions)


@dataclass(frozen=True, slots=True)
class Gaps:
    """All of them, and how many questions the fact base has learned to answer since they were asked."""

    gaps: tuple[Gap, ...]
    """By cause, in the order of LACKS, then the most asked first."""
    answered: int

    @property
    def times(self) -> int:
        """How many questions wait for an answer."""
        return sum(gap.times for gap in self.gaps)


def gaps(asked: Sequence[Asked], answerer: Answerer) -> Gaps:
    """What the fact base lacks as it is now. What it answers by now is only counted."""
    reading = _Reading(answerer)
    waiting = [one for one in asked if not reading.answers(one.question)]
    groups: list[tuple[_Sameness, list[Asked]]] = []
    frequent = Counter(plain(one.question.text).lower() for one in waiting)
    for one in sorted(waiting, key=lambda one: -frequent[plain(one.question.text).lower()]):
        same = reading.sameness(one.question)
        group = next((members for other, members in groups if same.is_as(other)), None)
        if group is None:
            groups.append((same, [one]))
        else:
            group.append(one)
    found = [_gap(members, answerer.directory) for _, members in groups]
    order = list(LACKS)
    found.sort(key=lambda gap: (order.index(gap.cause), -gap.times, gap.about))
    return Gaps(tuple(found), len(asked) - len(waiting))


@dataclass(frozen=True, slots=True)
class _Sameness:
    """What makes two questions ask for the same."""

    cause: Cause
    key: tuple[str, ...]
    """What they lack, where it is known; else empty: then their words decide."""
    words: str

    def is_as(self, other: _Sameness) -> bool:
        if self.cause != other.cause or self.key != other.key:
            return False
        return bool(self.key) or fuzz.token_sort_ratio(self.words, other.words) >= ALIKE


class _Reading:
    """Questions as the fact base understands them now; each text is read once."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._read: dict[tuple[str, tuple[str, ...]], tuple[bool, str]] = {}

    def answers(self, question: Unanswered) -> bool:
        """Whether there is an answer by now."""
        if question.cause == "fact" and question.entry and question.attributes:
            now = self._answerer.show(question.entry, question.attributes, question.language)
            return now is not None and now.outcome != "unknown"
        return self._reads(question)[0]

    def sameness(self, question: Unanswered) -> _Sameness:
        """What it must share with another question to ask for the same."""
        known = question.entry if question.cause in ("fact", "scope") else ""
        key = (known or question.place, *question.attributes) if known or question.place else ()
        return _Sameness(question.cause, key, self._reads(question)[1])

    def _reads(self, question: Unanswered) -> tuple[bool, str]:
        """Whether it is answered, and the words in it that name something: all of them where none does."""
        key = (question.text, question.kinds)
        if key not in self._read:
            answer = self._answerer.answer(Ask(question.text, question.language, question.kinds))
            words = " ".join(answer.question.mention) or plain(question.text).lower()
            self._read[key] = (answer.outcome not in ("unknown", "help"), words)
        return self._read[key]


def _gap(members: Sequence[Asked], directory: Directory) -> Gap:
    """The questions of a group as one gap. The first of them is the most frequent one."""
    first = members[0].question
    return Gap(
        cause=first.cause,
        about=_about(first, directory),
        entry=first.entry,
        place=first.place,
        attributes=first.attributes,
        questions=tuple(Counter(one.question.text for one in members).most_common()),
        first=min(one.day for one in members),
        last=max(one.day for one in members),
    )


def _about(question: Unanswered, directory: Directory) -> str:
    """``Laredo, Texas: fax``; ``Nigeria: nobody serves it``; where neither is known, the question itself."""
    entry = directory.entries.get(question.entry)
    labels = ", ".join(directory.attributes[a].label.lower() for a in question.attributes if a in directory.attributes)
    if question.place:
        return f"{directory.places.names.get(question.place, question.place)}: nobody is on record to serve it"
    if question.cause == "fact" and entry:
        return f"{entry.name}: {labels}" if labels else entry.name
    if question.cause == "scope" and entry:
        return f"the business of {entry.name}"
    return f"“{plain(question.text)}”"
