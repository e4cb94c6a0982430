from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bench.crowd import Crowd, Tally, rush
from bench.load import spelled
from bot.workspace import Workspace


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace() as workspace:
        yield workspace


async def test_each_answer_is_that_of_the_first_question_still_waiting_in_its_place() -> None:
    tally = Tally()
    for place, at in (("a", 1.0), ("b", 1.5), ("a", 2.0)):
        tally.asked(place, at)
    tally.posted("a", 3.0)
    tally.posted("a", 3.0)
    assert (tally.took, tally.waiting, tally.unasked) == ([2000, 1000], 1, 0)
    tally.posted("a", 4.0)
    tally.posted("c", 4.0)
    assert (len(tally.took), tally.waiting, tally.unasked) == (2, 1, 2)


async def test_what_is_not_answered_in_time_stays_waiting() -> None:
    tally = Tally()
    tally.asked("a", 1.0)
    await tally.answered(0.01)
    assert tally.waiting == 1
    tally.posted("a", 2.0)
    await tally.answered(0.01)
    assert tally.waiting == 0


async def test_answers_are_told_apart_by_thread_by_person_and_by_direct_conversation(workspace: Workspace) -> None:
    crowd, bot = Crowd(workspace, "/directory"), workspace.bot.id
    await crowd.mention("one & two", 0.0)
    channel = next(c for c in workspace.state.channels.values() if workspace.state.messages(c.id))
    asked = workspace.state.messages(channel.id)[0]
    assert asked.text == f"<@{bot}> one &amp; two"
    await crowd.direct("three", 0.0)
    direct = next(c for c in workspace.state.channels.values() if c.is_im and workspace.state.messages(c.id))

    workspace.state.post(channel.id, bot, "beside the thread")
    workspace.state.post(channel.id, bot, "for one alone", only_for=asked.user)
    workspace.state.post(direct.id, asked.user, "said by the asker")
    assert (crowd.tally.waiting, crowd.tally.unasked) == (2, 2)
    workspace.state.post(channel.id, bot, "in the thread", thread_ts=asked.ts)
    assert crowd.tally.waiting == 1
    workspace.state.post(direct.id, bot, "directly", thread_ts=workspace.state.messages(direct.id)[0].ts)
    assert (crowd.tally.waiting, crowd.tally.unasked) == (0, 2)


def test_shares_are_of_the_times_in_order() -> None:
    assert spelled([float(n) for n in range(200, 0, -1)]) == "p50 101, p95 191, p99 199, most 200 (200)"
    assert spelled([]) == "none"


async def test_with_a_bound_nobody_asks_while_too_many_wait(workspace: Workspace) -> None:
    crowd = Crowd(workspace, "/directory")
    crowd.ways = {"mention": crowd.mention}
    asking = asyncio.create_task(rush(crowd, ["one"], rate=1000, seconds=0.006, most=2))
    for answered in range(6):
        async with asyncio.timeout(30):
            while crowd.tally.waiting < min(2, 6 - answered):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.02)
        assert crowd.tally.waiting == min(2, 6 - answered)
        crowd.tally.posted(next(iter(crowd.tally._waiting)), time.perf_counter())
    await asking
    assert len(crowd.tally.took) == 6
