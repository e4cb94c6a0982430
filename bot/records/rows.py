"""The records of one workspace as rows of a database. Every method raises NotKept when the database does not work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, and_, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.database import Database
from bot.records.model import CLAIM_SECONDS, CONVERSATION_SECONDS, RECENT, Listening, Report, Unanswered, Vote
from bot.records.tables import channels, claims, conversations, pins, questions, recents, reports, votes

TEXT = 3000
"""Characters kept of what somebody typed, as many as Slack lets anybody type into a field."""


class _Taken(Exception):
    """A key is taken already; undoes the taking of the others."""


class Rows:
    """The rows of one workspace."""

    def __init__(self, database: Database, team: str, question_days: int, clock: Callable[[], float]) -> None:
        self._database = database
        self._team = team
        self._question_days = question_days
        self._clock = clock

    # --- doing a thing once

    async def claim(self, *keys: str, seconds: float = CLAIM_SECONDS) -> bool:
        now, wanted = self._clock(), sorted(set(keys))  # sorted: two who want the same keys cannot wait for each other
        try:
            async with self._database.transaction(lasting=False) as connection:
                row = _upsert(connection, claims, where=lambda kept: kept.until <= now).returning(claims.c.key)
                taken = await connection.execute(row.values([self._of(key=key, until=now + seconds) for key in wanted]))
                if len(taken.all()) < len(wanted):
                    raise _Taken
        except _Taken:
            return False
        return True

    async def release(self, *keys: str) -> None:
        async with self._database.transaction(lasting=False) as connection:
            await connection.execute(delete(claims).where(claims.c.team == self._team, claims.c.key.in_(keys)))

    # --- conversations

    async def recall(self, conversation: str) -> tuple[str, ...]:
        kept = conversations.c
        this = and_(kept.team == self._team, kept.conversation == conversation, kept.until > self._clock())
        async with self._database.transaction(lasting=False) as connection:
            return tuple(await connection.scalar(select(kept.entries).where(this)) or ())

    async def remember(self, conversation: str, entries: tuple[str, ...]) -> None:
        until = self._clock() + CONVERSATION_SECONDS
        async with self._database.transaction(lasting=False) as connection:
            row = self._of(conversation=conversation, entries=list(entries), until=until)
            await connection.execute(_upsert(connection, conversations).values(row))

    # --- what people say of answers

    async def vote(self, vote: Vote) -> None:
        async with self._database.transaction() as connection:
            row = self._of(
                person=vote.person, entry=vote.entry, attribute=vote.attribute, worked=vote.worked, at=self._clock()
            )
            await connection.execute(_upsert(connection, votes).values(row))

    async def report(self, report: Report) -> None:
        row = self._of(
            person=report.person, entry=report.entry, attribute=report.attribute,
            value=_clean(report.value), seen=_clean(report.seen), at=self._clock(),
        )  # fmt: skip
        async with self._database.transaction() as connection:
            await connection.execute(insert(reports).values(row))

    async def unanswered(self, question: Unanswered) -> None:
        if not self._question_days:
            return
        row = self._of(
            text=_clean(question.text), outcome=question.outcome, cause=question.cause, entry=question.entry,
            place=question.place, kinds=list(question.kinds),
            attributes=list(question.attributes), language=question.language,
            asked_on=datetime.fromtimestamp(self._clock(), UTC).date(),
        )  # fmt: skip
        async with self._database.transaction() as connection:
            await connection.execute(insert(questions).values(row))

    # --- channels

    async def listening(self, channel: str) -> Listening:
        this = and_(channels.c.team == self._team, channels.c.channel == channel)
        async with self._database.transaction(lasting=False) as connection:
            kept: Listening | None = await connection.scalar(select(channels.c.listening).where(this))
        return kept or "off"

    async def set_listening(self, channel: str, listening: Listening) -> None:
        async with self._database.transaction() as connection:
            row = self._of(channel=channel, listening=listening)
            await connection.execute(_upsert(connection, channels).values(row))

    # --- what a person keeps at hand

    async def pins(self, person: str) -> tuple[str, ...]:
        return await self._at_hand(pins, person)

    async def pin(self, person: str, entry: str) -> None:
        async with self._database.transaction() as connection:
            row = self._of(person=person, entry=entry, at=self._clock())
            await connection.execute(_insert(connection, pins).values(row).on_conflict_do_nothing())

    async def unpin(self, person: str, entry: str) -> None:
        this = and_(pins.c.team == self._team, pins.c.person == person, pins.c.entry == entry)
        async with self._database.transaction() as connection:
            await connection.execute(delete(pins).where(this))

    async def recents(self, person: str) -> tuple[str, ...]:
        return await self._at_hand(recents, person)

    async def visited(self, person: str, entry: str) -> None:
        theirs = and_(recents.c.team == self._team, recents.c.person == person)
        latest = select(recents.c.entry).where(theirs).order_by(recents.c.at.desc()).limit(RECENT)
        async with self._database.transaction(lasting=False) as connection:
            row = self._of(person=person, entry=entry, at=self._clock())
            await connection.execute(_upsert(connection, recents).values(row))
            await connection.execute(delete(recents).where(theirs, recents.c.entry.not_in(latest)))

    async def _at_hand(self, table: Table, person: str) -> tuple[str, ...]:
        """The entries that a table has for a person, the latest first."""
        theirs = and_(table.c.team == self._team, table.c.person == person)
        async with self._database.transaction(lasting=False) as connection:
            return tuple(await connection.scalars(select(table.c.entry).where(theirs).order_by(table.c.at.desc())))

    def _of(self, **values: Any) -> dict[str, Any]:
        """The values of a row of this workspace."""
        return {"team": self._team, **values}


def _insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what happens to a row which is there already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _upsert(
    connection: AsyncConnection, table: Table, where: Callable[[Any], Any] = lambda kept: None
) -> sqlite.Insert | postgresql.Insert:
    """An insert that puts its values in the place of the row with the same key, or only of one that is as ``where`` says."""
    statement = _insert(connection, table)
    key = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=key, set_=others, where=where(table.c))


def _clean(text: str) -> str:
    """What somebody typed, without control characters and halves of characters, which not every database takes, and cut."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()[:TEXT]
