"""How the bot stands up to many who ask at once: its own process, in the local workspace over Socket Mode, with a store.

``python -m bench.load [--rate 50] [--seconds 60]``. Both processes share the machine, so its load is told too.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.speed import KNOWLEDGE
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.directory.questions import load_questions
from bot.local import bot_environment
from bot.settings import load_settings
from bot.slack.courtesy import is_courtesy
from bot.slack.manifest import SEARCH, manifest
from bot.slack.searching import ENTRY
from bot.workspace import Workspace
from bot.workspace.blocks import elements
from bot.workspace.delivery import NotAcknowledged
from bot.workspace.outbound import Impossible
from bot.workspace.record import Entry
from bot.workspace.state import Change, Channel, Message, User
from bot.workspace.typed import escape

RATE = 50.0
"""Questions a second."""
SECONDS = 60.0
CHANNELS = 12
CROWD = 400
"""People who ask. Each waits for an answer before asking in the same way again, as long as answers come in time."""
PATIENCE = 30.0
"""Seconds after the last question until an answer that has not come is lost."""
SINGLE = 60
"""Questions asked one at a time, in each way."""
REST = 0.1
"""Seconds between two things done one at a time, so that what the bot does after answering is over."""

Times = list[float]
"""Milliseconds."""
Asking = Callable[[str, float], Awaitable[None]]


@dataclass
class Tally:
    """Questions and the messages that answer them. A question and its answer have a place in common, where the first answer
    is that of the first question.
    """

    took: Times = field(default_factory=list)
    """From asking to the answer posted."""
    unasked: int = 0
    """Messages where nobody waited for one: a second answer, or one to somebody else."""
    _waiting: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def waiting(self) -> int:
        """How many questions have no answer; in the end: how many were lost."""
        return sum(map(len, self._waiting.values()))

    def asked(self, place: str, at: float) -> None:
        """A question was asked, or should have been by now, at this second."""
        self._waiting[place].append(at)

    def posted(self, place: str, at: float) -> None:
        """The bot posted a message at this second."""
        if self._waiting[place]:
            self.took.append((at - self._waiting[place].popleft()) * 1000)
        else:
            self.unasked += 1
        self._news.set()

    async def answered(self, within: float) -> None:
        """Waits until every question has its answer, but not longer than so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self.waiting:
                    self._news.clear()
                    await self._news.wait()


class Crowd:
    """People in a workspace who ask in all the ways there are, one after the other."""

    def __init__(self, workspace: Workspace, command: str) -> None:
        self.workspace = workspace
        self.forget()
        self.ways: dict[str, Asking] = {"mention": self.mention, "direct message": self.direct, command: self.slash}
        self._command = command
        people = [User(f"U0CROWD{n:05d}", f"asker{n}", f"Asker {n}") for n in range(CROWD)]
        workspace.state.users |= {person.id: person for person in people}
        everybody = frozenset({workspace.bot.id, *(person.id for person in people)})
        channels = [Channel(f"C0CROWD{n:05d}", f"desk-{n}", everybody) for n in range(CHANNELS)]
        for channel in channels:
            workspace.state.put(channel)
        turns = [(person, channels[n % CHANNELS]) for n, person in enumerate(people) for _ in self.ways]
        self._turns = cycle(turns)  # whoever comes up asks in each way before the next does
        self.last: Message | None = None
        """What the bot posted last."""
        workspace.state.listen(self._seen)
        workspace.record.listen(self._recorded)

    def forget(self) -> None:
        """Begins to count anew."""
        self.tally = Tally()
        self.acknowledged: dict[str, Times] = {"events": [], "slash commands": [], "buttons": [], "typeahead": []}
        self.failed = 0
        """Deliveries that were not acknowledged in time, and calls that the workspace refused."""

    async def mention(self, question: str, at: float) -> None:
        """Somebody asks in a channel."""
        person, channel = next(self._turns)
        text = f"<@{self.workspace.bot.id}> {escape(question)}"
        said = await self.workspace.says(text, channel.id, person, raw=True)
        self.tally.asked(f"{channel.id} {said.ts}", at)

    async def direct(self, question: str, at: float) -> None:
        """Somebody asks the bot directly."""
        person, _ = next(self._turns)
        said = await self.workspace.dm(escape(question), person, raw=True)
        self.tally.asked(said.channel, at)

    async def slash(self, question: str, at: float) -> None:
        """Somebody asks with a slash command; returns when it is acknowledged."""
        person, channel = next(self._turns)
        self.tally.asked(f"{channel.id} {person.id}", at)
        await self.workspace.slash(self._command, question, channel.id, person)

    def _seen(self, change: Change) -> None:
        message = change.message
        if change.kind == "posted" and message.by_app:
            direct = self.workspace.state.channels[message.channel].is_im
            where = [message.channel] if direct else [message.channel, message.only_for or message.thread_ts or ""]
            self.tally.posted(" ".join(where), time.perf_counter())
            self.last = message

    def _recorded(self, entry: Entry) -> None:
        if entry.took_ms is None:
            return
        self.failed += bool(entry.error)
        if entry.kind == "delivery":
            sorts = {"events_api": "events", "slash_commands": "slash commands", "interactive": "buttons"}
            suggesting = entry.request["payload"].get("type") == "block_suggestion"
            self.acknowledged["typeahead" if suggesting else sorts[entry.name]].append(entry.took_ms)


