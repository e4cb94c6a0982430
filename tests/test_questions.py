"""The fact base's own questions, each with the answer it must get."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.proof import differences
from bot.cli import KNOWLEDGE
from bot.directory.loader import QUESTIONS
from bot.directory.model import Directory
from bot.directory.questions import ExampleQuestion, load_questions

FILES = sorted(file.relative_to(KNOWLEDGE).as_posix() for file in (KNOWLEDGE / QUESTIONS).rglob("*.yaml"))
CONFIDENT = ("answer", "list", "count")
"""Outcomes that state something. A question that fails with one of these says in its reason that it does so confidently."""
TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def questions(fact_base: Directory) -> tuple[ExampleQuestion, ...]:
    return load_questions(KNOWLEDGE, fact_base)


@pytest.mark.parametrize("file", FILES)
def test_every_question_gets_its_answer(file: str, questions: tuple[ExampleQuestion, ...], cbp: Answerer) -> None:
    asked = [question for question in questions if question.where.file == file]
    assert asked
    complaints = [complaint for question in asked if (complaint := wrong_with(question, cbp))]
    assert not complaints, "\n".join(complaints)


def wrong_with(question: ExampleQuestion, answerer: Answerer) -> str:
    """What is wrong with the answer to a question, or with how its failure is recorded; empty when nothing is."""
    answer = answerer.answer(Ask(question.text, today=TODAY))
    wrong = differences(question, answer)
    told = "\n  ".join([f"{question.where}: {question.text!r}", *wrong, f"answered: {answer.text}"])
    if not question.fails:
        return told if wrong else ""
    if not wrong:
        return f"{question.where}: {question.text!r} is answered rightly now; take its `fails` out"
    if answer.outcome in CONFIDENT and "confident" not in question.fails.lower():
        return f"this failure is a confident one; its reason must say so\n{told}"
    return ""


def test_there_are_at_least_300_questions(questions: tuple[ExampleQuestion, ...]) -> None:
    assert len(questions) >= 300
    assert {question.where.file for question in questions} == set(FILES), "all of them are asked above"


def test_every_kind_is_asked_about_three_times(questions: tuple[ExampleQuestion, ...], fact_base: Directory) -> None:
    kinds_of = ({fact_base.entries[id].kind for id in q.entries} | {q.kind} for q in questions)
    asked = Counter(kind for kinds in kinds_of for kind in kinds)
    assert [kind for kind in fact_base.kinds if asked[kind] < 3] == []


def test_every_attribute_is_asked_for_twice(questions: tuple[ExampleQuestion, ...], fact_base: Directory) -> None:
    asked = Counter(attribute for q in questions for attribute in q.attributes)
    assert [attribute for attribute in fact_base.attributes if asked[attribute] < 2] == []


def test_every_outcome_is_asked_for(questions: tuple[ExampleQuestion, ...]) -> None:
    assert {q.outcome for q in questions} == {"answer", "choices", "unknown", "list", "count", "help"}


def test_questions_in_spanish_are_answered_in_spanish(questions: tuple[ExampleQuestion, ...], cbp: Answerer) -> None:
    spanish = [q for q in questions if q.where.file.endswith("/spanish.yaml")]
    assert spanish
    answered = {q.text: cbp.answer(Ask(q.text, today=TODAY)).language for q in spanish}
    assert {text: language for text, language in answered.items() if language != "es"} == {}
