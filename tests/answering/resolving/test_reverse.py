"""From a code, a number or an address to whose it is."""

from __future__ import annotations

import pytest

from tests.answering.test_conversation import Asks


@pytest.mark.parametrize(
    ("question", "entry", "fact"),
    [
        ("0102", "house/harbour", ("code", "0102")),
        ("whose number is 2075550110", "house/harbour", ("phone", "(207) 555-0110")),
        ("whose number is +1 (207) 555-0110", "house/harbour", ("phone", "(207) 555-0110")),
        ("whose number is 555-0111", "house/harbour", ("fax", "(207) 555-0111")),
        ("who is at 1 quay street", "house/harbour", ("address", "1 Quay Street, Portland, ME 04101")),
        ("who is at 1 quay st", "house/harbour", ("address", "1 Quay Street, Portland, ME 04101")),
    ],
)
def test_it_names_whose_it_is_and_rests_on_that_fact(asks: Asks, question: str, entry: str, fact: tuple[str, str]) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.text
    assert [(s.fact.attribute, s.fact.value) for s in answer.facts[:1]] == [fact]


@pytest.mark.parametrize("question", ["whose number is 2075559999", "who is at 77 quay street", "who is at 1 canal street"])
def test_what_is_nobodys_is_not_given_to_anybody(asks: Asks, question: str) -> None:
    assert asks(question).outcome in ("unknown", "choices")
    assert not asks(question).headline
