"""Slack's own search, as people use it: what the app finds, what it can be narrowed to, the details of a result."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.workspace.doing.outbound import Impossible, Outbound
from bot.workspace.holding.executions import FunctionFailed
from bot.workspace.holding.state import Json, User
from bot.workspace.shapes import events

SEARCH_SECONDS = 10.0


@dataclass(slots=True)
class Searches:
    """The hands of everybody in the workspace, on Slack's search."""

    out: Outbound
    patience: float = SEARCH_SECONDS
    """Seconds that it waits for the app."""

    async def search(self, user: User, query: str, filters: Json | None = None) -> Json:
        """Search in Slack; returns the outputs of the app's function, the results under `search_result`.

        Raises:
            Impossible: the app offers no search, failed, or did not answer.
        """
        return await self._run(user, self.out.api.app.search, {"query": query, "filters": filters or {}})

    async def search_filters(self, user: User) -> Json:
        """The filters that the app offers for the search, under `filters`.

        Raises:
            Impossible: the app offers none, failed, or did not answer.
        """
        return await self._run(user, self.out.api.app.search_filters, {})

    async def details(self, user: User, link: str, external_id: str) -> Json:
        """Open a result of the search; returns what the app presents.

        Raises:
            Impossible: the app does not take part, or presented nothing.
        """
        if "entity_details_requested" not in self.out.api.app.events:
            raise Impossible("The app shows no details of what it finds.")
        trigger_id = self.out.api.triggers.issue(user.id)
        presented = self.out.api.executions.await_details(trigger_id)
        self.out.event(events.entity_details_requested(user, link, external_id, trigger_id, self.out.api.state.next_ts()))
        return await self._within(presented)

    async def _run(self, user: User, callback_id: str, inputs: Json) -> Json:
        if not callback_id or "function_executed" not in self.out.api.app.events:
            raise Impossible("The app takes no part in Slack's search.")
        execution_id, token, outputs = self.out.api.executions.begin(callback_id)
        self.out.event(
            events.function_executed(
                callback_id,
                inputs | {"user_context": {"id": user.id, "secret": ""}},
                execution_id=execution_id,
                token=token,
                title=callback_id,
                app_id=self.out.api.state.team.app_id,
                event_ts=self.out.api.state.next_ts(),
            )
        )
        return await self._within(outputs)

    async def _within(self, future: asyncio.Future[Json]) -> Json:
        try:
            return await asyncio.wait_for(future, self.patience)
        except TimeoutError:
            raise Impossible("The app did not answer in time.") from None
        except FunctionFailed as failed:
            raise Impossible(f"The app could not do it: {failed}") from None
