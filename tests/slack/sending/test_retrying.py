"""Calls that are made again."""

from __future__ import annotations

import pytest

from bot.slack.sending.retrying import pause, seconds_named


def test_pauses_grow_are_uneven_and_have_an_end() -> None:
    assert pause(0, 1.0, 30.0) == 0, "after no failure there is none"
    for failures, middle in ((1, 1.0), (2, 2.0), (5, 16.0), (6, 30.0), (100_000, 30.0)):
        seconds = {pause(failures, 1.0, 30.0) for _ in range(20)}
        assert len(seconds) > 1 and all(middle / 2 <= one <= middle * 1.5 for one in seconds)


@pytest.mark.parametrize(
    ("named", "seconds"),
    [("30", 30), ("0", 0), ("0.2", 1), ("-3", 0), ("", 1), ("Wed, 21 Oct 2026 07:28:00 GMT", 1), ("1e999", 1), ("nan", 1)],
)
def test_the_time_that_a_server_names_is_waited_for_however_it_is_written(named: str, seconds: int) -> None:
    assert seconds_named({"Date": ["x"], "retry-after": [named]}) == seconds
    assert seconds_named({}) == 1
