from __future__ import annotations

from bot.directory.pacing import CREDIT_SECONDS, SHARE, Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def work(pace: Pace, clock: Clock, seconds: float) -> None:
    pace.begin()
    clock.now += seconds
    pace.end()


def test_little_work_needs_no_rest() -> None:
    pace = Pace(clock := Clock(), clock)
    for _ in range(4):
        work(pace, clock, CREDIT_SECONDS / 4)
        assert pace.rest() == 0


def test_endless_work_takes_its_share_of_the_time_and_no_more() -> None:
    pace, worked = Pace(clock := Clock(), clock), 0.0
    while worked < 100:
        work(pace, clock, 2.0)
        worked += 2.0
        clock.now += pace.rest()
    assert abs(worked / (clock.now - 100.0 + CREDIT_SECONDS / SHARE) - SHARE) < 0.01


def test_after_a_pause_there_is_no_rest_again() -> None:
    pace = Pace(clock := Clock(), clock)
    work(pace, clock, CREDIT_SECONDS + 3)
    assert pace.rest() > 0
    clock.now += pace.rest()
    assert pace.rest() == 0
    clock.now += CREDIT_SECONDS / SHARE
    work(pace, clock, CREDIT_SECONDS)
    assert pace.rest() == 0


def test_an_end_without_a_beginning_is_none() -> None:
    pace = Pace(clock := Clock(), clock)
    clock.now += 1000
    pace.end()
    assert pace.rest() == 0


def test_waiting_for_the_processor_is_no_work() -> None:
    pace, spent = Pace(clock := Clock(), lambda: clock.now / 10), 0.0
    for _ in range(5):
        work(pace, clock, CREDIT_SECONDS)
        spent += pace.rest()
    assert spent == 0
