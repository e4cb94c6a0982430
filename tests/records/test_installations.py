"""The workspaces that the app is installed in, in a file and in PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot
from sqlalchemy import select, update

from bot.records.database import Database, address
from bot.records.installations import Installations
from bot.records.model import NotKept
from bot.records.tables import bots, states
from tests.records import postgresql


@pytest.fixture(params=["file", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    url = None
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("server")
        url = server.emptied()
    database = Database(address(tmp_path / "data", url))
    yield database
    await database.close()


def bot(team: str | None = "T1", token: str = "xoxe.xoxb-1", enterprise: str | None = None, ends: int = 43_200) -> Bot:
    return Bot(
        app_id="A1",
        enterprise_id=enterprise,
        team_id=team,
        team_name="Lantern",
        bot_token=token,
        bot_id="B1",
        bot_user_id="U1",
        bot_scopes="chat:write,commands",
        bot_refresh_token="xoxe-1",
        bot_token_expires_at=int(time.time()) + ends,
        is_enterprise_install=team is None,
        installed_at=time.time(),
    )


async def test_a_bot_is_found_where_it_is_installed_and_nowhere_else(database: Database) -> None:
    kept = Installations(database, "1.2")
    await kept.async_save_bot(bot("T1", "xoxb-one"))
    await kept.async_save_bot(bot("T2", "xoxb-two"))
    await kept.async_save_bot(bot(None, "xoxb-all", enterprise="E1"))
    found = await kept.async_find_bot(enterprise_id=None, team_id="T1")
    assert found and (found.bot_token, found.bot_scopes, found.team_name) == (
        "xoxb-one",
        ["chat:write", "commands"],
        "Lantern",
    )
    whole = await kept.async_find_bot(enterprise_id="E1", team_id=None)
    assert whole and whole.bot_token == "xoxb-all"
    assert await kept.async_find_bot(enterprise_id=None, team_id="T3") is None
    assert await kept.async_find_bot(enterprise_id="E1", team_id="T1") is None
    assert await Installations(database, "another.app").async_find_bot(enterprise_id=None, team_id="T1") is None


async def test_only_the_latest_tokens_of_a_workspace_are_kept(database: Database) -> None:
    kept = Installations(database, "1.2")
    for token in ("xoxb-old", "xoxb-new"):
        await kept.async_save_bot(bot(token=token))
    assert await database.attempt(lambda c: list(c.scalars(select(bots.c.bot_token)))) == ["xoxb-new"]
    await kept.async_save_bot(bot("T2"))
    await kept.async_delete_bot(enterprise_id=None, team_id="T1")
    assert await database.attempt(lambda c: list(c.scalars(select(bots.c.team_id)))) == ["T2"]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
async def test_when_a_token_ends_is_the_same_instant_in_every_time_zone(
    zone: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = bot()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        kept = Installations(database, "1.2")
        await kept.async_save_bot(saved)
        found = await kept.async_find_bot(enterprise_id=None, team_id="T1")
        assert found and found.bot_token_expires_at == saved.bot_token_expires_at
        assert found.installed_at == pytest.approx(saved.installed_at)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


async def test_one_of_several_processes_refreshes_a_token(database: Database) -> None:
    one, other = Installations(database, "1.2"), Installations(database, "1.2")
    soon = bot(ends=60)
    assert [await one.take_turn(soon), await other.take_turn(soon)] == [True, False]
    assert await other.take_turn(bot(ends=61)), "the next token has a turn of its own"


async def test_an_installation_that_has_begun_ends_once_and_in_time(database: Database) -> None:
    kept = Installations(database, "1.2")
    secret = await kept.async_issue()
    assert not await kept.async_consume("another")
    assert await kept.async_consume(secret)
    assert not await kept.async_consume(secret)
    late = await kept.async_issue()
    past = update(states).where(states.c.state == late).values(expire_at=datetime(2026, 1, 1))
    await database.attempt(lambda c: c.execute(past).close())
    assert not await kept.async_consume(late)


async def test_a_store_that_does_not_work_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    database = Database(address(tmp_path / "data", None))
    with pytest.raises(NotKept):
        await Installations(database, "1.2").async_find_bot(enterprise_id=None, team_id="T1")
    await database.close()
