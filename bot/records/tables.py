"""The tables of the store. Every row says whose workspace it is of; instants are seconds since 1970.

A change here needs a migration: ``migrations/__init__.py`` says how.
"""

from __future__ import annotations

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import JSON, Boolean, Column, Date, Double, Integer, MetaData, Table, Text

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})


def _key(name: str) -> Column[str]:
    """A part of the primary key."""
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _instant(name: str, index: bool = False) -> Column[float]:
    return Column(name, Double, nullable=False, index=index)


claims = Table("claims", metadata, _key("team"), _key("key"), _instant("until", index=True))

requests = Table(
    "requests",
    metadata,
    _key("team"),
    _key("key"),
    # what was asked, and by whom; nothing as soon as it is answered
    Column("body", JSON(none_as_null=True)),
    _text("holder"),
    Column("attempt", Integer, nullable=False),
    _instant("until", index=True),
)

conversations = Table(
    "conversations",
    metadata,
    _key("team"),
    _key("conversation"),
    Column("entries", JSON, nullable=False),
    _instant("until", index=True),
)

votes = Table(
    "votes",
    metadata,
    _key("team"),
    _key("person"),
    _key("entry"),
    _key("attribute"),
    Column("worked", Boolean, nullable=False),
    _instant("at"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("team"),
    _text("person"),
    _text("entry"),
    _text("attribute"),
    _text("value"),
    _text("seen"),
    _instant("at"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("team"),
    _text("text"),
    _text("outcome"),
    _text("cause"),
    _text("entry"),
    _text("place"),
    Column("kinds", JSON, nullable=False),
    Column("attributes", JSON, nullable=False),
    _text("language"),
    # the day alone: an instant, beside those at which people looked at entries, could tell who asked
    Column("asked_on", Date, nullable=False, index=True),
)

channels = Table("channels", metadata, _key("team"), _key("channel"), _text("listening"))

pins = Table("pins", metadata, _key("team"), _key("person"), _key("entry"), _instant("at"))

recents = Table("recents", metadata, _key("team"), _key("person"), _key("entry"), _instant("at", index=True))

bots = SQLAlchemyInstallationStore.build_bots_table(metadata, SQLAlchemyInstallationStore.default_bots_table_name)
states = SQLAlchemyOAuthStateStore.build_oauth_states_table(metadata, SQLAlchemyOAuthStateStore.default_table_name)
"""The tables of slack_sdk's own stores: the workspaces that the app is in, and the installations that have begun."""
