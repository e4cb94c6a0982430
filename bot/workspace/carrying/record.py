"""What passed between the workspace and the app, in order: the app's calls and the payloads delivered to it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["call", "response_url", "delivery", "upload"]


@dataclass(slots=True)
class Entry:
    """One call or one attempt to deliver. `response` is filled in when it is known."""

    number: int
    kind: Kind
    name: str
    """The Web API method, or the envelope's type."""
    request: dict[str, Any]
    response: Any = None
    error: str = ""
    """Why it failed; empty: it did not."""
    at: float = 0.0
    """Unix time when it began."""
    took_ms: float | None = None
    """None until it is done."""
    _began: float = field(default_factory=time.perf_counter, repr=False)
    _ended: Callable[[Entry], None] | None = field(default=None, repr=False)

    def done(self, response: Any = None, error: str = "") -> None:
        """Note how it ended and how long it took."""
        self.response = response
        self.error = error
        self.took_ms = (time.perf_counter() - self._began) * 1000
        if self._ended:
            self._ended(self)


class Record:
    """The last entries, oldest first; older ones are let go so that a workspace left running does not grow."""

    def __init__(self, keep: int = 5000) -> None:
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._listeners: list[Callable[[Entry], None]] = []
        self._number = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def listen(self, listener: Callable[[Entry], None]) -> None:
        """Call `listener` with every new entry when it begins, and again when it is done (`took_ms` tells)."""
        self._listeners.append(listener)

    def add(self, kind: Kind, name: str, request: dict[str, Any]) -> Entry:
        """Note that something begins."""
        self._number += 1
        entry = Entry(self._number, kind, name, request, at=time.time(), _ended=self._tell)
        self._entries.append(entry)
        self._tell(entry)
        return entry

    def _tell(self, entry: Entry) -> None:
        for listener in self._listeners:
            listener(entry)

    def calls(self, name: str = "") -> list[Entry]:
        """The app's Web API calls, all or of one method."""
        return [entry for entry in self._entries if entry.kind == "call" and name in ("", entry.name)]

    def deliveries(self, name: str = "") -> list[Entry]:
        """Every attempt to deliver, all or of one type of envelope."""
        return [entry for entry in self._entries if entry.kind == "delivery" and name in ("", entry.name)]
