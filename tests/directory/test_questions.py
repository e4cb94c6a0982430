from __future__ import annotations

from pathlib import Path

import pytest

from bot.directory.errors import KnowledgeError
from bot.directory.loader import load
from bot.directory.model import Location
from bot.directory.questions import ExampleQuestion, load_questions
from tests.directory.museum import write_museum

CONTACTS = "questions/contacts.yaml"


def test_questions_carry_what_their_answers_must_have(tmp_path: Path) -> None:
    first, second, third = load_questions(write_museum(tmp_path))
    assert first == ExampleQuestion(
        text="phone for harbour house",
        outcome="answer",
        entries=("house/harbour",),
        kind="house",
        attributes=("phone",),
        values=("555-0110",),
        excluded=(),
        fails="",
        where=Location(CONTACTS, 2),
    )
    assert (second.entries, second.excluded) == (("press-desk/west",), ("press-desk/main",))
    assert (third.outcome, third.values, third.where.line) == ("count", ("3",), 11)


def test_a_question_known_to_fail_carries_its_reason(tmp_path: Path) -> None:
    path = write_museum(tmp_path) / CONTACTS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("house\n  expect", "house\n  fails: the desk\n    is given\n  expect", 1), encoding="utf-8")
    assert [question.fails for question in load_questions(tmp_path)] == ["the desk is given", "", ""]


PHONE = '"phone for harbour house"'
PRESS = '"press contact for the map hall"'
HOW_MANY = '"how many houses are there"'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("entry: house/harbour", "entry: house/harbor", f'5: {PHONE}: no entry "house/harbor"; did you mean house/harbour?'),
        ("not: press-desk/main", "not: desk/x", f'10: {PRESS}: no entry "desk/x"; write the id of an entry'),
        ("outcome: answer\n", "outcome: answr\n", f'4: {PHONE}: unknown outcome "answr"; did you mean answer?'),
        ("kind: house", "kind: hosue", f'6: {PHONE}: unknown kind "hosue"; did you mean house?'),
        ("attribute: phone", "attribute: fone", f'7: {PHONE}: unknown attribute "fone"; did you mean phone?'),
        ("    value: 5", "    vlaue: 5", f'8: {PHONE}: expect: unknown key "vlaue"; did you mean value?'),
        ("{outcome: count, value", "{value", f"12: {HOW_MANY}: expect has no outcome; add `outcome: …`"),
        ('  expect: {outcome: count, value: ["3"]}\n', "", "11: a question has no expect; add `expect: …`"),
        (HOW_MANY[1:-1], PHONE[1:-1], f"11: the question {PHONE} stands twice, first at {CONTACTS}:2; keep one"),
        (
            "- q: how many houses",
            "- kind: x\n  q: how",
            '11: a question: unknown key "kind"; write one of: q, expect, fails',
        ),
        ("- q: how many", "- fails:\n  q: how many", f"11: {HOW_MANY}: fails is empty; write it, or take it out"),
    ],
)
def test_a_wrong_question_gets_one_message(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write_museum(tmp_path) / CONTACTS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_questions(tmp_path, load(tmp_path))
    assert [str(problem) for problem in caught.value.problems] == [f"{CONTACTS}:{message}"]


def test_a_file_that_is_no_list_is_explained(tmp_path: Path) -> None:
    (write_museum(tmp_path) / CONTACTS).write_text("questions: []\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"contacts\.yaml:1: the file must be a list; begin each question"):
        load_questions(tmp_path)


def test_problems_of_the_fact_base_are_told_before_those_of_its_questions(tmp_path: Path) -> None:
    write_museum(tmp_path)
    for file, old, new in [("sources.yaml", "secondary", "rumour"), (CONTACTS, "kind: house", "kind: zoo")]:
        path = tmp_path / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_questions(tmp_path)
    assert [str(problem.location) for problem in caught.value.problems] == ["sources.yaml:10", f"{CONTACTS}:6"]
