"""How a workspace installs the app, and what is refused on the way."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from yarl import URL

from bot.records.tables import bots, states
from bot.slack.desk import Desk
from bot.slack.manifest import SCOPES
from tests.slack.installer import Installer, query
from tests.slack.many import Many, many


@pytest.fixture
async def bot(desk: Desk, tmp_path: Path) -> AsyncIterator[Many]:
    async with many(desk, tmp_path / "data") as bot:
        yield bot


async def kept(bot: Many) -> list[str | None]:
    """The workspaces whose tokens are kept."""
    return await bot.store.database.attempt(lambda c: list(c.scalars(select(bots.c.team_id))))


async def test_somebody_installs_it_and_is_told_where_it_is(bot: Many) -> None:
    asked_at = await bot.installer.begin()
    assert asked_at.startswith(f"{bot.slack.url}/oauth/v2/authorize?")
    asked = query(asked_at)
    assert asked["client_id"] == bot.slack.client_id
    assert set(asked["scope"].split(",")) == set(SCOPES)
    assert asked["redirect_uri"] == f"{bot.settings.public_url}/slack/oauth_redirect"
    page = await bot.installer.get(await bot.installer.choose(asked_at, bot.one))
    assert page.status == 200
    assert "The directory is in Lantern now" in page.text
    assert f'href="https://app.slack.com/client/{bot.one.state.team.id}"' in page.text
    assert await kept(bot) == [bot.one.state.team.id]
    assert bot.installer.cookie.endswith("=deleted")


async def test_the_pages_run_nothing_show_nothing_from_elsewhere_and_tell_nobody_their_address(bot: Many) -> None:
    page = await bot.installer.install(bot.one)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
    )
    assert not re.search(r"<script|<img|<link|\son\w+=|src=", page.text)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


async def test_who_cancels_is_told_that_nothing_happened(bot: Many) -> None:
    page = await bot.installer.get(await bot.installer.choose(await bot.installer.begin(), None))
    assert page.status == 200
    assert "You did not allow it" in page.text and 'href="install"' in page.text
    assert await kept(bot) == []


async def test_another_browser_cannot_end_what_one_began(bot: Many) -> None:
    back = await bot.installer.choose(await bot.installer.begin(), bot.one)
    async with Installer(bot.installer.public_url) as stranger:
        page = await stranger.get(back)
        assert page.status == 400 and "another browser" in page.text
        await stranger.begin()
        assert (await stranger.get(back)).status == 400, "a cookie of its own does not help"
    assert await kept(bot) == []


async def test_a_state_is_good_once_and_only_where_it_was_given_out(bot: Many) -> None:
    back = await bot.installer.choose(await bot.installer.begin(), bot.one)
    cookie = bot.installer.cookie
    assert (await bot.installer.get(back)).status == 200
    bot.installer.cookie = cookie
    again = await bot.installer.get(back)
    assert again.status == 401 and "a second time" in again.text
    name = cookie.partition("=")[0]
    bot.installer.cookie = f"{name}=made-up"
    made_up = await bot.installer.get(f"{bot.settings.public_url}/slack/oauth_redirect?code=x&state=made-up")
    assert made_up.status == 401


async def test_a_code_that_slack_does_not_know_installs_nothing(bot: Many) -> None:
    state = query(await bot.installer.begin())["state"]
    page = await bot.installer.get(f"{bot.settings.public_url}/slack/oauth_redirect?code=guessed&state={state}")
    assert page.status == 401 and "did not take the code" in page.text
    assert await kept(bot) == []


@pytest.mark.parametrize("asked", ["", "?code=x", "?state=", "?code=x&state=y"])
async def test_who_comes_without_having_begun_gets_a_page_that_says_so(asked: str, bot: Many) -> None:
    page = await bot.installer.get(f"{bot.settings.public_url}/slack/oauth_redirect{asked}")
    assert page.status == 400 and "Begin again" in page.text


async def test_nothing_in_an_address_becomes_markup_or_a_line_of_the_log(
    bot: Many, caplog: pytest.LogCaptureFixture
) -> None:
    for evil in ("%3Cscript%3Ealert(1)%3C%2Fscript%3E%0AERROR", "Your+script+is+lost:+call+1-900-555-0100", "script" * 1000):
        page = await bot.installer.get(f"{bot.settings.public_url}/slack/oauth_redirect?error={evil}")
        assert "does not say why" in page.text
        assert "script" not in page.text and "script" not in caplog.text


async def test_nothing_in_an_address_goes_into_that_of_slack(bot: Many) -> None:
    for more in ("&client_id=6.66&redirect_uri=https://evil.example", "\r\nSet-Cookie: a=b", "<script>"):
        url = URL(f"{bot.settings.public_url}/slack/install").with_query(team=f"T1{more}")
        page = await bot.installer.get(str(url))
        assert page.status == 302
        asked = parse_qs(urlsplit(page.location).query)
        assert asked["client_id"] == [bot.slack.client_id] and len(asked["redirect_uri"]) == 1
        assert "evil" not in page.location and "script" not in page.location


async def test_a_body_that_nobody_asked_for_is_not_waited_for_nor_read(bot: Many) -> None:
    for length, sent in ((10, b""), (2, b"\xff\xfe"), (100_000, b"[" * 100_000)):
        reader, writer = await asyncio.open_connection("127.0.0.1", bot.settings.port)
        head = f"GET /slack/install HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}"
        writer.write(f"{head}\r\n\r\n".encode() + sent)
        async with asyncio.timeout(30):
            assert (await reader.readline()).startswith(b"HTTP/1.1 302")
        writer.close()


async def test_where_nothing_can_be_kept_the_person_is_told_to_come_again(
    bot: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.store.database, "_failed_at", bot.store.database._clock())
    page = await bot.installer.get(f"{bot.settings.public_url}/slack/install")
    assert page.status == 503 and "could not be kept" in page.text
    assert "Traceback" not in page.text


async def test_installing_again_keeps_the_latest_token_alone(bot: Many) -> None:
    for _ in range(2):
        await bot.installer.install(bot.one)
    database = bot.store.database
    (token,) = await database.attempt(lambda c: list(c.scalars(select(bots.c.bot_token))))
    assert token in bot.one.bot_tokens
    assert await database.attempt(lambda c: list(c.scalars(select(states.c.state)))) == []


async def test_no_token_and_no_secret_is_logged(bot: Many, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bot.slack"):
        await bot.install()
    told = [r.getMessage() for r in caplog.records if r.name.startswith("bot")]
    assert [line for line in told if line.startswith("Installed in workspace T0LANTERN01")]
    for secret in (bot.slack.client_secret, *bot.one.bot_tokens, *bot.other.bot_tokens):
        assert not [line for line in told if secret in line]
