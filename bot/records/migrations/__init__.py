"""Brings the tables of a store up to date, one version after the other, at the start of the bot.

After a change to ``tables.py``, write the next version beside the others; ``tests/records/test_migrations.py`` says what it
must do. A version that stands somewhere already is never edited.
"""

from __future__ import annotations

import threading

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

LOCK = 7_303_014
"""Names the lock that a process holds in PostgreSQL meanwhile; any number that nobody else uses."""

_ONE_AT_A_TIME = threading.Lock()
"""Alembic cannot do two at once in one process."""


def migrate(connection: Connection, version: str = "head") -> None:
    """Brings the tables up to a version, in the connection's transaction; several processes do it one after the other.

    Raises:
        CommandError: they were made by a newer version of the program.
    """
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.records:migrations")
    config.set_main_option("path_separator", "os")
    if MigrationContext.configure(connection).get_current_revision() == _number(config, version):
        return  # nothing to wait for a lock for
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    with _ONE_AT_A_TIME:
        command.upgrade(config, version)


def _number(config: Config, version: str) -> str | None:
    return ScriptDirectory.from_config(config).as_revision_number(version)  # type: ignore[return-value]
