"""Whose turn it is to post."""

from __future__ import annotations

import asyncio

import pytest

from bot.slack.sending import queueing
from bot.slack.sending.queueing import Queues, TooMany


async def until_waiting(queues: Queues, number: int) -> None:
    async with asyncio.timeout(30):
        while queues.waiting != number:
            await asyncio.sleep(0)


async def test_each_channel_goes_in_order_and_none_waits_for_another() -> None:
    queues, posted, opened = Queues(), list[str](), asyncio.Event()

    async def post(channel: str, what: str, hold: asyncio.Event | None = None) -> None:
        async with queues.turn(channel):
            if hold:
                await hold.wait()
            posted.append(what)

    slow = [asyncio.create_task(post("C1", f"C1 {n}", opened if n == 0 else None)) for n in range(4)]
    await until_waiting(queues, 3)
    await post("C2", "C2")
    assert posted == ["C2"]
    opened.set()
    await asyncio.gather(*slow)
    assert posted == ["C2", "C1 0", "C1 1", "C1 2", "C1 3"]
    assert queues.waiting == 0


async def test_above_the_most_the_longest_waiting_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "MOST", 3)
    queues, opened = Queues(), asyncio.Event()

    async def post(channel: str) -> None:
        async with queues.turn(channel):
            await opened.wait()

    first = [asyncio.create_task(post(channel)) for channel in ("C1", "C2")]
    await asyncio.sleep(0)
    waiting = []
    for number, channel in enumerate(("C1", "C2", "C1", "C2")):
        waiting.append(asyncio.create_task(post(channel)))
        await until_waiting(queues, min(number + 1, 3))
    opened.set()
    ended = await asyncio.gather(*first, *waiting, return_exceptions=True)
    assert [type(end) for end in ended] == [type(None), type(None), TooMany, type(None), type(None), type(None)]


async def test_who_is_cancelled_holds_nobody_up() -> None:
    queues, opened, posted = Queues(), asyncio.Event(), list[int]()

    async def post(number: int) -> None:
        async with queues.turn("C1"):
            await opened.wait()
            posted.append(number)

    tasks = [asyncio.create_task(post(number)) for number in range(4)]
    await until_waiting(queues, 3)
    tasks[1].cancel()
    tasks[0].cancel()  # its end gives the turn to the second, which is cancelled in the same moment
    await asyncio.gather(*tasks[:2], return_exceptions=True)
    opened.set()
    await asyncio.gather(*tasks[2:])
    assert posted == [2, 3]
    async with asyncio.timeout(30), queues.turn("C1"):
        pass


async def test_a_place_is_kept_from_when_it_is_taken_and_who_leaves_it_holds_nobody_up() -> None:
    queues, posted = Queues(), list[int]()
    places = [queues.turn("C1") for _ in range(4)]

    async def post(number: int) -> None:
        async with places[number]:
            posted.append(number)

    later = [asyncio.create_task(post(number)) for number in (3, 1)]
    await until_waiting(queues, 2)
    places[2].close()
    await post(0)
    places[0].close()  # it has left already
    await asyncio.gather(*later)
    assert posted == [0, 1, 3]
    assert queues.turn("C1").close() is None and queues.waiting == 0


async def test_so_many_have_their_turn_at_once_as_a_queue_is_wide_and_the_next_comes_with_each_end() -> None:
    queues, begun = Queues(), list[int]()
    ends = [asyncio.Event() for _ in range(5)]

    async def answer(number: int) -> None:
        async with queues.turn("answering", 2):
            begun.append(number)
            await ends[number].wait()

    tasks = [asyncio.create_task(answer(number)) for number in range(5)]
    await until_waiting(queues, 3)
    assert begun == [0, 1]
    for number, by_then in ((1, [0, 1, 2]), (2, [0, 1, 2, 3]), (0, [0, 1, 2, 3, 4])):
        ends[number].set()
        await tasks[number]
        await until_waiting(queues, 5 - len(by_then))
        await asyncio.sleep(0)
        assert begun == by_then
    for end in ends:
        end.set()
    await asyncio.gather(*tasks)
    async with asyncio.timeout(30), queues.turn("answering"):
        pass
