"""What Slack's own search asks of the app: runs of its functions, and the details of an entry that somebody opened."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.workspace.holding.interactions import Refused, forget_oldest
from bot.workspace.holding.state import Json


class FunctionFailed(Exception):
    """The app said that its function failed; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a function."""

    callback_id: str
    token: str
    outputs: asyncio.Future[Json]


@dataclass(slots=True)
class Executions:
    """Runs of functions by id, each with its own token, and entries whose details are awaited, by trigger."""

    _running: dict[str, Run] = field(default_factory=dict)
    _details: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    def begin(self, callback_id: str) -> tuple[str, str, asyncio.Future[Json]]:
        """A run's id, the token that goes with it, and its outputs to come (or FunctionFailed)."""
        execution_id, token = f"Fx{secrets.token_hex(5).upper()}", f"xwfp-{secrets.token_hex(24)}"
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._running[execution_id] = Run(callback_id, token, future)
        forget_oldest(self._running)
        return execution_id, token, future

    def knows(self, token: str) -> bool:
        """Whether this token was given along with a run."""
        return any(run.token == token for run in self._running.values())

    def callback(self, execution_id: str) -> str:
        """Callback id of the function that runs.

        Raises:
            Refused: there is no such run, or it is over.
        """
        return self._open(execution_id).callback_id

    def succeed(self, execution_id: str, outputs: Json) -> None:
        """The app gives the outputs.

        Raises:
            Refused: there is no such run, or it is over.
        """
        self._open(execution_id).outputs.set_result(outputs)

    def fail(self, execution_id: str, error: str) -> None:
        """The app says that it failed.

        Raises:
            Refused: there is no such run, or it is over.
        """
        self._open(execution_id).outputs.set_exception(FunctionFailed(error))

    def await_details(self, trigger_id: str) -> asyncio.Future[Json]:
        """What the app will present for this trigger."""
        self._details[trigger_id] = future = asyncio.get_running_loop().create_future()
        forget_oldest(self._details)
        return future

    def present(self, trigger_id: str, details: Json) -> None:
        """The app presents an entry."""
        future: asyncio.Future[Any] | None = self._details.pop(trigger_id, None)
        if future and not future.done():
            future.set_result(details)

    def _open(self, execution_id: str) -> Run:
        run = self._running.get(execution_id)
        if run is None:
            raise Refused("function_execution_not_found")
        if run.outputs.done():
            raise Refused("execution_not_in_running_state")
        return run
