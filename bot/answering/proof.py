"""Whether an answer is the one that a question of the fact base must get."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answering.model import Answer
from bot.answering.normalize import fold
from bot.directory.questions import ExampleQuestion
from bot.directory.reader import quoted

_SHOWN = 12
"""Of a long list of entries, so many are told."""


def differences(question: ExampleQuestion, answer: Answer) -> list[str]:
    """What is not as expected of an answer, a phrase each (``kind: expected port, came sector``); empty when all is."""
    ids = [entry.id for entry in answer.entries]
    first = answer.entries[0] if answer.entries else None
    asked = {*answer.question.attributes, *(shown.fact.attribute for shown in answer.facts)}
    wrong: list[str] = []

    def expect(fits: bool, key: str, wanted: str, came: str) -> None:
        if not fits:
            wrong.append(f"{key}: expected {wanted}, came {came or 'none'}")

    expect(answer.outcome == question.outcome, "outcome", question.outcome, answer.outcome)
    if len(question.entries) == 1:
        expect(ids[:1] == [*question.entries], "entry", question.entries[0], first.id if first else "")
    else:
        expect(set(question.entries) <= set(ids), "entry", _listed(question.entries), _listed(ids))
    if question.kind:
        came = first.kind if first else ""
        expect(came == question.kind, "kind", question.kind, came)
    expect(asked.issuperset(question.attributes), "attribute", _listed(question.attributes), _listed(sorted(asked)))
    wrong += [
        f"value: {quoted(value)} does not stand in the answer" for value in question.values if not stands(value, answer.text)
    ]
    wrong += [f"not: {id} is given" for id in question.excluded if id in ids]
    return wrong


def stands(value: str, text: str) -> bool:
    """Whether a value stands in a text: a number of five digits or more by its digits, a shorter one as a whole number, and
    words whatever their case and accents.
    """
    digits = re.sub(r"\D", "", value)
    if re.search(r"[^\W\d]", value) is None and len(digits) >= 5:
        return digits in re.sub(r"\D", "", text)
    if value == digits:
        return re.search(rf"(?<!\d){digits}(?!\d)", text) is not None
    return fold(value) in fold(text)


def _listed(words: Iterable[str]) -> str:
    known = [*words]
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return ", ".join(known[:_SHOWN]) + more
