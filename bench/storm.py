"""A storm of faults over many who ask: the real bot in several processes, a bad network, and a Slack that does what it may.

Every person asks one question, so that whatever they are told in the end is the answer to it, or an apology.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.network import Network
from bench.service import Service
from bot.directory.loader import load
from bot.slack.manifest import manifest
from bot.slack.rendering.buttons import VOTE
from bot.slack.rendering.phrases import PHRASES
from bot.slack.rendering.words import WORDS
from bot.workspace import Workspace
from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.doing.outbound import Impossible
from bot.workspace.holding.cast import SLACKBOT
from bot.workspace.holding.state import Change, Channel, Message, User
from bot.workspace.holding.typed import escape

CHANNELS = 40
AGAIN = (0.0, 1.0, 3.0, 8.0, 15.0, 30.0)
"""Seconds after which Slack delivers again what was not acknowledged; it takes up to five minutes."""
ACKNOWLEDGED = 3.0
QUIET = 6.0
"""Seconds after the last answer in which a second one would come: longer than a dead process is waited for."""
PATIENCE = 90.0
"""Seconds after the last question until an answer that has not come is lost."""
APOLOGIES = {WORDS["failed"], WORDS["too_many"]}
THANKS = WORDS["thanks_worked"]
REPLIES = {THANKS, WORDS["not_kept"]}
"""What a vote is replied to with; the second tells honestly that it was not kept."""
VOTERS = 10
"""Every so many who were answered say that it worked."""


@dataclass
class Told:
    """What became of the questions."""

    asked: int = 0
    answered: int = 0
    """Once, with an answer."""
    apologised: int = 0
    """Once, with an apology."""
    refused: int = 0
    """Slash commands that did not come through: Slack itself tells so who typed them."""
    again: int = 0
    """Slash commands answered once more by who took them over, who says that this may be known already."""
    twice: int = 0
    """Of these the person was told something more than once without that."""
    lost: int = 0
    """Of these nothing came."""
    thanked: int = 0
    """Votes for which the bot said thanks."""
    forgotten: int = 0
    """Of these votes the store knows nothing."""
    faults: Counter[str] = field(default_factory=Counter)


class Storm:
    """People in a workspace, the bot's processes, and all that happens to them, drawn from a seed."""

    def __init__(self, workspace: Workspace, network: Network, service: Service, folder: Path, seed: int) -> None:
        """``folder``: where the store of the bot's processes is."""
        self.workspace = workspace
        self.network = network
        self.service = service
        self.folder = folder
        self.chance = random.Random(seed)
        self.told = Told()
        self.slashes = True
        """Whether some ask by slash command, whose answer nobody can look for when a process dies right after it."""
        self._heard: dict[str, list[Message]] = {}
        """Person → what the bot told them."""
        self._asked: dict[str, str] = {}
        """A message's ``ts`` → who asked in it."""
        self._refused: set[str] = set()
        self._thanked: set[str] = set()
        self._pressing: set[asyncio.Task[None]] = set()
        workspace.state.listen(self._seen)

    # --- those who ask

    async def ask(self, questions: Sequence[str], number: int, rate: float) -> None:
        """So many people ask, about so many a second."""
        people = [User(f"U0STORM{n:05d}", f"asker{n}", f"Asker {n}") for n in range(number)]
        self.workspace.state.users |= {person.id: person for person in people}
        everybody = frozenset({self.workspace.bot.id, *(person.id for person in people)})
        channels = [Channel(f"C0STORM{n:05d}", f"desk-{n}", everybody) for n in range(CHANNELS)]
        for channel in channels:
            self.workspace.state.put(channel)
        asking = []
        for person, question in zip(people, cycle(questions), strict=False):
            asking.append(asyncio.create_task(self._ask(person, question, self.chance.choice(channels))))
            await asyncio.sleep(self.chance.expovariate(rate))
        await asyncio.gather(*asking)

    async def _ask(self, person: User, question: str, channel: Channel) -> None:
        self.told.asked += 1
        self._heard[person.id] = []
        way = self.chance.choices(("mention", "direct", "slash"), (50, 35, 15 if self.slashes else 0))[0]
        if way == "mention":
            text = f"<@{self.workspace.bot.id}> {escape(question)}"
            self._asked[(await self.workspace.says(text, channel.id, person, raw=True)).ts] = person.id
        elif way == "direct":
            self._asked[(await self.workspace.dm(escape(question), person, raw=True)).ts] = person.id
        else:
            await self.workspace.slash("/directory", question, channel.id, person)

    def _seen(self, change: Change) -> None:
        message = change.message
        if message.user == SLACKBOT.id and message.only_for:
            self._refused.add(message.only_for)
        if change.kind != "posted" or not message.by_app:
            return
        marked = ((message.metadata or {}).get("event_payload") or {}).get("to", "")
        person = message.only_for or self._asked.get(marked) or self._partner(message.channel)
        if message.text in REPLIES:
            self._thanked.update({person} if message.text == THANKS else ())
        elif person in self._heard:
            self._heard[person].append(message)
            if int(person[-5:]) % VOTERS == 0 and message.text not in APOLOGIES:
                pressing = asyncio.create_task(self._vote(message, self.workspace.state.users[person]))
                self._pressing.add(pressing)
                pressing.add_done_callback(self._pressing.discard)

    def _partner(self, channel: str) -> str:
        """Who talks with the bot in a direct conversation."""
        there = self.workspace.state.channels[channel]
        return min(there.members - {self.workspace.bot.id}) if there.is_im else ""

    async def _vote(self, message: Message, person: User) -> None:
        with contextlib.suppress(NotAcknowledged, Impossible, LookupError, ValueError):
            await self.workspace.press(message, VOTE, WORDS["worked"], person)

    # --- the weather

    async def rage(self, pause: float, kills: bool = True) -> None:
        """Lets something go wrong about every so many seconds, until it is cancelled."""
        faults, sockets, several = self.workspace.faults, self.workspace.sockets, self.chance.randint

        async def at_once(change: Callable[[], object]) -> None:
            change()

        def count(name: str, most: int) -> Callable[[], Awaitable[None]]:
            return lambda: at_once(lambda: faults.set(name, several(1, most)))

        def line(name: str) -> Callable[[], Awaitable[None]]:
            return lambda: at_once(lambda: setattr(self.network, name, several(1, 2)))

        ways: dict[str, tuple[int, Callable[[], Awaitable[None]]]] = {
            "drop": (4, count("drop", 2)),
            "duplicate": (6, count("duplicate", 5)),
            "reorder": (4, count("reorder", 3)),
            "delay": (4, lambda: at_once(lambda: faults.set("delay", self.chance.choice((0.0, 0.0, 0.05, 0.2))))),
            "429": (5, count("refuse_429", 3)),
            "500": (5, count("fail_500", 3)),
            "call lost": (4, line("lost")),
            "answer lost": (5, line("mute")),
            "half open": (1, lambda: at_once(sockets.half_open)),
            "disconnect": (3, sockets.disconnect),
            "socket cut": (2, sockets.drop),
        } | ({"kill -9": (4, self.kill)} if kills else {})
        weights = [weight for weight, _ in ways.values()]
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / pause))
            (name,) = self.chance.choices(list(ways), weights)
            self.told.faults[name] += name != "kill -9"
            await ways[name][1]()

    async def kill(self) -> None:
        """Kills one of the processes where it stands; none before all are there again, or nobody would ever be."""
        process = self.chance.choice(self.service.processes)
        if self.workspace.sockets.open >= len(self.service.processes) and process.returncode is None:
            process.kill()
            self.told.faults["kill -9"] += 1

    def calm(self) -> None:
        """Lets nothing go wrong any more."""
        self.workspace.faults.clear()
        self.network.lost = self.network.mute = 0

    # --- what came of it

    async def settle(self) -> Told:
        """Waits until all have been told, and for what comes then; says what became of all."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while any(not heard for person, heard in self._heard.items() if person not in self._refused):
                    await asyncio.sleep(0.2)
        await asyncio.sleep(QUIET)
        told = self.told
        told.faults += Counter({"could not start": self.service.failed})
        for person, heard in self._heard.items():
            if len(heard) == 2 and heard[1].text.startswith(PHRASES["once_more"]):
                told.again += 1
            elif len(heard) > 1:
                told.twice += 1
            elif heard:
                told.apologised += heard[0].text in APOLOGIES
                told.answered += heard[0].text not in APOLOGIES
            else:
                told.refused += person in self._refused
                told.lost += person not in self._refused
        told.thanked = len(self._thanked)
        told.forgotten = len(self._thanked - self._voters())
        return told

    def _voters(self) -> set[str]:
        file = self.folder / "data" / "records.sqlite3"
        with contextlib.closing(sqlite3.connect(file)) as store:
            return {person for (person,) in store.execute("SELECT person FROM votes")}

    def unhappy(self) -> dict[str, list[str]]:
        """Who was told nothing, or more than one thing, with what."""
        return {
            person: [f"{message.channel} {message.thread_ts} {message.ts} {message.text[:40]!r}" for message in heard]
            for person, heard in self._heard.items()
            if len(heard) > 1 or (not heard and person not in self._refused)
        }


@contextlib.asynccontextmanager
async def gathering(knowledge: Path, seed: int) -> AsyncIterator[Storm]:
    """A workspace in which nothing has happened yet; what runs is ended afterwards."""
    made = manifest(load(knowledge))
    async with Workspace(manifest=made, ack_within=ACKNOWLEDGED, retry_after=AGAIN) as workspace:
        with tempfile.TemporaryDirectory() as folder:
            async with Network(workspace.api_url) as network:
                service = Service(workspace, network.url, Path(folder), knowledge)
                try:
                    yield Storm(workspace, network, service, Path(folder), seed)
                finally:
                    await service.stop()


async def weather(
    knowledge: Path,
    questions: Sequence[str],
    number: int,
    seed: int,
    rate: float = 12.0,
    pause: float = 0.4,
    kills: bool = True,
    processes: int = 2,
    slashes: bool = True,
    settings: Mapping[str, str] | None = None,
) -> tuple[Told, dict[str, list[str]], str]:
    """One storm from its beginning to its end: what became of the questions, who has reason to complain, and the log."""
    async with gathering(knowledge, seed) as storm:
        storm.service.settings, storm.slashes = dict(settings or {}), slashes
        await storm.service.start(processes)
        raging = asyncio.create_task(storm.rage(pause, kills))
        await storm.ask(questions, number, rate)
        raging.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await raging
        storm.calm()
        told = await storm.settle()
        return told, storm.unhappy(), storm.service.log.read_text("utf-8")
