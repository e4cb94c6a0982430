from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from bench.chart import draw
from bench.contest import Reply, judged, row
from bench.peers import PEERS, stripped
from bench.places import Asked
from bench.result import OURS
from bot.answering.search.store import Line
from bot.answering.search.talk import Talk
from bot.directory.model import Directory

ENTRIES = (
    Line("a", "Laredo", ("Texas", "")),
    Line("b", "Blaine", ("Washington", "")),
    Line("c", "Saint John", ("Maine", "")),
)


@pytest.fixture(scope="module")
def talk(fact_base: Directory) -> Talk:
    return Talk(fact_base.languages.values())


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_finds_a_name_and_gives_a_score(name: str, talk: Talk) -> None:
    if name.startswith(("tantivy", "TF-IDF")):
        pytest.importorskip("tantivy" if name.startswith("tantivy") else "sklearn")
    find = PEERS[name](ENTRIES, talk)
    ids, score = find("phone number for Laredo Texas")
    assert ids[0] == "a"
    assert score > 0


def test_the_words_that_ask_are_left_out_but_not_when_nothing_else_was_said(talk: Talk) -> None:
    assert stripped(talk, "the phone number for Laredo") == ["laredo"]
    assert stripped(talk, "phone number") == ["phone", "number"]


def replies(sort: str, count: int, right: bool, sure: Callable[[int], float]) -> list[Reply]:
    return [Reply(Asked("?", sort, frozenset("a")), right, sure(n), 1.0 + n) for n in range(count)]


def test_right_counts_only_what_is_surer_than_all_but_two_percent_of_what_is_out_of_scope() -> None:
    outside = replies("far", 100, False, lambda n: n / 100)  # two of them are surer than 0.97
    inside = replies("clean", 50, True, lambda n: 0.98) + replies("one typo", 50, True, lambda n: 0.97)
    result = judged(OURS, 10, outside + inside, 1.0, 50.0)
    assert result.top1 == 1.0
    assert result.right == 0.5


def test_oddly_put_questions_are_judged_where_nearly_all_others_get_an_answer() -> None:
    inside = replies("clean", 100, True, lambda n: n / 100)
    odd = replies("odd", 4, True, lambda n: 0.03 + n / 100)
    result = judged(OURS, 10, inside + odd + replies("near", 10, False, lambda n: 0.5), 1.0, 50.0)
    assert result.odd == 0.5
    assert (result.far, result.near) == (0.0, 1.0)


def test_the_drawing_is_well_formed_and_shows_every_contender_of_every_list() -> None:
    names = (OURS, "a < b & c")
    results = [
        judged(n, size, replies("clean", 9, True, lambda n: 1.0) + replies("far", 9, False, float), 1.0, 50.0)
        for size in (405, 25_000)
        for n in names
    ]
    drawn = draw(results)
    shown = [text.text for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert shown.count(OURS) == shown.count("a < b & c") == 2
    assert {"405 entries", "25,000 entries"} <= set(shown)
    assert "prefers-color-scheme: dark" in drawn
    assert "9" in row(results[0])
