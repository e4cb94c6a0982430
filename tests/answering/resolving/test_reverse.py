"""From a code, a number or an address to whose it is."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from tests.answering.test_conversation import Asks


@pytest.mark.parametrize(
    ("question", "entry", "fact"),
    [
        ("0102", "house/harbour", ("code", "0102")),
        ("whose number is 2075550110", "house/harbour", ("phone", "(207) 555-0110")),
        ("whose number is +1 (207) 555-0110", "house/harbour", ("phone", "(207) 555-0110")),
        ("whose number is 555-0111", "house/harbour", ("fax", "(207) 555-0111")),
        (
            "whose mailbox is Groups@lantern-museum.example.org",
            "house/harbour",
            ("email", "groups@lantern-museum.example.org"),
        ),
        ("who is at 1 quay street", "house/harbour", ("address", "1 Quay Street, Portland, ME 04101")),
        ("who is at 1 quay st", "house/harbour", ("address", "1 Quay Street, Portland, ME 04101")),
    ],
)
def test_it_names_whose_it_is_and_rests_on_that_fact(asks: Asks, question: str, entry: str, fact: tuple[str, str]) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.text
    assert [(s.fact.attribute, s.fact.value) for s in answer.facts[:1]] == [fact]


@pytest.mark.parametrize("question", ["Hill House (0103/0204)", "harbour house 0103/0102"])
def test_codes_on_both_sides_of_a_slash_are_no_phone_number(asks: Asks, question: str) -> None:
    answer = asks(question)
    assert (answer.outcome, len(answer.question.codes)) == ("list", 2)


def test_a_full_name_with_codes_in_brackets_is_that_entry(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("Fresno (2803/2882)"))
    assert (answer.outcome, answer.entries[0].id) == ("answer", "port/fresno-california-2803")


@pytest.mark.parametrize(
    "question",
    [
        "call me back at 207-555-9999, i need the phone of harbour house",
        "my mail is bob@example.org, phone of harbour house",
    ],
)
def test_the_askers_own_number_keeps_no_answer_back(asks: Asks, question: str) -> None:
    assert (asks(question).outcome, asks(question).entries[0].id) == ("answer", "house/harbour")


@pytest.mark.parametrize(
    "question",
    [
        "whose number is 2075559999",
        "whose mailbox is bob@example.org",
        "who is at 77 quay street",
        "who is at 1 canal street",
    ],
)
def test_what_is_nobodys_is_not_given_to_anybody(asks: Asks, question: str) -> None:
    assert asks(question).outcome in ("unknown", "choices")
    assert not asks(question).headline
