from __future__ import annotations

import asyncio
import os
import sys

import pytest

from bench.process import AROUND, Use, processor_seconds, resident

linux = pytest.mark.skipif(sys.platform != "linux", reason="what a process takes is read from /proc")


def test_growth_is_from_a_share_of_the_time_to_the_end_and_a_peak_is_none() -> None:
    use = Use(1, memory=[200.0] * 40 + [500.0] + [210.0] * 40)
    assert (use.at(0.0), use.at(1.0)) == (200.0, 210.0)
    assert use.growth(0.2) == pytest.approx(0.05)
    assert use.at(0.5) in (200.0, 210.0), f"the median of {AROUND} looks"


def test_few_looks_are_enough() -> None:
    assert Use(1, memory=[100.0, 110.0]).growth(0.2) == 0.0


@linux
async def test_what_a_process_takes_is_looked_at_while_it_runs() -> None:
    use = Use(os.getpid())
    looking = asyncio.create_task(use.look())
    while not use.memory:
        await asyncio.sleep(0.01)
    looking.cancel()
    assert 10 < use.memory[0] < 100_000
    assert resident(os.getpid()) > 10
    before = processor_seconds(os.getpid())
    while processor_seconds(os.getpid()) == before:
        sum(range(100_000))
