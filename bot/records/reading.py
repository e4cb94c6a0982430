"""What is kept, as curators read it: over all workspaces, for they share one fact base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, cast

from sqlalchemy import Connection, Integer, Row, func, select

from bot.directory.reports.voices import Reported, Voices, Votes
from bot.records.database import Database
from bot.records.model import Cause, Unanswered
from bot.records.tables import questions, reports, votes


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without an answer, and the day it was asked."""

    question: Unanswered
    day: date


@dataclass(frozen=True, slots=True)
class Kept:
    """What curators may want to act upon."""

    questions: tuple[Asked, ...] = ()
    voices: tuple[Voices, ...] = ()
    """What calls for a look first, then by how many people said something."""


async def read(database: Database, since: date = date.min) -> Kept:
    """What is kept since a day. Nothing where nothing was ever kept; then no file is made either.

    Raises:
        NotKept: the database does not work.
    """
    if database.file and not database.file.exists():
        return Kept()
    instant = datetime.combine(since, time(), UTC).timestamp()
    worked = func.sum(votes.c.worked.cast(Integer)).label("worked")
    tally = select(votes.c.entry, votes.c.attribute, worked, func.count().label("all"))
    tally = tally.where(votes.c.at >= instant).group_by(votes.c.entry, votes.c.attribute).order_by(votes.c.attribute)

    def reading(connection: Connection) -> Kept:
        asked = connection.execute(select(questions).where(questions.c.asked_on >= since).order_by(questions.c.id))
        told = connection.execute(select(reports).where(reports.c.at >= instant).order_by(reports.c.id.desc()))
        return Kept(tuple(map(_asked, asked)), _voices(connection.execute(tally).all(), told.all()))

    return await database.attempt(reading, lasting=False)


def _asked(row: Row[Any]) -> Asked:
    question = Unanswered(
        text=row.text,
        outcome=row.outcome,
        cause=cast(Cause, row.cause),
        entry=row.entry,
        place=row.place,
        kinds=tuple(row.kinds),
        attributes=tuple(row.attributes),
        language=row.language,
    )
    return Asked(question, row.asked_on)


def _voices(voted: Sequence[Row[Any]], told: Sequence[Row[Any]]) -> tuple[Voices, ...]:
    """Votes and reports by entry."""
    found = [
        Voices(
            entry,
            tuple(Votes(row.attribute, row.worked, row.all - row.worked) for row in voted if row.entry == entry),
            tuple(_reported(row) for row in told if row.entry == entry),
        )
        for entry in sorted({row.entry for row in (*voted, *told)})
    ]
    return tuple(sorted(found, key=lambda v: (not v.calls, -len(v.reports) - v.failed, -v.worked)))


def _reported(row: Row[Any]) -> Reported:
    return Reported(row.attribute, row.value, row.seen, row.person, datetime.fromtimestamp(row.at, UTC).date())
