from __future__ import annotations

import random
from itertools import product

import pytest
from rapidfuzz.distance import OSA

from bot.answering.understanding.neighbours import LONGEST, SHORTEST, Neighbours, pieces

LETTERS = "aeilnrst"


def made_up(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return sorted({"".join(chance.choices(LETTERS, k=chance.randint(1, 12))) for _ in range(count)})


@pytest.mark.parametrize("errors", [1, 2])
def test_every_word_within_so_many_errors_is_found_and_no_other(errors: int) -> None:
    words = made_up(3000, 1)
    neighbours = Neighbours(dict.fromkeys(words))
    for typed in (word for word in made_up(150, 2) if len(word) > 1):
        near = {(w, d) for w in words if (d := OSA.distance(typed, w)) <= errors and len(w) >= SHORTEST[d]}
        assert set(neighbours.near(typed, errors)) == near, typed


def test_the_nearest_comes_first_and_equals_stand_in_the_order_of_the_alphabet() -> None:
    assert Neighbours(["marten", "martin", "marlin", "merlin"]).near("martin", 2) == [
        ("martin", 0),
        ("marlin", 1),
        ("marten", 1),
        ("merlin", 2),
    ]


def test_two_letters_swapped_are_one_error_wherever_they_stand() -> None:
    neighbours = Neighbours(["springfield"])
    for at in range(10):
        word = "springfield"
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        assert neighbours.near(swapped, 1) == [("springfield", int(swapped != word))]


def test_three_errors_are_bridged_in_long_words_only() -> None:
    neighbours = Neighbours(["philadelphia", "pilar"])
    assert neighbours.near("filadelfa", 3) == []
    assert neighbours.near("philadlfia", 3) == [("philadelphia", 3)]
    assert neighbours.near("xyzar", 3) == []


@pytest.mark.parametrize("typed", ["", "a", "x" * LONGEST, "x" * 5000])
def test_what_is_too_short_or_too_long_is_found_only_as_it_is(typed: str) -> None:
    assert Neighbours(["aa", "x" * (LONGEST - 1)]).near(typed, 3) == []
    assert Neighbours([typed]).near(typed, 3) == [(typed, 0)]


@pytest.mark.parametrize(("length", "count"), list(product((2, 3, 7, 12, 39), (2, 3, 4))))
def test_pieces_cover_a_word_without_a_gap(length: int, count: int) -> None:
    cut = pieces(length, count)
    assert len(cut) == count
    assert [at for at, _ in cut] == [sum(width for _, width in cut[:n]) for n in range(count)]
    assert sum(width for _, width in cut) == length
