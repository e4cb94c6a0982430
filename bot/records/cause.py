"""What an unanswered question most likely lacks, told from its answer."""

from __future__ import annotations

from bot.answering.model import Answer, Question
from bot.records.model import Cause, Unanswered

ALIKE = 0.33
"""The score from which on an entry may be the one meant, under a name that it does not have on record."""
A_NAME = 3
"""A question of so many words at most may be a name and nothing else."""
THEIRS = ("elsewhere", "rules")
"""Why an answer came out so that sends people elsewhere."""
KNOWN = ("found", "serves", "code", "members", "several", "both", "figure", "not-covered")
"""Why an answer came out so that knows the thing, or the place, but not what was asked of it."""


def unanswered(text: str, kinds: tuple[str, ...], answer: Answer) -> Unanswered | None:
    """What to keep of a question, narrowed to these kinds, with this answer; None where it was answered."""
    if answer.outcome != "unknown":
        return None
    cause = _cause(answer)
    first = answer.entries[0] if answer.entries else answer.matches[0].entry if cause == "alias" and answer.matches else None
    question = answer.question
    return Unanswered(
        text=text,
        outcome=answer.outcome,
        cause=cause,
        entry=first.id if first and (cause in ("fact", "alias") or answer.reason == "elsewhere") else "",
        place=question.places[0] if answer.reason == "not-covered" and question.places else "",
        kinds=kinds,
        attributes=question.attributes,
        language=answer.language,
    )


def _cause(answer: Answer) -> Cause:
    if answer.reason in THEIRS:
        return "scope"
    if answer.reason in KNOWN:
        return "fact"
    if answer.reason in ("near", "nothing") and answer.matches:
        if answer.matches[0].score >= ALIKE:
            return "alias"
    elif answer.reason in ("near", "which"):
        return "alias"
    return "entry" if answer.reason != "nothing" or _is_for_a_directory(answer.question) else "scope"


def _is_for_a_directory(question: Question) -> bool:
    """Whether anything in a question says that it looks for something in a directory."""
    named = question.attributes or question.kinds or question.tags or question.places or question.codes
    return bool(named) or len(question.words) <= A_NAME
