from __future__ import annotations

import pytest

from bot.answering.search.memory import FURTHER, Memory
from bot.answering.search.store import Line

LINES = (
    Line("a", "St. Mary Bay", ("Nova Scotia", "Canada"), "A-17"),
    Line("b", "Green Bay", ("Wisconsin", "United States"), "3703"),
    Line("c", "Canada", ("North America",)),
    Line("d", "Bay Bay", ("Wisconsin", ""), "3703"),
)


@pytest.fixture(scope="module")
def store() -> Memory:
    other_names = {"Wisconsin": ("WI", "Wisc")}
    return Memory(LINES, {"st": "saint"}, lambda text: other_names.get(text, ()), ["phone"])


def entries(store: Memory, word: str) -> list[str]:
    return [store.id(entry) for entry in store.called(store.word(word))]


def test_entries_are_found_by_the_words_of_their_names_short_ones_spelt_out(store: Memory) -> None:
    assert len(store) == 4
    assert entries(store, "saint") == ["a"]
    assert entries(store, "canada") == ["c"]
    assert sorted(set(entries(store, "bay"))) == ["a", "b", "d"]
    assert store.word("st") == store.word("oshkosh") == -1


def test_the_words_of_a_name_come_back_in_order(store: Memory) -> None:
    assert list(store.name(0)) == [store.word(w) for w in ("saint", "mary", "bay")]


def test_the_rarer_a_word_the_more_it_tells_and_words_of_no_name_tell_nothing(store: Memory) -> None:
    assert store.rarity(store.word("green")) == 1
    assert 0 < store.rarity(store.word("bay")) < 1
    assert store.rarity(store.word("wisconsin")) == store.rarity(store.word("phone")) == 0
    assert store.share(store.word("green")) > store.share(store.word("bay")) > 0


def test_words_beside_a_name_are_told_by_closeness_and_in_all_their_spellings(store: Memory) -> None:
    beside = {word: [store.beside(store.word(word))(n) for n in range(4)] for word in ("wisconsin", "wi", "canada")}
    assert beside == {"wisconsin": [0, 1, 0, 1], "wi": [0, 1, 0, 1], "canada": [FURTHER, 0, 0, 0]}
    assert store.those_beside(store.word("wisc"), [0, 1, 2, 3]) == [1, 3]
    assert store.stands_beside(store.word("canada")) and not store.stands_beside(store.word("green"))


def test_a_code_has_the_entries_that_have_it_and_no_other_spelling(store: Memory) -> None:
    assert list(store.coded("3703")) == [1, 3]
    assert list(store.coded("a17")) == [0]
    assert list(store.coded("370")) == list(store.coded("37030")) == list(store.coded("")) == []


def test_near_words_come_with_their_errors(store: Memory) -> None:
    assert [(text, errors) for _, errors, text in store.near("wisconsn", 2)] == [("wisconsin", 1)]
    assert [text for _, _, text in store.near("phome", 1)] == ["phone"]
