"""Two workspaces whose people, channels and instants have the same ids: nothing of the one shows in the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, select, update

from bot.records.installations import Installations
from bot.records.model import NotKept
from bot.records.store import SqlStore
from bot.records.tables import bots
from bot.slack.curating.curators import Curators
from bot.slack.desk import Desk
from bot.slack.installing.tokens import Tokens
from bot.slack.rendering.buttons import CURATORS
from bot.slack.sending.queueing import turn_in
from bot.workspace import Workspace
from tests.slack.hand_built import Scripted
from tests.slack.many import Many, many


@pytest.fixture
async def bot(desk: Desk, tmp_path: Path) -> AsyncIterator[Many]:
    """Installed in both."""
    async with many(desk, tmp_path / "data") as bot:
        await bot.install()
        yield bot


@pytest.fixture
async def rotating(desk: Desk, tmp_path: Path) -> AsyncIterator[Many]:
    """Installed in both, with tokens that end."""
    async with many(desk, tmp_path / "data", rotating=True) as bot:
        await bot.install()
        yield bot


async def silent(workspace: Workspace) -> None:
    """Nothing comes."""
    await workspace.delivery.settled()
    with pytest.raises(TimeoutError):
        await workspace.next_message(timeout=0.3)


async def test_the_same_message_in_both_is_answered_in_each_with_its_own_token(bot: Many) -> None:
    for workspace in (bot.one, bot.other):
        asked = await workspace.asks("phone for harbour house")
        assert asked.ts.startswith("1795320000.")
        answer = await workspace.next_message()
        assert (answer.thread_ts, answer.channel) == (asked.ts, asked.channel)
    await silent(bot.one)
    await silent(bot.other)


async def test_what_a_person_speaks_is_asked_of_their_own_workspace(bot: Many, answerer: Scripted) -> None:
    bot.other.state.users[bot.other.user.id] = replace(bot.other.user, locale="es-ES")
    for workspace in (bot.one, bot.other, bot.one):
        await workspace.asks("phone for harbour house")
        await workspace.next_message()
    assert [ask.locale for ask in answerer.asked] == ["en-US", "es-ES", "en-US"]


async def test_settings_of_a_channel_and_the_subject_of_a_thread_stay_where_they_are(bot: Many) -> None:
    await bot.one.slash("/directory", "here on")
    assert "on" in (await bot.one.next_message()).text
    channel = bot.one.channel().id
    assert channel == bot.other.channel().id
    assert await bot.store.of(bot.one.state.team.id).listening(channel) == "on"
    assert await bot.store.of(bot.other.state.team.id).listening(channel) == "off"
    thread = await bot.one.asks("phone for harbour house")
    await bot.one.next_message()
    key = f"{channel}:{thread.ts}"
    assert await bot.store.of(bot.one.state.team.id).recall(key)
    assert await bot.store.of(bot.other.state.team.id).recall(key) == ()


async def test_a_channel_whose_turn_takes_long_holds_up_none_of_the_same_id_in_another_workspace(bot: Many) -> None:
    async with turn_in(AsyncWebClient(team_id=bot.one.state.team.id), bot.one.channel().id):
        waiting = await bot.one.asks("phone for harbour house")
        await bot.other.asks("phone for harbour house")
        await bot.other.next_message()
        assert not bot.one.record.calls("chat.postMessage")
    assert (await bot.one.next_message()).thread_ts == waiting.ts


async def test_where_one_workspace_has_no_sessions_the_other_keeps_its_own(bot: Many) -> None:
    bot.one.refuse_next("agents.sessions.setStatus", "feature_not_enabled")
    for _ in range(2):
        await bot.one.dm("phone for harbour house")
        assert (await bot.one.next_message()).thread_ts is None
    asked = await bot.other.dm("phone for harbour house")
    assert (await bot.other.next_message()).thread_ts == asked.ts


async def test_what_is_told_to_the_curators_stays_in_their_workspace(desk: Desk, tmp_path: Path) -> None:
    more = {"curators_channel": "#curators", "curators_workspace": "T0LANTERN01"}
    async with many(desk, tmp_path / "data", **more) as bot:
        await bot.install()
        for workspace in (bot.one, bot.other):
            await workspace.asks("what is the moon?")
            answer = await workspace.next_message()
            await workspace.press(answer, CURATORS)
            await workspace.next_message()
            await workspace.delivery.settled()
            assert bool(workspace.messages("curators")) == (workspace is bot.one)


async def test_a_workspace_that_takes_the_app_out_leaves_nothing_behind_and_the_other_stays(bot: Many) -> None:
    for workspace in (bot.one, bot.other):
        await workspace.slash("/directory", "here on")
        await workspace.next_message()
    channel = bot.one.channel().id
    await bot.slack.uninstalls(bot.one)
    await eventually_forgotten(bot, bot.one)
    async with asyncio.timeout(30):
        while await bot.store.of(bot.one.state.team.id).listening(channel) != "off":
            await asyncio.sleep(0.01)
    assert await bot.store.of(bot.other.state.team.id).listening(channel) == "on"
    await bot.other.asks("phone for harbour house")
    await bot.other.next_message()
    await bot.one.slash("/directory", "phone for harbour house")
    told = bot.one.state.ephemeral(channel)[-1].text
    assert f"is not installed in this workspace any more. It can be installed again at {bot.settings.public_url}" in told


async def eventually_forgotten(bot: Many, workspace: Workspace) -> None:
    """Until no token of the workspace is kept."""
    there = select(bots.c.team_id).where(bots.c.team_id == workspace.state.team.id)
    async with asyncio.timeout(30):
        while await bot.store.database.attempt(lambda c: c.scalar(there)):
            await asyncio.sleep(0.01)


async def test_what_cannot_be_deleted_now_is_when_slack_tells_of_it_again(
    bot: Many, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.one.slash("/directory", "here on")
    await bot.one.next_message()
    forget, away = SqlStore.forget, [NotKept("the database is away")]

    async def fails_once(store: SqlStore, team: str) -> None:
        if away:
            raise away.pop()
        await forget(store, team)

    monkeypatch.setattr(SqlStore, "forget", fails_once)
    await bot.slack.uninstalls(bot.one)
    assert "the database is away" in caplog.text
    assert await bot.store.of(bot.one.state.team.id).listening(bot.one.channel().id) == "off"


async def test_word_of_it_in_the_other_order_and_word_that_comes_late_do_no_harm(bot: Many) -> None:
    await bot.slack.uninstalls(bot.one, revoked_first=False)
    await eventually_forgotten(bot, bot.one)
    await bot.installer.install(bot.one)
    await bot.one.slash("/directory", "here on")
    await bot.one.next_message()
    for late in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": [bot.one.bot.id]}}):
        bot.slack.tells(bot.one, late)
    await bot.one.delivery.settled()
    await bot.one.asks("phone for harbour house")
    await bot.one.next_message()
    assert await bot.store.of(bot.one.state.team.id).listening(bot.one.channel().id) == "on"


async def test_a_token_taken_back_goes_and_what_people_told_stays(bot: Many) -> None:
    await bot.one.slash("/directory", "here on")
    await bot.one.next_message()
    bot.one.bot_tokens.clear()
    bot.slack.tells(bot.one, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
    await bot.one.delivery.settled()
    bot.slack.tells(bot.one, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot.one.bot.id]}})
    await eventually_forgotten(bot, bot.one)
    await bot.installer.install(bot.one)
    assert await bot.store.of(bot.one.state.team.id).listening(bot.one.channel().id) == "on"


async def test_over_socket_mode_people_install_it_over_http_all_the_same(desk: Desk, tmp_path: Path) -> None:
    async with many(desk, tmp_path / "data", socket_mode=True) as bot:
        await bot.one.connected()
        await bot.install()
        asked = await bot.one.asks("phone for harbour house")
        assert (await bot.one.next_message()).thread_ts == asked.ts


async def test_the_curators_are_told_of_a_broken_edit_in_their_own_workspace(bot: Many) -> None:
    tokens = Tokens(Installations(bot.store.database, bot.slack.client_id), bot.settings)
    tokens.client.base_url = bot.slack.api_url
    curators = Curators(tokens.client_of(bot.one.state.team.id), "#curators")
    posting = asyncio.create_task(curators.post())
    curators.refused(["houses.yaml:3: no such kind"])
    told = await bot.one.next_message()
    posting.cancel()
    assert (told.channel, "houses.yaml:3" in told.text) == (bot.one.channel("curators").id, True)


# --- rotation


async def ends_in(bot: Many, workspace: Workspace, seconds: float) -> str:
    """Lets the token that is kept of the workspace end so soon; returns it."""
    row = bots.c.team_id == workspace.state.team.id
    at = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=seconds)

    def change(connection: Connection) -> str:
        connection.execute(update(bots).where(row).values(bot_token_expires_at=at))
        return str(connection.scalar(select(bots.c.bot_token).where(row)))

    return await bot.store.database.attempt(change)


async def test_a_token_that_ends_soon_is_refreshed_once_and_the_others_do_not_wait(rotating: Many) -> None:
    old = await ends_in(rotating, rotating.one, 3600)
    rotating.slack.answering.clear()
    for _ in range(4):
        await rotating.one.asks("phone for harbour house")
    for _ in range(3):
        await rotating.one.next_message()
    rotating.slack.answering.set()
    await rotating.one.next_message()
    assert rotating.slack.refreshings == 1
    new = await ends_in(rotating, rotating.one, 43_200)
    assert new != old and {new, old} <= rotating.one.bot_tokens


async def test_a_token_that_has_ended_is_waited_for(rotating: Many) -> None:
    await ends_in(rotating, rotating.one, -60)
    rotating.slack.end_tokens(rotating.one)
    for _ in range(4):
        await rotating.one.asks("phone for harbour house")
    for _ in range(4):
        await rotating.one.next_message()
    assert rotating.slack.refreshings == 1


async def test_while_a_token_cannot_be_refreshed_the_old_one_does(rotating: Many, caplog: pytest.LogCaptureFixture) -> None:
    await ends_in(rotating, rotating.one, 3600)
    rotating.slack.refuse_refreshing()
    await rotating.one.asks("phone for harbour house")
    await rotating.one.next_message()
    assert "could not be refreshed (invalid_refresh_token)" in caplog.text


async def test_a_fresh_token_is_kept_as_soon_as_the_store_takes_it(rotating: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    old = await ends_in(rotating, rotating.one, 3600)

    async def fails(self: Installations, bot: Bot) -> None:
        raise NotKept

    with monkeypatch.context() as failing:
        failing.setattr(Installations, "async_save_bot", fails)
        await rotating.one.asks("phone for harbour house")
        await rotating.one.next_message()
    await rotating.one.asks("phone for harbour house")
    await rotating.one.next_message()
    kept = await ends_in(rotating, rotating.one, 43_200)
    assert kept != old and kept in rotating.one.bot_tokens
    assert rotating.slack.refreshings == 1


async def test_while_the_store_fails_what_was_known_of_a_workspace_does(bot: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    await bot.one.asks("phone for harbour house")
    await bot.one.next_message()
    database = bot.store.database
    monkeypatch.setattr(database, "_failed_at", database._clock())
    await bot.one.asks("phone for harbour house")
    await bot.one.next_message()
