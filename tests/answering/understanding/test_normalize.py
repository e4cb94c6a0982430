from __future__ import annotations

import pytest

from bot.answering.understanding.normalize import READ, fold, plain, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who's the press contact?", "who the press contact"),
        ("L.A. and the U.S. and D.C.", "la and the us and dc"),
        ("O’Hare or o'hare", "ohare or ohare"),
        ("C-TPAT, I-94 and e-mail", "ctpat i94 and email"),
        ("ATTACHÉ for Curaçao", "attache for curacao"),
        ("El Pasó’s fax", "el paso fax"),
        ("port:2304?", "port 2304"),
        ("Straße", "strasse"),
        ("*bold* _it_ ~gone~ `code`", "bold it gone code"),
        ("日本 office", "日本 office"),
        ("", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_punctuation(text: str, words: str) -> None:
    assert " ".join(t.norm for t in tokens(plain(text))) == words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<@U123ABC> phone laredo", "phone laredo"),
        ("<!channel> hi", "hi"),
        ("see <https://example.org|the page> of <#C1|press-room>", "see the page of press-room"),
        ("call <tel:+19565550100|(956) 555-0100>", "call (956) 555-0100"),
        ("https://example.org/a?b=c phone", "phone"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("zero\u200bwidth\x00and\x07bell", "zerowidth and bell"),
        ("\u202eright to left", "right to left"),
    ],
)
def test_markup_and_invisible_characters_are_taken_off(text: str, left: str) -> None:
    assert plain(text) == left


def test_capitals_are_remembered_for_abbreviations() -> None:
    assert [t.upper for t in tokens("in TX Laredo")] == [False, True, False]


def test_the_comma_before_a_word_is_remembered() -> None:
    assert tokens("Portland, me")[1].gap == ", "


def test_whole_questions_are_not_remembered() -> None:
    before = fold.cache_info().currsize
    tokens("Teléfono de Zorblax, nobody asks this twice")
    assert fold.cache_info().currsize == before


def test_one_character_that_stands_for_eighteen_makes_no_text_longer_than_is_read() -> None:
    assert sum(len(token.norm) for token in tokens("\ufdfa" * READ)) <= READ
