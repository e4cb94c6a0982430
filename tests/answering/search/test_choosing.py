from __future__ import annotations

from bot.answering.search.choosing import votes


def never() -> list[int]:
    raise AssertionError("a common word was looked up")


def test_what_several_words_are_worth_adds_up() -> None:
    assert votes([(2, 0.5, lambda: [1, 2]), (1, 1.0, lambda: [2])], 10) == {2: 1.5, 1: 0.5}


def test_a_common_word_is_not_walked_through_when_a_rare_one_has_entries() -> None:
    assert votes([(1000, 1.0, never), (1, 0.5, lambda: [7])], 100) == {7: 0.5}


def test_the_rarest_word_is_looked_up_as_far_as_the_budget_goes() -> None:
    assert votes([(1000, 1.0, lambda: list(range(1000)))], 3) == {0: 1.0, 1: 1.0, 2: 1.0}
