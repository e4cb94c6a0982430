"""What an unanswered question most likely lacks, told from its answer."""

from __future__ import annotations

import re
from typing import Final

from bot.answering.model import Answer, Question
from bot.records.model import Cause, Unanswered

ALIKE = 0.33
"""The score from which on an entry may be the one meant, under a name that it does not have on record."""
A_NAME = 3
"""A question of so many words at most may be a name and nothing else."""
_PERSONAL = re.compile(r"(?<![\w.+-])[\w.+-]+@")  # begun only where a word begins, or a long one takes minutes

CAUSES: Final[dict[str, Cause]] = {
    "elsewhere": "scope",
    "rules": "scope",
    "which": "alias",
    "nowhere": "alias",
    "none-there": "entry",
    "no-code": "entry",
    "no-place": "entry",
}
"""What it lacks where why the answer came out so tells all."""


def unanswered(text: str, kinds: tuple[str, ...], answer: Answer) -> Unanswered | None:
    """What to keep of a question, narrowed to these kinds, with this answer; None where it was answered.

    Of an e-mail address in it only the domain is kept: before that stands a name, as a rule.
    """
    if answer.outcome != "unknown":
        return None
    question, cause = answer.question, _cause(answer)
    served = answer.reason == "not-covered" and bool(question.places)
    known = not served and (cause in ("fact", "alias") or answer.reason == "elsewhere")
    entries = (*answer.entries, *(match.entry for match in answer.matches))
    return Unanswered(
        text=_PERSONAL.sub("…@", text),
        outcome=answer.outcome,
        cause=cause,
        entry=entries[0].id if known and entries else "",
        place=question.places[0] if served else "",
        kinds=kinds,
        attributes=question.attributes,
        language=answer.language,
    )


def _cause(answer: Answer) -> Cause:
    if answer.reason in CAUSES:
        return CAUSES[answer.reason]
    if answer.reason not in ("near", "nothing"):
        return "fact"  # the thing or the place is known, but not what was asked of it
    if answer.matches[0].score >= ALIKE if answer.matches else answer.reason == "near":
        return "alias"
    return "entry" if answer.reason == "near" or _is_for_a_directory(answer.question) else "scope"


def _is_for_a_directory(question: Question) -> bool:
    """Whether anything in a question says that it looks for something in a directory."""
    named = question.attributes or question.kinds or question.tags or question.places or question.codes
    return bool(named) or len(question.words) <= A_NAME
