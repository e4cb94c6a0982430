"""One process through what a year brings: the network goes for long, the machine sleeps, a token is taken back.

Its waits are those of ``bench.hurried``: where it would wait for half a minute, two seconds.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bench.network import Network
from bot.directory.loader import load
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from tests.end_to_end.process import READY, Bot, running, socket_mode

QUESTION = "phone for harbour house"


@dataclass
class Life:
    """The bot's process, the network between it and Slack, and Slack."""

    slack: Workspace
    network: Network
    bot: Bot
    address: str
    """Of its monitoring."""

    async def ready(self, wanted: bool) -> bool:
        """Whether it says so, or that it is not."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.address}/readyz") as response:
            return response.status == (200 if wanted else 503)

    async def tried(self, lost: int, times: int) -> bool:
        """Whether so many calls got lost, of those that there were to be."""
        return self.network.lost <= lost - times

    async def given_up(self, times: int) -> bool:
        """Whether so many deliveries of the question asked last were not acknowledged."""
        sent = self.slack.record.deliveries("events_api")
        events = [entry.request["payload"]["event_id"] for entry in sent if entry.error]
        return bool(sent) and events.count(sent[-1].request["payload"]["event_id"]) >= times

    async def answers(self, question: str) -> None:
        """Tells its answer to a question (its ``ts``) once, and nothing else."""
        answer = await self.slack.next_message(timeout=30)
        assert (answer.thread_ts, "(207) 555-0110" in answer.text) == (question, True)
        with pytest.raises(TimeoutError):
            await self.slack.next_message(timeout=0.3)


@pytest.fixture
async def life(museum: Path, tmp_path: Path) -> AsyncIterator[Life]:
    made = manifest(load(museum))
    async with (
        Workspace(manifest=made, ack_within=1.0, retry_after=(0.2,) * 100) as slack,
        Network(slack.api_url) as network,
    ):
        given = socket_mode(slack) | {"SLACK_API_URL": network.url, "KNOWLEDGE": str(museum), "MONITORING_PORT": "0"}
        async with running(given, tmp_path, program="bench.hurried") as bot:
            address = (await bot.says(r"Monitoring at (http://[\d.:]+)"))[1]
            await bot.says(READY)
            yield Life(slack, network, bot, address)


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await condition():
            await asyncio.sleep(0.05)


async def test_a_network_that_is_away_for_long_is_waited_for_and_nothing_that_was_asked_is_lost(life: Life) -> None:
    life.network.lost = tries = 1_000_000
    await life.slack.sockets.drop()
    question = await life.slack.asks(QUESTION)
    await eventually(lambda: life.ready(False))
    await eventually(lambda: life.tried(tries, 4))
    life.network.lost = 0
    await life.answers(question.ts)
    await eventually(lambda: life.ready(True))
    assert life.bot.said.count(" WARNING ") == 1, "it is said once, not at each attempt"
    assert life.bot.said.count("Connected to Slack again") == 1


async def test_a_machine_that_slept_goes_on_where_it_was(life: Life) -> None:
    life.bot.process.send_signal(signal.SIGSTOP)
    try:
        life.slack.sockets.half_open()  # and nobody tells it that its connection is no more
        question = await life.slack.asks(QUESTION)
        await eventually(lambda: life.given_up(2))
    finally:
        life.bot.process.send_signal(signal.SIGCONT)
    await life.answers(question.ts)


async def test_a_token_that_is_taken_back_ends_it_with_one_line_and_a_status_of_its_own(life: Life) -> None:
    for method in ("users.info", "chat.postMessage", "chat.postEphemeral"):
        life.slack.refuse_next(method, "token_revoked", times=1000)
    for _ in range(5):
        await life.slack.asks(QUESTION)
    assert await life.bot.ends() == 3
    lines = [line for line in life.bot.said.splitlines() if "SLACK_BOT_TOKEN was taken back" in line]
    assert len(lines) == 1 and "Find another at" in lines[0]
    assert "Traceback" not in life.bot.said and " ERROR " not in life.bot.said
