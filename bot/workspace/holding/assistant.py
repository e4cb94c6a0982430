"""The agent's side of conversations: what it is doing, what it suggests to ask, what a session is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.workspace.holding.state import Json


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread with the agent, or with an empty `thread_ts` its whole Messages tab."""

    channel: str
    thread_ts: str
    status: str = ""
    """What the agent is doing, shown under the last message; empty: nothing."""
    loading_messages: tuple[str, ...] = ()
    """Lines that take turns while it does."""
    title: str = ""
    prompts: tuple[Json, ...] = ()
    """Suggested prompts, each with `title` and `message`."""
    prompts_title: str = ""
    session: str = ""
    """active, processing, suspended or closed; empty: there is no session."""


@dataclass
class Assistant:
    """All threads with the agent."""

    _threads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    _listeners: list[Callable[[Thread], None]] = field(default_factory=list)

    def listen(self, listener: Callable[[Thread], None]) -> None:
        """Call `listener` with every thread that becomes another."""
        self._listeners.append(listener)

    def __iter__(self) -> Iterator[Thread]:
        return iter(self._threads.values())

    def thread(self, channel: str, thread_ts: str = "") -> Thread:
        """One thread, as it stands."""
        return self._threads.get((channel, thread_ts), Thread(channel, thread_ts))

    def change(self, channel: str, thread_ts: str, **changes: Any) -> Thread:
        """Let a thread be another than it was."""
        changed = replace(self.thread(channel, thread_ts), **changes)
        self._threads[channel, thread_ts] = changed
        for listener in self._listeners:
            listener(changed)
        return changed

    def answered(self, channel: str, thread_ts: str) -> None:
        """The agent has posted: Slack takes its status away."""
        thread = self.thread(channel, thread_ts)
        if thread.status or thread.loading_messages:
            self.change(channel, thread_ts, status="", loading_messages=())
