"""What any store promises stands in ``tests/listings/test_stores.py``; this is the one in memory's own."""

from __future__ import annotations

from bot.answering.search.memory import Memory
from bot.answering.search.numbering import AT_ONCE, Speech
from bot.answering.search.store import Line


def test_lines_with_fewer_and_with_more_texts_beside_them_than_others_are_kept_apart() -> None:
    lines = [Line("a", "One"), Line("b", "Two", ("There", "Far")), Line("c", "Three", ("There",))]
    store = Memory(lines, Speech())
    there, far = (store.words([text])[text] for text in ("there", "far"))
    assert store.beside([there, far], [0, 1, 2], [], 10) == [{1, 2}, {1}]
    assert [len(entry.beside) for entry in store.listed([0, 1, 2])] == [2, 2, 2]


def test_so_are_texts_that_only_much_later_lines_have() -> None:
    lines = [Line(str(n), f"place {n}", ("There",) * (n > AT_ONCE)) for n in range(AT_ONCE + 10)]
    store = Memory(lines, Speech())
    there = store.words(["there"])["there"]
    assert store.beside([there], [0, AT_ONCE, AT_ONCE + 1], [], 10) == [{AT_ONCE + 1}]
