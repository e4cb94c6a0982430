from __future__ import annotations

import pytest

from bot.answering.search.talk import Talk
from bot.directory.model import Directory


@pytest.fixture(scope="module")
def talk(fact_base: Directory) -> Talk:
    return Talk(fact_base.languages.values(), fact_base.kinds.values())


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("phone", "ask"),
        ("the", "filler"),
        ("sector", "kind"),
        ("weather", "foreign"),
        ("weird", "everyday"),
        ("laredo", None),
        ("zqx", None),
    ],
)
def test_each_word_has_its_part_in_a_question(talk: Talk, word: str, sort: str | None) -> None:
    assert talk.sort(word) == sort


def test_a_filler_of_another_language_may_be_a_name(talk: Talk) -> None:
    assert talk.sorts(["phone", "for", "como"])[2] is None
    assert talk.sorts(["como", "llamo", "a", "la", "oficina"])[0] == "filler"


def test_words_that_ask_tell_the_language_not_those_of_a_name(talk: Talk) -> None:
    assert talk.sorts(["barbadillo", "del", "mercado", "phone", "code"])[-2:] == ["ask", "ask"]


def test_words_of_a_phrase_said_whole_do_what_it_does(talk: Talk) -> None:
    assert talk.sorts(["laredo", "port", "of", "entry"]) == [None, "ask", "ask", "ask"]
    assert talk.sorts(["laredo", "air", "force", "base"]) == [None, "foreign", "filler", "filler"]
    assert "foreign" not in talk.sorts(["laredo", "force", "base"])
    assert [talk.sorts(said)[1] for said in (["my", "hotel"], ["a", "hotel"])] == ["filler", "foreign"]


def test_without_a_language_every_word_may_be_a_name() -> None:
    assert Talk([]).sorts(["phone"]) == [None]
