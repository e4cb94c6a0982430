"""People in a local workspace who ask in all the ways there are, press, type and send, and how long each took."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from bot.slack.browsing.searching import ENTRY
from bot.slack.manifest import FIND, SEARCH
from bot.slack.rendering.forms import ELSE, REPORT, SEEN, VALUE, WHICH
from bot.workspace import Workspace
from bot.workspace.carrying.delivery import NotAcknowledged
from bot.workspace.carrying.record import Entry
from bot.workspace.doing.outbound import Impossible
from bot.workspace.doing.pressing import Raws
from bot.workspace.holding.state import Change, Channel, Json, Message, User
from bot.workspace.holding.typed import escape
from bot.workspace.kit.blocks import elements

CHANNELS = 12
CROWD = 400
"""People who ask. Each waits for an answer before asking in the same way again, as long as answers come in time."""
PATIENCE = 30.0
"""Seconds after the last question until an answer that has not come is lost."""
REST = 0.1
"""Seconds between two things done one at a time, so that what the bot does after answering is over."""

SORTS = {
    "event_callback": "events",
    "block_actions": "buttons",
    "block_suggestion": "typeahead",
    "view_submission": "forms",
    "shortcut": "shortcuts",
    "message_action": "message shortcuts",
}
"""Type of a payload → what is acknowledged with it; slash commands have none."""

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
        if place in self._waiting:
            self.took.append((at - self._waiting[place].popleft()) * 1000)
            if not self._waiting[place]:
                del self._waiting[place]
        else:
            self.unasked += 1
        self._news.set()

    async def fewer(self, than: int) -> None:
        """Waits until fewer questions than so many have no answer."""
        while self.waiting >= than:
            self._news.clear()
            await self._news.wait()

    async def answered(self, within: float) -> None:
        """Waits until every question has its answer, but not longer than so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self.fewer(1)


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

    def reader(self, message: Message) -> User:
        """Somebody who sees a message."""
        state = self.workspace.state
        return state.users[message.only_for or min(state.channels[message.channel].members - {self.workspace.bot.id})]

    def forget(self) -> None:
        """Begins to count anew."""
        self.tally = Tally()
        self.acknowledged: defaultdict[str, Times] = defaultdict(list)
        """Sort of what was delivered → how long the bot took to say that it has got it."""
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
            self.acknowledged[SORTS.get(entry.request["payload"].get("type"), "slash commands")].append(entry.took_ms)


async def rush(crowd: Crowd, questions: Sequence[str], rate: float, seconds: float, most: int = 0) -> None:
    """Asks so many questions a second, however slowly they are answered; then waits for the answers. ``most``: asks no
    sooner than fewer than so many wait for theirs, however long that takes; 0: does not look at that.

    A question's time runs from when it was due, so that a workspace which is itself late counts as waiting.
    """
    began, under_way = time.perf_counter(), set[asyncio.Future[None]]()
    for number, question, ask in zip(
        range(round(rate * seconds)), cycle(questions), cycle(crowd.ways.values()), strict=False
    ):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        if most:
            await crowd.tally.fewer(most)
            due = time.perf_counter()
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
    for action_id, button in buttons(message).items():
        if not button.get("url"):
            with contextlib.suppress(NotAcknowledged, Impossible):  # counted where it was delivered; another answer is there
                option = button.get("positive_button", {}).get("value")
                await crowd.workspace.press(message, action_id, option, crowd.reader(message))
            await asyncio.sleep(REST)


async def use_modals(crowd: Crowd, questions: Sequence[str]) -> None:
    """Types into the search of the whole directory, finds contacts in messages, and reports changes."""
    workspace = crowd.workspace
    for question in questions:
        search = await modal_after(workspace.shortcut(SEARCH), workspace, workspace.user)
        await workspace.suggests(search, ENTRY, question[:3])
    cards = [message for message in workspace.state.everything() if message.by_app and REPORT in buttons(message)]
    for card in cards[: len(questions)]:
        reader = crowd.reader(card)
        await modal_after(workspace.message_shortcut(card, FIND, reader), workspace, reader)
        form = await modal_after(workspace.press(card, REPORT, None, reader), workspace, reader)
        fields: Raws = {WHICH: {WHICH: ELSE}, VALUE: {VALUE: "It moved."}, SEEN: {SEEN: "at the door"}}
        await workspace.submits(form, fields, reader)


async def modal_after(doing: Awaitable[None], workspace: Workspace, person: User) -> Json:
    """The modal that the bot opens for a person who does something; those of before are closed."""
    for before in workspace.modals(person)[-1:]:
        await workspace.closes(before, person, all=True)
    await doing
    async with asyncio.timeout(PATIENCE):
        while (modal := workspace.modal(person)) is None:
            await workspace.next_view()
    return modal


def buttons(message: Message) -> dict[str, Json]:
    """The buttons of a message by their action ids."""
    found = (element for block in message.blocks for _, element in elements(block))
    return {element["action_id"]: element for element in found if element["type"] in ("button", "feedback_buttons")}
