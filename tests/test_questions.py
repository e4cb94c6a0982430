"""The fact base's own questions, each with the answer it must get."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.answering.normalize import fold
from bot.directory.loader import load
from bot.directory.questions import ExampleQuestion, load_questions

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
DIRECTORY = load(KNOWLEDGE)
QUESTIONS = load_questions(KNOWLEDGE, DIRECTORY)
KNOWN_FAILURES: dict[str, str] = (
    yaml.safe_load(Path(__file__).with_name("known_failures.yaml").read_text(encoding="utf-8")) or {}
)
"""Questions not yet answered rightly, with the reason. The list only shrinks: one that is answered rightly must leave it."""
CONFIDENT = ("answer", "list", "count")
"""Outcomes that state something. A failure with one of these says in its reason that it is a confident one."""
TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(DIRECTORY)


def name_of(question: ExampleQuestion) -> str:
    return f"{Path(question.where.file).stem}: {question.text}"


@pytest.mark.parametrize("question", QUESTIONS, ids=name_of)
def test_question_gets_its_answer(question: ExampleQuestion, answerer: Answerer) -> None:
    answer = answerer.answer(Ask(question.text, today=TODAY))
    wrong = differences(question, answer)
    told = "\n  ".join([f"{question.where}: {question.text!r}", *wrong, f"answered: {answer.text}"])
    reason = KNOWN_FAILURES.get(question.text)
    if reason is None:
        assert not wrong, told
        return
    assert wrong, f"{question.text!r} is answered rightly now; take it out of known_failures.yaml"
    if answer.outcome in CONFIDENT:
        assert "confident" in reason.lower(), f"this failure is a confident one; its reason must say so\n{told}"


def differences(expected: ExampleQuestion, answer: Answer) -> list[str]:
    """What is not as expected of an answer, a line each; empty when all is."""
    wrong: list[str] = []

    def expect(fits: bool, key: str, wanted: object, came: object) -> None:
        if not fits:
            wrong.append(f"{key}: expected {wanted}, came {came}")

    ids = [entry.id for entry in answer.entries]
    first = answer.entries[0] if answer.entries else None
    expect(answer.outcome == expected.outcome, "outcome", expected.outcome, answer.outcome)
    if len(expected.entries) == 1:
        expect(ids[:1] == [*expected.entries], "first entry", expected.entries[0], ids[0] if ids else "none")
    else:
        expect(set(expected.entries) <= set(ids), "entries", ", ".join(expected.entries), ", ".join(ids[:12]) or "none")
    if expected.kind:
        expect(first is not None and first.kind == expected.kind, "kind", expected.kind, first.kind if first else "none")
    asked = {*answer.question.attributes, *(shown.fact.attribute for shown in answer.facts)}
    expect(
        asked.issuperset(expected.attributes),
        "attributes",
        ", ".join(expected.attributes),
        ", ".join(sorted(asked)) or "none",
    )
    for value in expected.values:
        expect(stands(value, answer.text), "value", repr(value), "a text without it")
    given = [id for id in expected.excluded if id in ids]
    expect(not given, "must not be given", ", ".join(given), "given")
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


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("956-523-7300", "(956) 523-7300 — Phone", True),
        ("956-523-7300", "(956) 523-7301", False),
        ("2", "2 — field offices", True),
        ("2", "20 — field offices", False),
        ("Puerto Cortes", "• puerto cortés", True),
        ("Terminal 5", "Terminal 4", False),
    ],
)
def test_values_are_compared_as_people_read_them(value: str, text: str, found: bool) -> None:
    assert stands(value, text) is found


def test_there_are_at_least_300_questions() -> None:
    assert len(QUESTIONS) >= 300


def test_every_kind_is_asked_about_three_times() -> None:
    kinds_of = ({DIRECTORY.entries[id].kind for id in q.entries} | {q.kind} for q in QUESTIONS)
    asked = Counter(kind for kinds in kinds_of for kind in kinds)
    assert [kind for kind in DIRECTORY.kinds if asked[kind] < 3] == []


def test_every_attribute_is_asked_for_twice() -> None:
    asked = Counter(attribute for q in QUESTIONS for attribute in q.attributes)
    assert [attribute for attribute in DIRECTORY.attributes if asked[attribute] < 2] == []


def test_every_outcome_is_asked_for() -> None:
    assert {q.outcome for q in QUESTIONS} == {"answer", "choices", "list", "count", "unknown", "help"}


def test_every_known_failure_is_a_question_with_a_reason() -> None:
    texts = {q.text for q in QUESTIONS}
    assert [text for text, reason in KNOWN_FAILURES.items() if text not in texts or not reason] == []


def test_questions_in_spanish_are_answered_in_spanish(answerer: Answerer) -> None:
    spanish = [q for q in QUESTIONS if q.where.file.endswith("/spanish.yaml")]
    assert spanish
    answered = {q.text: answerer.answer(Ask(q.text, today=TODAY)).language for q in spanish}
    assert {text: language for text, language in answered.items() if language != "es"} == {}
