from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.proof import differences, stands
from bot.directory.loader import load
from bot.directory.questions import load_questions
from tests.directory.museum import write_museum

CONTACTS = "questions/contacts.yaml"


def proved(folder: Path) -> list[list[str]]:
    """The differences of the answers to each of the museum's questions."""
    directory = load(folder)
    answerer = Answerer(directory)
    return [differences(q, answerer.answer(Ask(q.text))) for q in load_questions(folder, directory)]


def test_an_answer_as_expected_has_no_differences(tmp_path: Path) -> None:
    assert proved(write_museum(tmp_path)) == [[], [], []]


PRESS = "{outcome: answer, entry: [press-desk/west], not: press-desk/main}"


@pytest.mark.parametrize(
    ("old", "new", "number", "told"),
    [
        ("outcome: answer\n", "outcome: list\n", 0, "outcome: expected list, came answer"),
        ("entry: house/harbour", "entry: house/hill", 0, "entry: expected house/hill, came house/harbour"),
        ("kind: house", "kind: hall", 0, "kind: expected hall, came house"),
        ("attribute: phone", "attribute: [phone, fax]", 0, "attribute: expected fax, came phone"),
        ("value: 555-0110", "value: 555-0119", 0, 'value: expected "555-0119", not in the answer'),
        (
            PRESS,
            "{outcome: answer, entry: [press-desk/west, hall/maps]}",
            1,
            "entry: expected hall/maps, came press-desk/west",
        ),
        (PRESS, "{outcome: answer, not: press-desk/west}", 1, "not: press-desk/west is among the entries"),
        ('value: ["3"]', "attribute: fax", 2, "attribute: expected fax, came count"),
    ],
)
def test_each_difference_says_what_was_expected_and_what_came(
    tmp_path: Path, old: str, new: str, number: int, told: str
) -> None:
    path = write_museum(tmp_path) / CONTACTS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    expected: list[list[str]] = [[], [], []]
    expected[number] = [told]
    assert proved(tmp_path) == expected


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
