"""Where the settings say that records are kept."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import date

from sqlalchemy.exc import ArgumentError

from bot.records.database import Database, address
from bot.records.installations import Installations
from bot.records.reading import Kept, read
from bot.records.store import SqlStore
from bot.settings import Settings, SettingsError


def database(settings: Settings) -> Database:
    """The database that the settings name, which nobody has opened yet.

    Raises:
        SettingsError: its address cannot be read.
    """
    url = settings.database_url.get_secret_value() if settings.database_url else None
    try:
        return Database(address(settings.data_folder, url))
    except (ArgumentError, ValueError):
        raise SettingsError("DATABASE_URL cannot be read; write postgresql://user:password@host/database") from None


@contextlib.asynccontextmanager
async def keeping(settings: Settings) -> AsyncIterator[SqlStore]:
    """The store that the settings name, opened and kept tidy meanwhile. Raises SettingsError as ``database`` does."""
    store = SqlStore(database(settings), settings.question_days)
    store.stay_tidy()
    try:
        yield store
    finally:
        await store.close()


def installations(settings: Settings, store: SqlStore) -> Installations | None:
    """The workspaces that install the app, kept beside the records; None where it is for one workspace."""
    return Installations(store.database, settings.slack_client_id) if settings.slack_client_id else None


def read_now(settings: Settings, since: date | None = None) -> Kept:
    """What is kept where the settings say. Raises SettingsError or NotKept."""

    async def reading() -> Kept:
        opened = database(settings)
        try:
            return await read(opened, since or date.min)
        finally:
            await opened.close()

    return asyncio.run(reading())
