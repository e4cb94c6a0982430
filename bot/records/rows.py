"""The records of one workspace as rows of a database. Every method raises NotKept when the database does not work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, insert, select

from bot.records.clock import Clock
from bot.records.database import Database
from bot.records.model import CLAIM_SECONDS, CONVERSATION_SECONDS, RECENT, Listening, Report, Unanswered, Vote, reporting
from bot.records.statements import insert_into, upsert
from bot.records.tables import channels, claims, conversations, pins, questions, recents, reports, votes

TEXT = 3000
"""Characters kept of what somebody typed, as many as Slack lets anybody type into a field."""


class _Taken(Exception):
    """A key is taken already; undoes the taking of the others."""


class Rows:
    """The rows of one workspace."""

    def __init__(self, database: Database, team: str, question_days: int, clock: Clock) -> None:
        self._database = database
        self._team = team
        self._question_days = question_days
        self._clock = clock

    # --- doing a thing once

    async def claim(self, *keys: str, seconds: float = CLAIM_SECONDS) -> bool:
        try:
            await self._database.run(self._taking(keys, seconds), lasting=False)
        except _Taken:
            return False
        return True

    async def release(self, *keys: str) -> None:
        await self._delete(claims, claims.c.key.in_(keys), lasting=False)

    # --- conversations

    async def recall(self, *keys: str) -> tuple[str, ...]:
        kept = conversations.c
        query = select(kept.conversation, kept.entries).where(
            kept.team == self._team, kept.conversation.in_(keys), kept.until > self._clock.now()
        )
        found = await self._database.run(lambda connection: list(connection.execute(query)), lasting=False)
        return next((tuple(about) for _, about in sorted(found, key=lambda row: keys.index(row[0]))), ())

    async def remember(self, about: tuple[str, ...], *keys: str) -> None:
        until = self._clock.now() + CONVERSATION_SECONDS
        # sorted, so that two who keep the same ones cannot wait for each other
        rows = [self._of(conversation=key, entries=list(about), until=until) for key in sorted(set(keys))]
        await self._database.run(lambda c: c.execute(upsert(c, conversations), rows).close(), lasting=False)

    # --- what people say of answers

    async def vote(self, vote: Vote) -> None:
        await self._put(votes, **asdict(vote), at=self._clock.now())

    async def report(self, report: Report, form: str) -> bool:
        about = asdict(report) | {"value": _clean(report.value), "seen": _clean(report.seen)}
        take, row = self._taking((reporting(form),), CLAIM_SECONDS), self._of(**about, at=self._clock.now())

        def keep(connection: Connection) -> None:
            take(connection)
            connection.execute(insert(reports), row)

        try:
            await self._database.run(keep)
        except _Taken:
            return False
        return True

    async def unanswered(self, question: Unanswered) -> None:
        if self._question_days:
            row = asdict(question) | {"text": _clean(question.text)}
            await self._add(questions, **row, asked_on=datetime.fromtimestamp(self._clock.now(), UTC).date())

    # --- channels

    async def listening(self, channel: str) -> Listening:
        found = await self._find(channels.c.listening, channels.c.channel == channel)
        return cast(Listening, found[0]) if found else "off"

    async def set_listening(self, channel: str, listening: Listening) -> None:
        await self._put(channels, channel=channel, listening=listening)

    # --- what a person keeps at hand

    async def pins(self, person: str) -> tuple[str, ...]:
        return tuple(await self._find(pins.c.entry, pins.c.person == person, latest=pins.c.at))

    async def pin(self, person: str, entry: str) -> None:
        row = self._of(person=person, entry=entry, at=self._clock.now())
        await self._database.run(lambda c: c.execute(insert_into(c, pins).values(row).on_conflict_do_nothing()).close())

    async def unpin(self, person: str, entry: str) -> None:
        await self._delete(pins, pins.c.person == person, pins.c.entry == entry)

    async def recents(self, person: str) -> tuple[str, ...]:
        return tuple(await self._find(recents.c.entry, recents.c.person == person, latest=recents.c.at))

    async def visited(self, person: str, entry: str) -> None:
        row = self._of(person=person, entry=entry, at=self._clock.now())
        theirs = and_(recents.c.team == self._team, recents.c.person == person)
        latest = select(recents.c.entry).where(theirs).order_by(recents.c.at.desc()).limit(RECENT)

        def put(connection: Connection) -> None:
            connection.execute(upsert(connection, recents).values(row))
            connection.execute(delete(recents).where(theirs, recents.c.entry.not_in(latest)))

        await self._database.run(put, lasting=False)

    # --- how

    def _taking(self, keys: Sequence[str], seconds: float) -> Callable[[Connection], None]:
        """Takes all the keys in a transaction. What it does raises _Taken where one of them is taken."""
        ours = sorted(set(keys))  # so that two who want the same ones cannot wait for each other

        def take(connection: Connection) -> None:
            now = self._clock.shared(connection)
            statement = upsert(connection, claims, where=claims.c.until <= now).returning(claims.c.key)
            for key in ours:
                if connection.execute(statement.values(self._of(key=key, until=now + seconds))).first() is None:
                    raise _Taken

        return take

    def _of(self, **values: Any) -> dict[str, Any]:
        """The values of a row of this workspace."""
        return {"team": self._team, **values}

    async def _find(
        self, column: Column[Any], *where: ColumnElement[bool], latest: Column[float] | None = None
    ) -> list[Any]:
        """The column's values in this workspace's rows that are so; with ``latest`` those with the largest there first."""
        query = select(column).where(column.table.c.team == self._team, *where)
        if latest is not None:
            query = query.order_by(latest.desc())
        return await self._database.run(lambda connection: list(connection.scalars(query)), lasting=False)

    async def _add(self, table: Table, **values: Any) -> None:
        """A row more."""
        statement = insert(table).values(self._of(**values))
        await self._database.run(lambda connection: connection.execute(statement).close())

    async def _put(self, table: Table, lasting: bool = True, **values: Any) -> None:
        """A row, in the place of the one with the same key."""
        row = self._of(**values)
        await self._database.run(
            lambda connection: connection.execute(upsert(connection, table).values(row)).close(), lasting
        )

    async def _delete(self, table: Table, *where: ColumnElement[bool], lasting: bool = True) -> None:
        """No row of this workspace any more that is so."""
        statement = delete(table).where(table.c.team == self._team, *where)
        await self._database.run(lambda connection: connection.execute(statement).close(), lasting)


def _clean(text: str) -> str:
    """What somebody typed, without control characters and halves of characters, which not every database takes, and cut."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()[:TEXT]
