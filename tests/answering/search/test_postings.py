from __future__ import annotations

from bot.answering.search.postings import Lists

ROWS = [[3, 1], [], [1], [0, 3, 3]]


def test_lists_come_back_as_they_were_put_in() -> None:
    lists = Lists(ROWS)
    assert [list(lists[n]) for n in range(len(lists))] == ROWS
    assert [lists.size(n) for n in range(len(lists))] == [2, 0, 1, 3]


def test_a_list_may_be_read_in_part() -> None:
    assert [list(Lists(ROWS).first(n, 2)) for n in range(4)] == [[3, 1], [], [1], [0, 3]]


def test_turned_lists_tell_where_each_number_stands() -> None:
    turned = Lists(ROWS).turned(5)
    assert [list(turned[n]) for n in range(5)] == [[3], [0, 2], [], [0, 3, 3], []]
