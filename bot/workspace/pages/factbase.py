"""The fact base's own view, for curators beside the conversation: the entry behind an answer, how a question was
understood, and whether the files load as they stand now.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask, Match
from bot.directory.loader import collector_off
from bot.directory.model import Directory, Entry, Fact
from bot.directory.watching import Refused, Watch
from bot.workspace.carrying.record import Record
from bot.workspace.holding.state import Json, Message, State
from bot.workspace.holding.typed import unescape

CONSIDERED = 8
PAUSE_SECONDS = 5.0
REMEMBERED = 10
"""Questions before the one explained that it may lean on."""
log = logging.getLogger(__name__)

_MARKED = re.compile(r"<[^<>|]*\|([^<>]*)>|<([^<>@#!][^<>]*)>")
_MENTION = re.compile(r"<[@#!][^<>]*>")


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A question as somebody put it."""

    text: str
    locale: str
    command: str = ""
    """The slash command it was sent with; empty: it was written."""


class FactBase:
    """One fact base, as its files stand: edits take effect while it is followed, bad ones are told."""

    def __init__(self, folder: Path, directory: Directory, watch: Watch) -> None:
        """`watch`: of the folder, begun before the directory was loaded from it."""
        self._folder = folder.resolve()
        self._directory = directory
        self._watch = watch
        self._answerer: Answerer | None = None
        """Of the directory, or for a moment after an edit of the one before; None: nobody has asked yet."""
        self._indexing: asyncio.Task[None] | None = None
        self._loaded_at = 0.0
        self._problems: tuple[str, ...] = ()
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every edit."""
        self._listeners.append(listener)

    async def follow(self, now: Callable[[], float]) -> None:
        """Take in every edit. Never ends."""
        self._loaded_at = now()
        while True:
            try:
                change = await anext(self._watch)
            except Exception:  # whatever it is: a look behind the scenes is no reason to stop the workspace
                log.exception("The edits to the fact base cannot be followed; its view shows the last good state")
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if isinstance(change, Refused):
                self._problems = change.problems
            else:
                self._directory, self._problems, self._loaded_at = change.directory, (), now()
                if self._answerer:  # the entries show as they are now; how questions are understood follows
                    self._indexing = asyncio.ensure_future(self._index(change.directory))
            self._tell()

    async def _index(self, directory: Directory) -> None:
        answerer = await asyncio.to_thread(_answerer, directory)
        if directory is self._directory:  # else another edit came meanwhile
            self._answerer = answerer
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def status(self) -> Json:
        """What is loaded, and what is wrong with the files since."""
        return {
            "title": self._directory.title,
            "folder": str(self._folder),
            "entries": len(self._directory.entries),
            "loaded_at": self._loaded_at,
            "problems": list(self._problems),
        }

    def examples(self, locale: str) -> list[str]:
        """Questions worth asking, in a person's language if there are any."""
        return list(self._directory.examples_in(locale.split("-")[0]))

    async def explain(self, *asked: Asked) -> Json | None:
        """What the last of some questions was taken for, what was considered, and the entries that answer it. Each of them
        may mean what the one before it was answered with. None: there is no question.
        """
        if self._answerer is None:
            self._answerer = await asyncio.to_thread(_answerer, self._directory)
        answer: Answer | None = None
        context: tuple[str, ...] = ()
        for one in asked:
            answer = self._answerer.answer(self._ask(one, context))
            context = tuple(entry.id for entry in answer.entries) if answer.outcome == "answer" else context
        return self._explained(answer, asked[-1].text) if answer else None

    async def explain_message(self, message: Message, state: State, record: Record) -> Json | None:
        """The same for a message: what it asks, or for an answer what was asked before it. None: nothing was."""
        return await self.explain(*questions(message, state, record))

    def _ask(self, asked: Asked, context: tuple[str, ...]) -> Ask:
        kinds = tuple(kind.id for kind in self._directory.kinds.values() if asked.command and kind.command == asked.command)
        return Ask(asked.text, asked.locale, kinds, () if asked.command else context, date.today().isoformat())

    def _explained(self, answer: Answer, question: str) -> Json:
        return {
            "question": question,
            "outcome": answer.outcome,
            "confidence": answer.confidence,
            "why": answer.why,
            "operation": answer.question.operation,
            "language": answer.language,
            "words": [asdict(word) for word in answer.question.words],
            "considered": [_considered(match) for match in answer.matches[:CONSIDERED]],
            "entries": [self._entry(now) for entry in answer.entries if (now := self._directory.entries.get(entry.id))],
        }

    def _entry(self, entry: Entry) -> Json:
        return {
            "id": entry.id,
            "name": entry.name,
            "kind": entry.kind,
            "kind_label": self._directory.kinds[entry.kind].label,
            "aliases": list(entry.aliases),
            "note": entry.note,
            "where": str(entry.where or ""),
            "path": str(self._folder / entry.where.file) if entry.where else "",
            "facts": [self._fact(fact) for fact in entry.facts],
        }

    def _fact(self, fact: Fact) -> Json:
        source = fact.source
        return {
            "attribute": fact.attribute,
            "label": " · ".join(filter(None, [self._directory.attributes[fact.attribute].label, fact.label])),
            "value": fact.value,
            "note": fact.note,
            "as_of": fact.as_of,
            "former": fact.former,
            "where": str(fact.where or ""),
            "source": {key: getattr(source, key) for key in ("id", "title", "url", "date", "standing")},
        }


def questions(message: Message, state: State, record: Record) -> list[Asked]:
    """The questions up to the one that a message asks or, of the bot's, answers, the last one last: what people wrote in
    the thread or conversation before it, or sent with a command.
    """
    if not message.by_app:
        return [_written(message, state)]
    before = [(float(one.ts), _written(one, state)) for one in _talk(message, state)]
    before += _commands(message, state, record)
    before = sorted((at, one) for at, one in before if at < float(message.ts))
    return [one for _, one in before][-REMEMBERED:]


def _written(message: Message, state: State) -> Asked:
    return Asked(plain(message.text), state.users[message.user].locale)


def _talk(message: Message, state: State) -> Iterator[Message]:
    for one in state.messages(message.channel):
        same_thread = message.thread_ts is None or message.thread_ts in (one.ts, one.thread_ts)
        if not one.by_app and same_thread:
            yield one


def _commands(message: Message, state: State, record: Record) -> Iterator[tuple[float, Asked]]:
    for entry in record.deliveries("slash_commands"):
        payload: dict[str, Any] = entry.request["payload"]
        if payload["channel_id"] == message.channel and message.only_for in (None, payload["user_id"]):
            locale = state.users[payload["user_id"]].locale
            yield entry.at, Asked(unescape(payload["text"]), locale, payload["command"])


def plain(text: str) -> str:
    """A message's text without Slack's writing: no mention, links as people read them."""
    shown = _MARKED.sub(lambda hit: hit.group(1) or hit.group(2), _MENTION.sub(" ", text))
    return unescape(" ".join(shown.split()))


def _considered(match: Match) -> Json:
    entry = match.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "score": match.score,
        "evidence": list(match.evidence),
        "where": str(entry.where or ""),
    }


def _answerer(directory: Directory) -> Answerer:
    with collector_off():
        return Answerer(directory)
