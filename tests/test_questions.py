"""The fact base's own questions, each with the answer it must get."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.proof import differences
from bot.directory.loader import load
from bot.directory.questions import ExampleQuestion, load_questions

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
DIRECTORY = load(KNOWLEDGE)
QUESTIONS = load_questions(KNOWLEDGE, DIRECTORY)
CONFIDENT = ("answer", "list", "count")
"""Outcomes that state something. A question that fails with one of these says in its reason that it does so confidently."""
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
    if not question.fails:
        assert not wrong, told
        return
    assert wrong, f"{question.text!r} is answered rightly now; take its `fails` out"
    if answer.outcome in CONFIDENT:
        assert "confident" in question.fails.lower(), f"this failure is a confident one; its reason must say so\n{told}"


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


def test_questions_in_spanish_are_answered_in_spanish(answerer: Answerer) -> None:
    spanish = [q for q in QUESTIONS if q.where.file.endswith("/spanish.yaml")]
    assert spanish
    answered = {q.text: answerer.answer(Ask(q.text, today=TODAY)).language for q in spanish}
    assert {text: language for text, language in answered.items() if language != "es"} == {}
