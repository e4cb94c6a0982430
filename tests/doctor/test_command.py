from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.directory.loader import load
from bot.doctor.command import as_lines, examine
from bot.doctor.finding import Finding
from bot.settings import load_settings
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.process import environment, http_mode, socket_mode

BOT = "xoxb-1-wrong"


@pytest.fixture
def museum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in set(os.environ) - set(environment({})):
        monkeypatch.delenv(name)
    monkeypatch.setenv("WORKSPACE_PORT", "0")
    return write_museum(tmp_path / "museum")


@pytest.fixture
async def workspace(museum: Path) -> AsyncIterator[Workspace]:
    async with Workspace(manifest=manifest(load(museum))) as workspace:
        yield workspace


async def doctor(museum: Path, given: dict[str, str], *arguments: str) -> Result:
    """The command in a thread, so that the workspace can answer it."""
    command = ["doctor", "--knowledge", str(museum), *arguments]
    return await asyncio.to_thread(CliRunner(env=given).invoke, main, command)


async def test_without_tokens_it_says_that_the_bot_answers_in_the_local_workspace(museum: Path) -> None:
    result = await doctor(museum, {})
    assert result.exit_code == 0
    assert "answers in the local workspace" in result.output
    assert result.output.splitlines()[-1] in ("All is well", "0 to mend, 1 to look at")


async def test_all_of_it_is_told_as_json_and_nothing_of_the_tokens(museum: Path, workspace: Workspace) -> None:
    result = await doctor(museum, http_mode(workspace), "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    states = {check["about"]: check["state"] for check in told["checks"]}
    assert {"settings", ".env", "fact base", "bot token", "scopes", "clock", "signing secret", "store", "PORT"} <= set(
        states
    )
    assert set(told["checks"][0]) == {"about", "state", "says", "advice"}
    assert workspace.bot_token not in result.output and workspace.signing_secret not in result.output


async def test_whatever_fails_makes_it_exit_with_1_and_says_what_to_do(museum: Path, workspace: Workspace) -> None:
    result = await doctor(museum, socket_mode(workspace) | {"SLACK_BOT_TOKEN": BOT})
    assert result.exit_code == 1
    assert "SLACK_BOT_TOKEN was refused by Slack (invalid_auth)" in result.output
    assert "→ Find it at api.slack.com/apps" in result.output
    assert BOT not in result.output


async def test_settings_that_cannot_be_used_make_it_exit_with_2(museum: Path) -> None:
    result = await doctor(museum, {"SLACK_BOT_TOKEN": BOT}, "--format", "json")
    assert result.exit_code == 2
    told = json.loads(result.output)
    assert told["status"] == "fail"
    assert told["checks"][0]["says"].startswith("SLACK_BOT_TOKEN is set, but neither")


async def test_the_apps_own_manifest_is_compared_where_it_is_given(museum: Path, tmp_path: Path) -> None:
    made = manifest(load(museum))
    made["settings"]["event_subscriptions"]["bot_events"].remove("message.im")
    (tmp_path / "app.json").write_text(json.dumps(made), encoding="utf-8")
    result = await doctor(museum, {}, "--manifest", "app.json")
    assert result.exit_code == 0
    assert "lacks the events message.im" in result.output
    assert (await doctor(museum, {}, "--manifest", "nowhere.json")).exit_code == 1


async def test_the_projects_own_manifest_is_compared_with_its_own_fact_base_alone(museum: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert "manifest manifest.json" not in (await doctor(museum, {})).output
    ours = await examine(load_settings(None), museum)
    assert "manifest manifest.json" in [finding.about for finding in ours]


def test_lines_stand_in_columns_with_the_advice_below() -> None:
    findings = [Finding("a", "ok", "well"), Finding("long", "fail", "broken", "mend it"), Finding("b", "warn", "odd")]
    assert as_lines(findings) == (
        "\x1b[32mok  \x1b[0m  a     well\n"
        "\x1b[31mfail\x1b[0m  long  broken\n"
        "            → mend it\n"
        "\x1b[33mwarn\x1b[0m  b     odd\n"
        "1 to mend, 1 to look at"
    )
