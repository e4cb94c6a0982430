"""Words run together, torn apart, without vowels, and digits that were spelt out."""

from __future__ import annotations

import pytest

from bot.answering.understanding.normalize import tokens
from bot.answering.understanding.spelling import Spelling
from bot.answering.understanding.vocabulary import Vocabulary

PHRASES = [("whale", "hall"), ("harbour", "house"), ("el", "faro"), ("lantern",)]
KNOWN = {"whale", "hall", "harbour", "house", "el", "faro", "lantern", "phone", "for"}


@pytest.fixture
def spelling() -> Spelling:
    digits = {"zero": "0", "oh": "0", "one": "1", "two": "2"}
    return Spelling(Vocabulary(KNOWN, {"please", "water"}), PHRASES, {"tx"}, digits)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phone whalehall", "phone whale hall"),
        ("whalehaul phone", "whale hall phone"),
        ("phone lanterntx", "phone lantern tx"),
        ("elfaro phone", "el faro phone"),
        ("phone har bour house", "phone harbour house"),
        ("phone for two one oh", "phone for 210"),
        ("two 1 zero", "210"),
    ],
)
def test_words_are_put_the_way_the_directory_has_them(spelling: Spelling, typed: str, meant: str) -> None:
    assert " ".join(token.norm for token in spelling.mended(tokens(typed))) == meant


@pytest.mark.parametrize("typed", ["phone for water", "please hall", "two one", "one lantern", "unheardofword"])
def test_words_that_mean_something_as_they_are_stay(spelling: Spelling, typed: str) -> None:
    assert " ".join(token.norm for token in spelling.mended(tokens(typed))) == typed


@pytest.mark.parametrize(("typed", "meant"), [("lntrn", ("lantern",)), ("hrbr", ("harbour",)), ("lntrx", ()), ("ln", ())])
def test_missing_vowels_are_put_back(spelling: Spelling, typed: str, meant: tuple[str, ...]) -> None:
    assert spelling.voiceless(typed) == meant
