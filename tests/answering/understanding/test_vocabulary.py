from __future__ import annotations

import pytest

from bot.answering.understanding.vocabulary import Vocabulary, forgiven

VOCABULARY = Vocabulary(
    ["phone", "address", "inspection", "laredo", "2304", "kenya", "laos", "press", "port", "detroit"], ["ports", "short"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("adress", "address"),
        ("inpsection", "inspection"),
        ("insprctoin", "inspection"),
        ("laerdo", "laredo"),
        ("detriot", "detroit"),
        ("kenia", "kenya"),
        ("phone", "phone"),
    ],
)
def test_a_misspelt_word_is_recognised(typed: str, meant: str) -> None:
    assert VOCABULARY.near(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["2305", "23O4", "prt", "short", "zebra", ""])
def test_numbers_short_words_and_everyday_words_are_never_corrected(typed: str) -> None:
    assert VOCABULARY.near(typed) == ()


def test_of_several_corrections_the_likelier_slip_counts() -> None:
    assert Vocabulary(["port", "ports", "post"], ()).near("porst") == (("ports", 1),)
    assert Vocabulary(["part", "port"], ()).near("pert") == (("part", 1), ("port", 1))


def test_two_slips_are_forgiven_a_word_that_only_one_can_have_been() -> None:
    assert Vocabulary(["japan", "press"], ()).near("japsb") == (("japan", 2),)
    assert Vocabulary(["moran", "moren"], ()).near("mprwn") == ()


def test_longer_words_are_forgiven_more() -> None:
    assert [forgiven(n) for n in (3, 4, 6, 11)] == [0, 1, 2, 3]
