"""Whatever is typed, there is an answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.engine import Answerer
from bot.answering.model import Ask

WORDS = [
    "phone",
    "fax",
    "press",
    "contact",
    "for",
    "laredo",
    "nogales",
    "how many",
    "ports",
    "in",
    "texas",
    "not",
    "the",
    "2304",
    "attaché",
    "denmark",
    "sector",
    "2006",
    "list",
    "closest",
    "which",
    "covers",
    "<!channel>",
    "*",
    "’s",
    "fy14",
    "L.A.",
    "c b p",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_arbitrary_text_is_answered(cbp: Answerer, text: str) -> None:
    answer = cbp.answer(Ask(text, today="2026-11-21"))
    assert answer.text
    assert answer.outcome in ("answer", "choices", "list", "count", "unknown", "help")
    assert 0 <= answer.confidence <= 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_order_of_words_is_answered(cbp: Answerer, text: str) -> None:
    answer = cbp.answer(Ask(text, today="2026-11-21"))
    assert answer.text
    assert answer == cbp.answer(Ask(text, today="2026-11-21"))


def test_forty_thousand_characters_are_answered(cbp: Answerer) -> None:
    for text in (
        "a" * 40_000,
        "laredo " * 6_000,
        "🙂" * 40_000,
        "&lt;" * 10_000,
        "<@U" * 13_000,
        "((((" * 10_000,
        "1" * 40_000,
    ):
        assert cbp.answer(Ask(text)).text
