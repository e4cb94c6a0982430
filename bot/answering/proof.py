"""Whether an answer is the one that a question of the fact base must get."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bot.answering.model import Answer
from bot.answering.understanding.normalize import fold
from bot.directory.questions import ExampleQuestion
from bot.directory.reading.reader import quoted

_SHOWN = 6
"""Of a long list of entries, so many are told."""


def differences(question: ExampleQuestion, answer: Answer) -> list[str]:
    """What is not as expected of an answer, a phrase each: ``kind: expected port, came sector``; empty when all is."""
    ids = [entry.id for entry in answer.entries]
    asked = sorted({*answer.question.attributes, *(shown.fact.attribute for shown in answer.facts)})
    wrong: list[str] = []

    def expect(fits: bool, key: str, wanted: Iterable[str], came: Iterable[str]) -> None:
        if not fits:
            wrong.append(f"{key}: expected {_listed(wanted)}, came {_listed(came)}")

    def expect_all(key: str, wanted: Iterable[str], came: Collection[str]) -> None:
        lacking = [word for word in wanted if word not in came]
        expect(not lacking, key, lacking, came)

    expect(answer.outcome == question.outcome, "outcome", [question.outcome], [answer.outcome])
    if len(question.entries) == 1:
        expect(ids[:1] == [*question.entries], "entry", question.entries, ids[:1])
    else:
        expect_all("entry", question.entries, ids)
    if question.kind:
        kind = [entry.kind for entry in answer.entries[:1]]
        expect(kind == [question.kind], "kind", [question.kind], kind)
    expect_all("attribute", question.attributes, asked)
    missing = [value for value in question.values if not stands(value, answer.text)]
    wrong += [f"value: expected {quoted(value)}, not in the answer" for value in missing]
    wrong += [f"not: {id} is among the entries" for id in question.excluded if id in ids]
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
    return (", ".join(known[:_SHOWN]) or "none") + more