async def rush(crowd: Crowd, questions: Sequence[str], rate: float, seconds: float) -> None:
    """Asks so many questions a second, however slowly they are answered; then waits for the answers.

    A question's time runs from when it was due, so that a workspace which is itself late counts as waiting.
    """
    began, under_way = time.perf_counter(), set[asyncio.Future[None]]()
    for number, question, ask in zip(
        range(round(rate * seconds)), cycle(questions), cycle(crowd.ways.values()), strict=False
    ):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asking = asyncio.ensure_future(ask(question, due))
        under_way.add(asking)
        asking.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    await crowd.tally.answered(PATIENCE)


async def one_by_one(crowd: Crowd, questions: Sequence[str], ask: Asking) -> None:
    """Asks when the one before has been answered, and presses each button of the answer."""
    for question in questions:
        await ask(question, time.perf_counter())
        await crowd.tally.answered(PATIENCE)
        await asyncio.sleep(REST)
        if crowd.last:
            await press_all(crowd, crowd.last)


async def press_all(crowd: Crowd, message: Message) -> None:
    """Presses each button of a message that leads to no address, once."""
    state = crowd.workspace.state
    members = state.channels[message.channel].members - {crowd.workspace.bot.id}
    presser = state.users[message.only_for or min(members)]
    buttons = {element["action_id"]: element for block in message.blocks for _, element in elements(block)}
    for action_id, button in buttons.items():
        if button["type"] in ("button", "feedback_buttons") and not button.get("url"):
            with contextlib.suppress(NotAcknowledged, Impossible):  # counted where it was delivered; another answer is there
                await crowd.workspace.press(message, action_id, button.get("positive_button", {}).get("value"), presser)
            await asyncio.sleep(REST)


async def type_ahead(crowd: Crowd, questions: Sequence[str]) -> None:
    """Types into the search of the whole directory."""
    await crowd.workspace.shortcut(SEARCH)
    async with asyncio.timeout(PATIENCE):
        while (search := crowd.workspace.modal()) is None:
            await crowd.workspace.next_view()
    for question in questions:
        await crowd.workspace.suggests(search, ENTRY, question[:3])


