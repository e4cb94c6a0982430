"""Statements that every database writes in its own way."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what happens to a row which is there already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def upsert(
    connection: Connection, table: Table, where: ColumnElement[bool] | None = None
) -> sqlite.Insert | postgresql.Insert:
    """An insert that puts its values in the place of the row with the same key, or only of one that is as ``where`` says."""
    statement = insert_into(connection, table)
    others = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others, where=where)
