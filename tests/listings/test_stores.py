"""Every store keeps the same promises: a test that takes ``store`` runs against each."""

from __future__ import annotations

import pytest

from bot.answering.search.memory import Memory
from bot.answering.search.numbering import Speech
from bot.answering.search.store import Line, Store
from bot.listings.store import in_database
from tests.records.postgresql import Server

LINES = (
    Line("a", "St. Mary Bay", ("Nova Scotia", "Canada"), "A-17"),
    Line("b", "Green Bay", ("Wisconsin", "United States"), "3703"),
    Line("c", "Canada", ("North America",)),
    Line("d", "Bay Bay", ("Wisconsin", ""), "3703"),
    Line("e\\\t\n", "Null Point", ("There", "", "Far"), "\\N"),
)
SPEECH = Speech({"st": "saint"}, {"wisconsin": ("WI", "Wisc")}, {"phone": 0.5})


@pytest.fixture(scope="module", params=["in_memory", "in_database"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "in_memory":
        return Memory(LINES, SPEECH)
    server: Server = request.getfixturevalue("server")
    return in_database(server.url, "five lines", LINES, SPEECH)


def entries(store: Store, text: str) -> list[int]:
    return list(store.called([store.words([text])[text].number], 10)[0])


def test_entries_are_found_by_the_words_of_their_names_short_ones_spelt_out(store: Store) -> None:
    assert len(store) == 5
    assert entries(store, "saint") == [0]
    assert entries(store, "canada") == [2]
    assert sorted(set(entries(store, "bay"))) == [0, 1, 3]
    assert store.words(["st", "oshkosh"]) == {}


def test_no_more_entries_of_a_word_come_than_were_asked_for(store: Store) -> None:
    bay = store.words(["bay"])["bay"].number
    assert [list(found) for found in store.called([bay, bay], 2)] == [[0, 1], [0, 1]]


def test_an_entry_comes_with_its_id_the_words_of_its_name_in_order_and_what_they_weigh(store: Store) -> None:
    words = [store.words([text])[text] for text in ("saint", "mary", "bay")]
    (entry,) = store.listed([0])
    assert (entry.number, entry.id) == (0, "a")
    assert list(entry.name) == [word.number for word in words]
    assert entry.whole == pytest.approx(sum(word.share for word in words))


def test_the_rarer_a_word_the_more_it_tells_and_words_of_no_name_tell_nothing(store: Store) -> None:
    words = store.words(["green", "bay", "wisconsin", "phone"])
    assert (words["green"].rarity, words["green"].entries) == (1, 1)
    assert 0 < words["bay"].rarity < 1
    assert words["wisconsin"].rarity == words["phone"].rarity == words["phone"].entries == 0
    assert words["green"].share > words["bay"].share > 0


def test_words_beside_a_name_are_known_in_all_their_spellings(store: Store) -> None:
    texts = ("wisconsin", "wi", "wisc", "canada", "green")
    words = store.words(texts)
    called = [word.number for word in store.words(["bay", "canada"]).values()]
    found = store.beside([words[text] for text in texts], [0, 1, 2, 3], called, 10)
    assert [sorted(there) for there in found] == [[1, 3], [1, 3], [1, 3], [0], []]
    assert [sorted(there) for there in store.beside([words["wi"]], [0, 3], called, 10)] == [[3]]
    assert list(store.beside([], [0, 3], called, 10)) == []


def test_the_texts_beside_a_name_come_closest_first(store: Store) -> None:
    words = store.words(["scotia", "canada", "america"])
    mary_bay, bay_bay, canada = store.listed([0, 3, 2])
    assert [list(words[text].beside) for text in ("scotia", "canada")] == [[text] for text in mary_bay.beside[:2]]
    assert bay_bay.beside[1] == canada.beside[1] == 0
    assert canada.beside[0] in words["america"].beside


def test_a_code_has_the_entries_that_have_it_and_no_other_spelling(store: Store) -> None:
    assert store.coded(["3703", "a17", "n"]) == {"3703": [1, 3], "a17": [0], "n": [4]}
    assert store.coded(["370", "37030", ""]) == {}


def test_an_id_comes_back_as_it_was_whatever_stands_in_it(store: Store) -> None:
    assert [entry.id for entry in store.listed(entries(store, "null"))] == ["e\\\t\n"]
    assert list(store.near({"nulls": 1})) == ["nulls"]


def test_near_words_come_with_their_errors(store: Store) -> None:
    near = store.near({"wisconsn": 2, "phome": 1, "oshkosh": 2})
    assert {text: [(word.text, errors) for word, errors in found] for text, found in near.items()} == {
        "wisconsn": [("wisconsin", 1)],
        "phome": [("phone", 1)],
        "oshkosh": [],
    }
