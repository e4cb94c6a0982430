"""No secret is ever told: in no log, however much is logged, in no error, on no page, by no ``repr``."""

from __future__ import annotations

import sys
from pathlib import Path

import aiohttp
import pytest

from bot.settings import load_settings
from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.forking import forked
from tests.end_to_end.process import READY, Bot, environment, http_mode, running, socket_mode

PASSWORD = "s3cret-passw0rd"
DATABASE = f"postgresql://bot:{PASSWORD}@127.0.0.1:1/records"
"""Nobody listens there."""
QUESTION = "phone for harbour house"


def told(text: str, *secrets: str) -> list[str]:
    return [secret for secret in (*secrets, PASSWORD) if secret in text]


@pytest.fixture
def museum(tmp_path: Path) -> dict[str, str]:
    """The setting that makes the bot answer about the museum, which loads quickly."""
    return {"KNOWLEDGE": str(write_museum(tmp_path / "museum"))}


async def said_by(folder: Path, given: dict[str, str], *command: str) -> str:
    """All that a command of the bot's writes."""
    bot = Bot(await forked(sys.executable, "-m", "bot", *command, env=environment(given), cwd=folder))
    await bot.ends()
    return bot.said


@pytest.mark.parametrize("form", ["text", "json"])
async def test_whatever_goes_wrong_no_secret_is_logged(form: str, museum: dict[str, str], tmp_path: Path) -> None:
    async with Workspace() as slack:
        given = museum | (http_mode(slack) if form == "text" else socket_mode(slack))
        logged = {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": form, "DATABASE_URL": DATABASE}
        async with running(given | logged, tmp_path) as bot:
            await bot.says(READY)
            if form == "text":
                await slack.deliver_to((await bot.says(r"HTTP at (http://\S+/slack/events)"))[1])
            await slack.asks(QUESTION)
            await slack.next_message()
            for method, error in (("chat.postMessage", "invalid_blocks"), ("users.info", "invalid_auth")):
                slack.refuse_next(method, error, times=3)
            await slack.dm(f"{slack.bot_token} {DATABASE}")
            slack.faults.set("fail_500", 1)
            await slack.slash("/directory", QUESTION)
            await slack.next_message()
            await slack.delivery.settled()
            if form == "json":
                await slack.sockets.drop()
                await slack.connected()
            await bot.stop()
        assert "records" in bot.said, "that the database is away is said"
        assert not told(bot.said, slack.bot_token, slack.app_token, slack.signing_secret)


async def test_a_start_that_fails_tells_no_secret(museum: dict[str, str], tmp_path: Path) -> None:
    async with Workspace() as slack:
        secret = {"SLACK_BOT_TOKEN": "xoxb-very-secret-1", "SLACK_APP_TOKEN": "xapp-very-secret-2"}
        given = museum | secret | {"LOG_LEVEL": "DEBUG", "SLACK_API_URL": slack.api_url, "DATABASE_URL": DATABASE}
        output = await said_by(tmp_path, given, "run")
    assert "SLACK_BOT_TOKEN was refused" in output
    assert not told(output, "very-secret-1", "very-secret-2")


async def test_an_address_of_a_database_that_cannot_be_read_is_not_shown(museum: dict[str, str], tmp_path: Path) -> None:
    output = await said_by(tmp_path, museum | {"DATABASE_URL": f"postgresql://bot:{PASSWORD}@h:port/d"}, "gaps")
    assert "DATABASE_URL" in output and not told(output)


async def test_the_doctor_tells_no_secret(museum: dict[str, str], tmp_path: Path) -> None:
    async with Workspace() as slack:
        given = museum | socket_mode(slack) | http_mode(slack) | {"DATABASE_URL": DATABASE}
        output = await said_by(tmp_path, given, "doctor", "--format", "json")
        assert "database" in output.lower() and not told(output, slack.bot_token, slack.app_token, slack.signing_secret)


async def test_no_page_of_the_workspace_holds_a_secret(museum: dict[str, str], tmp_path: Path) -> None:
    async with (
        Workspace() as slack,
        running(museum | socket_mode(slack), tmp_path) as bot,
        aiohttp.ClientSession() as session,
    ):
        await bot.says(READY)
        async with session.ws_connect(f"{slack.url}/live") as page:
            seen = [await page.receive_str()]
            await page.send_str('{"type": "inspect", "on": true, "ref": 1}')
            await slack.asks(QUESTION)
            await slack.next_message()
            while not any(name in seen[-1] for name in ("chat.postMessage", f'{QUESTION}"}}')):
                seen.append(await page.receive_str())
        async with session.get(slack.url) as index:
            seen.append(await index.text())
    assert any('"exchange' in text for text in seen), "the inspector was open"
    assert not told("\n".join(seen), slack.bot_token, slack.app_token, slack.signing_secret)


def test_settings_show_no_secret_however_they_are_written(tmp_path: Path) -> None:
    secrets = {"slack_bot_token": "xoxb-very-secret-1", "slack_signing_secret": "very-secret-2", "database_url": DATABASE}
    settings = load_settings(None, **secrets)
    for text in (repr(settings), str(settings), f"{settings}", str(settings.model_dump()), settings.model_dump_json()):
        assert not told(text, *secrets.values())
