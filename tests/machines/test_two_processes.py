"""Two processes behind a load balancer that share nothing but PostgreSQL: to Slack they are one bot."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.records.database import Database, address
from bot.records.reading import Kept, read
from bot.workspace import Message, Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.conftest import manifest
from tests.end_to_end.process import READY, Bot, http_mode, running
from tests.machines.balancer import Balancer
from tests.records.postgresql import Server

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "phone for harbour house"
NUMBER = "555-0110"


@dataclass
class Cluster:
    """Both processes, what stands before them, and the workspace that they answer in."""

    slack: Workspace
    balancer: Balancer
    server: Server
    folder: Path
    settings: list[dict[str, str]]
    bots: dict[int, Bot] = field(default_factory=dict)
    stack: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    async def start(self, number: int) -> Bot:
        """Starts a process and waits until it answers."""
        bot = await self.stack.enter_async_context(running(self.settings[number], self.folder))
        await bot.says(READY, within=90)
        self.bots[number] = bot
        return bot

    async def restart(self, number: int) -> None:
        """Stops a process politely and starts another one in its place."""
        assert await self.bots[number].stop() == 0
        await self.start(number)

    def through(self, number: int) -> None:
        """From now on all goes to this process."""
        self.balancer.only = self.balancer.addresses[number]

    async def kept(self) -> Kept:
        """What curators would read."""
        database = Database(address(self.folder, self.server.url))
        try:
            return await read(database)
        finally:
            await database.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Cluster]:
    folder = tmp_path_factory.mktemp("machines")
    write_museum(folder / "museum")
    url = server.emptied()
    with contextlib.ExitStack() as taken:
        ports = [taken.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for _ in range(2)]
    balancer = Balancer(*(f"http://127.0.0.1:{port}/slack/events" for port in ports))
    async with Workspace(manifest=manifest()) as workspace, balancer.serving() as front:
        given = http_mode(workspace) | {"KNOWLEDGE": "museum", "DATABASE_URL": url}
        cluster = Cluster(workspace, balancer, server, folder, [given | {"PORT": str(port)} for port in ports])
        async with cluster.stack:
            await asyncio.gather(*(cluster.start(number) for number in range(2)))
            await workspace.deliver_to(front)
            yield cluster
            for bot in cluster.bots.values():
                if bot.process.returncode is None:  # one was killed
                    assert await bot.stop() == 0
    assert not [bot.said for bot in cluster.bots.values() if "Traceback" in bot.said or "ERROR" in bot.said]


async def answers(slack: Workspace, count: int) -> Counter[str | None]:
    """So many answers, by the thread that they stand in; and that no more come."""
    found = Counter([(await slack.next_message(timeout=30)).thread_ts for _ in range(count)])
    await slack.delivery.settled()
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0.3)
    return found


async def test_each_question_is_answered_once_by_either(both: Cluster) -> None:
    asked = [await both.slack.asks(QUESTION) for _ in range(20)]
    assert await answers(both.slack, 20) == Counter(message.ts for message in asked)
    assert all(count >= 10 for count in both.balancer.taken.values()), "both have worked"


async def test_what_reaches_both_is_answered_once(both: Cluster) -> None:
    both.balancer.twice = True
    asked = [await both.slack.asks(QUESTION) for _ in range(10)]
    found = await answers(both.slack, 10)
    both.balancer.twice = False
    assert found == Counter(message.ts for message in asked)


async def test_what_one_is_told_the_other_knows(both: Cluster) -> None:
    both.through(0)
    thread = await both.slack.asks(QUESTION)
    answer = await both.slack.next_message()
    await both.slack.press(answer, "vote", "It worked")
    assert "noted" in (await both.slack.next_message()).text
    await both.slack.slash("/directory", "here on")
    assert "listen" in (await both.slack.next_message()).text
    both.through(1)
    await both.slack.says("the address?", thread=thread)
    assert "Harbour House" in (await both.slack.next_message()).text, "what the thread is about"
    listened = await both.slack.says("what is the phone number of harbour house?")
    assert (await both.slack.next_message()).thread_ts == listened.ts, "what the channel wants"
    (voices,) = (await both.kept()).voices
    assert voices.worked == 1
    both.balancer.only = None


async def test_an_edit_of_the_fact_base_is_answered_from_by_both(both: Cluster) -> None:
    file = both.folder / "museum" / "houses" / "houses.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(NUMBER, "555-0177"), encoding="utf-8")
    for bot in both.bots.values():
        await bot.says("The fact base was edited and is in use")
    for number in range(2):
        both.through(number)
        await both.slack.asks(QUESTION)
        assert "555-0177" in (await both.slack.next_message()).text
    both.balancer.only = None


async def test_both_are_restarted_one_after_the_other_under_questions_and_none_is_lost(both: Cluster) -> None:
    done = asyncio.Event()
    asked: list[Message] = []

    async def ask() -> None:
        while not done.is_set():
            asked.append(await both.slack.asks(QUESTION))
            await asyncio.sleep(0.03)

    asking = asyncio.create_task(ask())
    for number in range(2):
        await both.restart(number)
    done.set()
    await asking
    assert len(asked) > 10
    assert await answers(both.slack, len(asked)) == Counter(message.ts for message in asked)


async def test_what_one_dies_on_the_other_answers(both: Cluster) -> None:
    both.through(0)
    both.slack.faults.set("refuse_429", 1000)
    asked = await both.slack.asks(QUESTION)
    await both.slack.delivery.settled()
    async with asyncio.timeout(30):
        while not [call for call in both.slack.record.calls("chat.postMessage") if call.error]:
            await asyncio.sleep(0.01)
    both.bots[0].process.kill()
    await both.bots[0].ends()
    both.slack.faults.clear()
    both.balancer.only = None
    # as if the time had passed in which somebody who lives says so
    both.server.execute("UPDATE requests SET until = until - 60")
    assert (await both.slack.next_message()).thread_ts == asked.ts
    assert "Taking over" in both.bots[1].said
