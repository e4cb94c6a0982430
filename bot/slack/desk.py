"""What every listener works with: the directory, who answers from it, and what is remembered between events."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.answering.model import Answer, Ask
from bot.answering.resolving.turns import kept
from bot.directory.model import Directory, Entry
from bot.records.cause import unanswered
from bot.records.memory import StoreInMemory
from bot.records.model import Records, Store
from bot.slack.browsing.shelves import Shelves
from bot.slack.browsing.stock import Stock
from bot.slack.browsing.typeahead import MOST, Typeahead
from bot.slack.metering.attending import noted
from bot.slack.metering.meters import Meters
from bot.slack.payloads.parts import is_direct
from bot.slack.people.agent import Sessions
from bot.slack.people.askers import Askers
from bot.slack.people.incoming import says_nothing
from bot.slack.people.mandate import Mandate
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.unfurling import Pages
from bot.slack.sending.rights import Rights

if TYPE_CHECKING:
    from bot.answering.engine import Answerer

LOCALE = "en"
"""Assumed of an asker whose profile cannot be read. The words of a question outweigh it."""


@dataclass
class Desk:
    """Answers questions for all listeners of one app."""

    directory: Directory
    answerer: Answerer
    store: Store = field(default_factory=StoreInMemory)
    askers: Askers = field(default_factory=Askers)
    sessions: Sessions = field(default_factory=Sessions)
    meters: Meters = field(default_factory=Meters)
    name: str = "directory"
    """What the bot is called on Slack, to be mentioned by."""
    rights: Rights = field(default_factory=Rights)
    curators: str | None = None
    """The channel of those who edit the fact base."""
    curators_workspace: str | None = None
    """Id of the workspace that it is in, where there are many."""
    keeps_questions: bool = True
    """Whether those who edit it find the unanswered questions in the store."""
    mandate: Mandate = field(default_factory=Mandate)
    """Who may say whether the bot listens in a channel."""
    shelves: Shelves = field(init=False)
    typeahead: Typeahead = field(init=False)
    pages: Pages = field(init=False)
    records: Records = field(init=False)
    """Those of the workspace whose event is being answered."""

    def __post_init__(self) -> None:
        self.records = self.store.of("")
        self.renew(Stock.of(self.directory, self.answerer))

    def renew(self, stock: Stock) -> None:
        """From the next event on, answers come from another directory."""
        self.directory, self.answerer = stock.directory, stock.answerer
        self.shelves, self.typeahead, self.pages = stock.shelves, stock.typeahead, stock.pages

    def now(self, team: str = "") -> Desk:
        """The desk for one event of a workspace; it keeps its directory to the end though another one may come meanwhile."""
        desk = copy.copy(self)
        desk.records = self.store.of(team)
        if self.curators_workspace and team != self.curators_workspace:
            desk.curators = None  # what is said in one workspace is not told in another
        return desk

    async def answer(
        self,
        text: str,
        *,
        locale: str = LOCALE,
        kinds: tuple[str, ...] = (),
        context: tuple[str, ...] = (),
    ) -> Answer:
        """The answer to what was typed; help where that says nothing. One that finds no answer is kept, without who asked.

        ``locale``: the asker's. ``context``: what a follow-up may go on from.
        """
        if says_nothing(text):
            return noted(self.answerer.help(locale, kinds))
        answer = noted(self.answerer.answer(_ask(text, locale, kinds, context)))
        if gap := unanswered(text, kinds, answer):
            self.meters.unanswered.labels(gap.cause).inc()
            await self.records.unanswered(gap)
        return answer

    def overheard(self, text: str, *, locale: str = LOCALE, context: tuple[str, ...] = ()) -> Answer:
        """What is known of a text that was not said to the bot; nothing of it is kept."""
        return self.answerer.answer(_ask(text, locale, (), context))

    def looked_up(self, text: str, kinds: tuple[str, ...] = (), locale: str = LOCALE) -> list[Entry]:
        """The entries of these kinds (empty: any) whose names begin as typed; where none do, those that answer the text."""
        if found := self.typeahead.find(text, kinds):
            return found
        if says_nothing(text):
            return []
        answer = self.answerer.answer(_ask(text, locale, kinds))
        entries = {entry.id: entry for entry in (*answer.entries, *(row.entry for row in answer.rows))}
        return [entry for entry in entries.values() if not kinds or entry.kind in kinds][:MOST]

    def again(self, pointer: Pointer) -> Answer | None:
        """The answer that a button points to; None where its entry is gone."""
        if pointer.question:
            kinds = tuple(k for k in pointer.kinds if k in self.directory.kinds)
            return noted(self.answerer.answer(_ask(pointer.question, pointer.locale, kinds, pointer.context)))
        attributes = self.attributes(pointer.attributes)
        shown = self.answerer.show(pointer.entry, attributes, pointer.locale, _today(), _moment())
        return noted(shown) if shown else None

    def attributes(self, named: Iterable[str]) -> tuple[str, ...]:
        """Those of the attributes named that there are."""
        return tuple(attribute for attribute in named if attribute in self.directory.attributes)

    def status(self, entry: str, locale: str) -> str:
        """One line on whether an entry is open now; empty where its hours do not tell."""
        return self.answerer.status(entry, locale, _moment())

    async def remember(self, answer: Answer, before: tuple[str, ...], *conversations: str) -> None:
        """Keeps what was answered as what these conversations of one channel are about, which were about ``before``.

        A thread in a direct message speaks for all of that.
        """
        if turn := kept(answer, before):
            channel = conversations[0].partition(":")[0]
            whole = (conversation_key(channel, None),) if is_direct(channel) else ()
            await self.records.remember(turn, *conversations, *whole)

    async def visited(self, person: str, answer: Answer) -> None:
        """Keeps that a person was shown an entry, where the answer is about one."""
        if answer.outcome == "answer" and answer.entries:
            await self.records.visited(person, answer.entries[0].id)

    def kinds_of(self, command: str) -> tuple[str, ...]:
        """The kinds that a slash command asks for; empty: all."""
        return tuple(kind.id for kind in self.directory.kinds.values() if kind.command == command)


def conversation_key(channel: str, thread_ts: str | None) -> str:
    """Names a thread, or a direct message outside of any thread."""
    return f"{channel}:{thread_ts or ''}"


def _ask(text: str, locale: str, kinds: tuple[str, ...], context: tuple[str, ...] = ()) -> Ask:
    """What is asked, now."""
    return Ask(text, locale, kinds, context, _today(), _moment())


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="minutes")


def _today() -> str:
    return date.today().isoformat()