@contextlib.asynccontextmanager
async def connected(workspace: Workspace, folder: Path) -> AsyncIterator[None]:
    """The bot as people start it, connected to the workspace; its store and its log are in the folder. Ends it afterwards.

    Raises:
        TimeoutError: it did not come; what it said is printed.
    """
    environment = bot_environment(workspace, load_settings(None)) | {"DATA_FOLDER": str(folder / "data")}
    environment.pop("DATABASE_URL", None)
    command = (sys.executable, "-m", "bot", "run", "--knowledge", str(KNOWLEDGE))
    log = folder / "log"
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=folder, stdout=said, stderr=said)
        try:
            await workspace.connected(30.0)
            yield
        except TimeoutError:
            print(log.read_text("utf-8"), file=sys.stderr)
            raise
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    warned = [line for line in log.read_text("utf-8").splitlines() if "WARNING" in line or "ERROR" in line]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"the bot: {used.ru_utime + used.ru_stime:.0f} s of processor time, {used.ru_maxrss / 1024:.0f} MB at most")
    print("\n".join([f"its warnings and errors: {len(warned)}", *warned[:5]]))


async def measure(directory: Directory, questions: Sequence[str], rate: float, seconds: float) -> None:
    """Prints how long answers and acknowledgements take, one at a time and many at once."""
    async with Workspace(manifest=manifest(directory)) as workspace:
        with tempfile.TemporaryDirectory() as folder:
            async with connected(workspace, Path(folder)):
                crowd = Crowd(workspace, directory.command)
                spread = questions[:: max(1, len(questions) // SINGLE)][:SINGLE]
                print(f"load average {load_average()}; one at a time, milliseconds:")
                for way, ask in crowd.ways.items():
                    crowd.tally = Tally()
                    await one_by_one(crowd, spread, ask)
                    print(f"  {way} to answer posted: {spelled(crowd.tally.took)}; lost {crowd.tally.waiting}")
                await type_ahead(crowd, spread)
                print_acknowledged(crowd)
                print(f"load average {load_average()}; {rate:g} questions a second for {seconds:g} s, milliseconds:")
                crowd.forget()
                await rush(crowd, questions, rate, seconds)
                tally = crowd.tally
                print(f"  to answer posted: {spelled(tally.took)}")
                print(
                    f"  answered {len(tally.took)}, lost {tally.waiting}, answered without having been asked {tally.unasked}"
                )
                print_acknowledged(crowd)
                print(f"load average {load_average()}")


def print_acknowledged(crowd: Crowd) -> None:
    """Prints how long the bot took to say that it has got what was sent."""
    for sort, times in crowd.acknowledged.items():
        if times:
            print(f"  {sort} acknowledged: {spelled(times)}")
    print(f"  failed deliveries and refused calls: {crowd.failed}")


def spelled(times: Times) -> str:
    """How many there are, and where they lie."""
    if not times:
        return "none"
    ordered = sorted(times)
    shares = [f"p{share} {ordered[len(ordered) * share // 100]:.0f}" for share in (50, 95, 99)]
    return f"{', '.join(shares)}, most {ordered[-1]:.0f} ({len(ordered)})"


def load_average() -> str:
    """How many processes wanted a processor over the last 1, 5 and 15 minutes, and how many processors there are."""
    return f"{' '.join(f'{average:.1f}' for average in os.getloadavg())} on {os.cpu_count()} cores"


def report(rate: float = RATE, seconds: float = SECONDS) -> None:
    """Prints how the bot does with the fact base's own questions."""
    directory = load(KNOWLEDGE)
    questions = [q.text for q in load_questions(KNOWLEDGE, directory) if not is_courtesy(q.text)]  # that gets a reaction
    asyncio.run(measure(directory, questions, rate, seconds))


def main() -> None:
    """As it is called in a terminal."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description="The bot under load.")
    parser.add_argument("--rate", type=float, default=RATE, metavar="N", help="questions a second (%(default)g)")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="N", help="for how long (%(default)g)")
    wanted = parser.parse_args()
    report(wanted.rate, wanted.seconds)


if __name__ == "__main__":
    main()
