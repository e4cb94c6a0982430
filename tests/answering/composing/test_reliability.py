from __future__ import annotations

from bot.answering.composing.reliability import OBSERVED, calibrated


def test_more_sureness_is_never_worth_less() -> None:
    worth = [calibrated(n / 100) for n in range(101)]
    assert worth == sorted(worth)
    assert worth[0] > 0.5 and worth[-1] == 1.0


def test_what_was_observed_is_what_is_said() -> None:
    assert [calibrated(sureness) for sureness, _ in OBSERVED] == [share for _, share in OBSERVED]


def test_sureness_beyond_one_is_certainty() -> None:
    assert calibrated(1.07) == 1.0
