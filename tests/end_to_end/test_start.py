"""Starting and stopping: what is wrong is said in one line, with exit status 2."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.process import READY, environment, http_mode, running, socket_mode, started, taken_port

OAUTH = "OAuth & Permissions"
BOT, APP, SECRET = "xoxb-1-wrong", "xapp-1-wrong", "0123456789abcdef0123456789abcdef"


@pytest.fixture
def museum(tmp_path: Path) -> dict[str, str]:
    """The setting that makes the bot answer about the museum, which loads quickly."""
    return {"KNOWLEDGE": str(write_museum(tmp_path / "museum"))}


@pytest.mark.parametrize(
    ("given", "variable", "where"),
    [
        ({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is missing", OAUTH),
        ({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN is missing", OAUTH),
        ({"SLACK_BOT_TOKEN": BOT}, "SLACK_BOT_TOKEN is set, but neither", "App-Level Tokens"),
        ({"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN must start with xoxb-", OAUTH),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": BOT}, "SLACK_APP_TOKEN must start with xapp-", "App-Level Tokens"),
        ({"PORT": "http"}, "PORT is not usable", "number|integer"),
        ({"PORT": "http", "LOG_FORMAT": "json"}, '{"time": ', '"message": "PORT is not usable.*"}$'),
    ],
)
async def test_missing_or_misplaced_tokens_get_one_line_and_exit_status_2(
    given: dict[str, str], variable: str, where: str, tmp_path: Path
) -> None:
    async with running(given, tmp_path) as bot:
        assert await bot.ends() == 2
    (line,) = bot.said.splitlines()
    assert line.startswith(variable)
    assert re.search(where, line)
    assert not [v for v in given.values() if v in (BOT, APP, SECRET) and v in line]


async def test_tokens_that_slack_refuses_are_named(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    good = socket_mode(workspace) | museum
    for given, variable in (
        (good | {"SLACK_BOT_TOKEN": BOT}, "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)"),
        (good | {"SLACK_APP_TOKEN": APP}, "SLACK_APP_TOKEN was refused by Slack (invalid_auth)"),
        (
            http_mode(workspace) | museum | {"SLACK_BOT_TOKEN": BOT, "LOG_FORMAT": "json"},
            '"message": "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)',
        ),
    ):
        async with running(given, tmp_path) as bot:
            assert await bot.ends() == 2
        (line,) = bot.said.splitlines()
        assert variable in line and line.startswith(variable) == ("LOG_FORMAT" not in given)
        assert "api.slack.com/apps" in line


async def test_a_slack_out_of_reach_is_said_in_one_line_and_waited_for(museum: dict[str, str], tmp_path: Path) -> None:
    with taken_port() as port:
        workspace = Workspace(port=port)
    given = museum | socket_mode(workspace) | {"MONITORING_PORT": "0"}
    async with running(given, tmp_path) as bot, aiohttp.ClientSession() as session:
        monitoring = (await bot.says(r"Monitoring at (http://\S+)"))[1]
        (line,) = (await bot.says(r".*Slack cannot be reached.*\n"))[0].splitlines()
        assert f"at {workspace.api_url}: " in line
        assert "Check the network, SLACK_API_URL, and proxies in HTTPS_PROXY" in line
        for page, status in (("healthz", 200), ("readyz", 503)):
            async with session.get(f"{monitoring}/{page}") as told:
                assert told.status == status
        await asyncio.sleep(2.0)  # it tries a few times
        async with workspace:
            await bot.says(READY)
            await workspace.connected()
            assert await bot.stop() == 0
    assert bot.said.count("cannot be reached") == 1


async def test_what_answers_but_is_not_slack_is_said_and_it_can_be_stopped(
    workspace: Workspace, museum: dict[str, str], tmp_path: Path
) -> None:
    async with running(museum | socket_mode(workspace) | {"SLACK_API_URL": f"{workspace.url}/page/"}, tmp_path) as bot:
        await bot.says("SLACK_BOT_TOKEN could not be checked: what answers at .* is not Slack")
        assert await bot.stop() == 0
    assert re.search(READY, bot.said) is None
    assert bot.said.endswith("Stopping\n")


async def test_a_port_in_use_is_named_in_http_mode(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    with taken_port() as port:
        async with running(http_mode(workspace) | museum | {"PORT": str(port)}, tmp_path) as bot:
            assert await bot.ends() == 2
    (line,) = bot.said.splitlines()
    assert re.match(rf"Port {port} on 127\.0\.0\.1 is in use .* set PORT to a free one", line)


async def test_a_port_in_use_is_named_for_the_workspace(museum: dict[str, str], tmp_path: Path) -> None:
    with taken_port() as port:
        async with running(museum | {"WORKSPACE_PORT": str(port)}, tmp_path) as bot:
            assert await bot.ends() == 2
    (line,) = bot.said.splitlines()
    assert f"Port {port} on 127.0.0.1 is in use" in line
    assert "WORKSPACE_PORT" in line


async def test_a_host_that_is_not_ours_is_said(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    async with running(http_mode(workspace) | museum | {"HOST": "192.0.2.1"}, tmp_path) as bot:
        assert await bot.ends() == 2
    (line,) = bot.said.splitlines()
    assert line.startswith("Cannot listen on 192.0.2.1, port 0")


async def test_a_broken_fact_base_is_said_with_file_and_line(museum: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "museum" / "people" / "desks.yaml").write_text("kind: desk\nentries:\n  - id: desk/x\n    nmae: X\n")
    async with started(museum, tmp_path) as bot:
        assert await bot.ends() == 2
    assert re.search(r"^people/desks\.yaml:\d+: ", bot.said, re.MULTILINE)
    assert "Traceback" not in bot.said


async def test_without_tokens_the_same_bot_answers_in_a_workspace_of_its_own(museum: dict[str, str], tmp_path: Path) -> None:
    async with running(museum | {"WORKSPACE_PORT": "0"}, tmp_path) as bot:
        address = (await bot.says(r"workspace is at (http://127\.0\.0\.1:\d+)"))[1]
        await bot.says(READY + r" @directory in Local workspace over Socket Mode: Lantern Museum directory, 13 entries")
        async with aiohttp.ClientSession() as session, session.get(address) as page:
            assert page.status == 200
        assert await bot.stop(signal.SIGINT) == 0
    assert "Traceback" not in bot.said
    assert re.search(r"xoxb-|xapp-", bot.said) is None


async def test_a_bot_that_dies_beside_its_workspace_is_shown_and_can_be_started_again(
    museum: dict[str, str], tmp_path: Path
) -> None:
    async with running(museum | {"WORKSPACE_PORT": "0"}, tmp_path) as bot, aiohttp.ClientSession() as session:
        address = (await bot.says(r"workspace is at (http://127\.0\.0\.1:\d+)"))[1]
        await bot.says(READY)
        async with session.ws_connect(f"{address}/live") as page:
            assert (await page.receive_json())["bot"]["process"]["state"] == "running"
            children = Path(f"/proc/{bot.process.pid}/task/{bot.process.pid}/children")
            if not children.exists():
                pytest.skip("this system does not tell a process's children")
            (child,) = map(int, children.read_text().split())
            os.kill(child, signal.SIGKILL)
            await _until(page, lambda news: news["type"] == "bot" and news["bot"]["process"]["state"] == "ended")
            await bot.says("The bot's process ended by itself")
            await page.send_json({"type": "restart", "ref": 1})
            await _until(page, lambda news: news["type"] == "bot" and news["bot"]["connected"])
        assert await bot.stop(signal.SIGTERM) == 0
    assert "Traceback" not in bot.said
    assert re.search(r"xoxb-|xapp-", bot.said) is None


async def _until(page: aiohttp.ClientWebSocketResponse, there: Callable[[dict[str, Any]], bool]) -> None:
    while not there(await page.receive_json(timeout=30)):
        pass


async def test_a_bot_that_cannot_start_takes_its_workspace_along(museum: dict[str, str], tmp_path: Path) -> None:
    async with running(museum | {"WORKSPACE_PORT": "0"}, tmp_path) as bot:
        await bot.says(r"workspace is at")
        children = Path(f"/proc/{bot.process.pid}/task/{bot.process.pid}/children")
        if not children.exists():
            pytest.skip("this system does not tell a process's children")
        while not (child := children.read_text().split()):
            await asyncio.sleep(0.01)
        os.kill(int(child[0]), signal.SIGKILL)
        assert await bot.ends() == 1
    assert "The bot's process ended by itself (exit status -9); the workspace stops too" in bot.said


async def test_settings_come_from_a_dotenv_file_too(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    given = socket_mode(workspace) | museum
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in given.items()))
    async with started({}, tmp_path) as bot:
        await bot.says(READY)
        await workspace.connected()
        assert await bot.stop() == 0


async def test_nothing_is_lost_when_it_is_told_to_stop(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    async with running(socket_mode(workspace) | museum, tmp_path) as bot:
        await bot.says(READY)
        await workspace.dm("phone for harbour house")
        await workspace.delivery.settled()
        assert await bot.stop() == 0
    assert "555-0110" in (await workspace.next_message()).text


def test_no_setting_of_this_machine_reaches_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    assert environment({"PORT": "1"}).keys().isdisjoint({"SLACK_BOT_TOKEN", "https_proxy"})
    assert environment({"PORT": "1"})["PORT"] == "1"


async def test_no_secret_is_logged_even_when_all_is(workspace: Workspace, museum: dict[str, str], tmp_path: Path) -> None:
    async with running(socket_mode(workspace) | museum | {"LOG_LEVEL": "DEBUG"}, tmp_path) as bot:
        await bot.says(READY)
        await workspace.slash("/directory", "phone for harbour house")
        await workspace.next_message()
        assert await bot.stop() == 0
    assert "DEBUG" in bot.said
    tickets = [e.response["url"].partition("ticket=")[2] for e in workspace.record.calls("apps.connections.open")]
    assert tickets
    for secret in (workspace.bot_token, workspace.app_token, *tickets):
        assert secret not in bot.said
