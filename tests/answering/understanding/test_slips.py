from __future__ import annotations

import pytest

from bot.answering.understanding.slips import BESIDE, DOUBLED, DROPPED, HEARD, ONE_SLIP, SWAPPED, TWO_SLIPS, cost


@pytest.mark.parametrize(
    ("typed", "word", "price"),
    [
        ("ports", "ports", 0.0),
        ("porst", "ports", SWAPPED),
        ("ppress", "press", DOUBLED),
        ("pres", "press", DOUBLED),
        ("prt", "port", DROPPED),
        ("pirt", "port", BESIDE),
        ("kenia", "kenya", HEARD),
    ],
)
def test_a_slip_has_its_price(typed: str, word: str, price: float) -> None:
    assert cost(typed, word) == pytest.approx(price)


@pytest.mark.parametrize(
    ("typed", "word", "most"),
    [("spaon", "spain", ONE_SLIP), ("japsb", "japan", TWO_SLIPS), ("mezioc", "mexico", TWO_SLIPS)],
)
def test_what_fingers_do_stays_within_one_slip_or_two(typed: str, word: str, most: float) -> None:
    assert cost(typed, word) <= most


@pytest.mark.parametrize(
    ("typed", "word"),
    [("elbonia", "estonia"), ("narnia", "namibia"), ("wakanda", "rwanda"), ("derby", "ferry"), ("latveria", "latvia")],
)
def test_another_word_is_no_slip_though_it_is_near(typed: str, word: str) -> None:
    assert cost(typed, word) > TWO_SLIPS
