"""The workspaces that the app is installed in, with their tokens, and the installations that have begun.

All of it is kept by slack_sdk's own stores, in the transactions and threads of the records.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Connection, Engine, select

from bot.records.clock import Clock
from bot.records.database import Database
from bot.records.rows import Rows
from bot.records.tables import bots

BEGUN_SECONDS = 600
"""How long somebody may take from the first page of an installation to the last."""
TURN_SECONDS = 30.0
"""How long a process that refreshes a token has for it before another one may."""

T = TypeVar("T")
S = TypeVar("S", SQLAlchemyInstallationStore, SQLAlchemyOAuthStateStore)


@dataclass(frozen=True, slots=True)
class _Within:
    """Stands in for an engine: whatever is begun on it is a part of the connection's transaction."""

    connection: Connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        yield self.connection

    connect = begin


class Installations(AsyncInstallationStore, AsyncOAuthStateStore):
    """The installations of one app, one of each workspace. Every method raises NotKept when the database does not work."""

    def __init__(self, database: Database, client_id: str) -> None:
        self._database = database
        nowhere = cast(Engine, None)
        self._bots = SQLAlchemyInstallationStore(client_id, nowhere)
        self._states = SQLAlchemyOAuthStateStore(BEGUN_SECONDS, nowhere)

    # --- the bots

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The app's bot in a workspace, or, without a ``team_id``, in a whole organisation."""

        def find(bots: SQLAlchemyInstallationStore) -> Bot | None:
            return bots.find_bot(enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install)

        return await self._run(self._bots, find, lasting=False)

    async def async_save(self, installation: Installation) -> None:
        """Keeps the bot of an installation, and nothing of who installed it."""
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Keeps a bot in the place of the one that was there before."""

        def save(bots: SQLAlchemyInstallationStore) -> None:
            bots.delete_bot(enterprise_id=bot.enterprise_id, team_id=bot.team_id)
            bots.save_bot(bot)

        await self._run(self._bots, save)

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Keeps no bot there any more."""
        await self._run(self._bots, lambda bots: bots.delete_bot(enterprise_id=enterprise_id, team_id=team_id))

    async def organisation(self, team_id: str) -> str | None:
        """The organisation that an installed workspace belongs to, if to any."""
        query = select(bots.c.enterprise_id).where(bots.c.client_id == self._bots.client_id, bots.c.team_id == team_id)
        return await self._database.run(lambda connection: connection.scalar(query), lasting=False)

    async def take_turn(self, bot: Bot) -> bool:
        """Whether it falls to this process to refresh the bot's token now: Slack takes each refresh token once."""
        turns = Rows(self._database, bot.team_id or bot.enterprise_id or "", 0, Clock())
        return await turns.claim(f"rotation:{bot.bot_token_expires_at}", seconds=TURN_SECONDS)

    # --- the installations that have begun

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new secret that one installation carries from its first page to its last."""
        return await self._run(self._states, lambda states: states.issue())

    async def async_consume(self, state: str) -> bool:
        """Whether an installation with this secret had begun, not too long ago; it has ended now."""
        return await self._run(self._states, lambda states: states.consume(state))

    async def _run(self, store: S, work: Callable[[S], T], lasting: bool = True) -> T:
        def run(connection: Connection) -> T:
            bound = copy.copy(store)
            bound.engine = cast(Engine, _Within(connection))
            return work(bound)

        return await self._database.run(run, lasting)
