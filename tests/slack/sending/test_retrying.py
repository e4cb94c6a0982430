"""Calls that are made again."""

from __future__ import annotations

from bot.slack.sending.retrying import pause


def test_pauses_grow_are_uneven_and_have_an_end() -> None:
    assert pause(0, 1.0, 30.0) == 0, "after no failure there is none"
    for failures, middle in ((1, 1.0), (2, 2.0), (5, 16.0), (6, 30.0), (100_000, 30.0)):
        seconds = {pause(failures, 1.0, 30.0) for _ in range(20)}
        assert len(seconds) > 1 and all(middle / 2 <= one <= middle * 1.5 for one in seconds)
