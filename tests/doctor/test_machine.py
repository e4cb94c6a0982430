from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.doctor import machine
from bot.settings import load_settings
from bot.workspace import Workspace
from tests.end_to_end.process import taken_port
from tests.records.postgresql import MISSING, Server, programs, running


def states(findings: Iterator[machine.Finding]) -> list[str]:
    return [finding.state for finding in findings]


def test_an_env_file_with_secrets_that_others_may_read_is_warned_about(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    assert states(machine.env_file(env)) == ["ok"]
    env.write_text("SLACK_BOT_TOKEN=xoxb-1-secret\n", encoding="utf-8")
    env.chmod(0o644)
    (found,) = machine.env_file(env)
    assert (found.state, found.advice) == ("warn", f"run chmod 600 {env}")
    assert "xoxb" not in str(found)
    env.chmod(0o600)
    assert states(machine.env_file(env)) == ["ok"]


def test_a_misspelt_key_of_the_env_file_is_warned_about(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("LOG_LEVLE=INFO\n", encoding="utf-8")
    env.chmod(0o600)
    (found,) = machine.env_file(env)
    assert found.state == "warn"
    assert "did you mean LOG_LEVEL?" in found.says


def test_a_data_folder_must_be_writable_and_should_be_the_bots_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert states(machine.data_folder(data)) == ["ok", "ok"]
    data.mkdir(mode=0o755)
    first, _ = machine.data_folder(data)
    assert (first.state, first.advice) == ("warn", f"chmod 700 {data}")
    data.chmod(0o700)
    assert states(machine.data_folder(data)) == ["ok", "ok"]
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    first, _ = machine.data_folder(tmp_path / "file" / "data")
    assert first.state == "fail"
    assert "file cannot be written to" in first.says


@pytest.mark.parametrize(("megabytes", "state"), [(501, "ok"), (499, "warn"), (49, "fail")])
def test_little_room_on_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, megabytes: int, state: str
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=megabytes * 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    _, found = machine.data_folder(tmp_path)
    assert found.state == state
    assert found.says.startswith(f"{megabytes} MB free")


async def test_a_store_that_is_not_there_yet_is_left_so_and_one_that_is_takes_records(tmp_path: Path) -> None:
    settings = load_settings(None, data_folder=tmp_path / "data")
    assert (await machine.store(settings)).state == "ok"
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records.sqlite3").touch()
    found = await machine.store(settings)
    assert (found.state, found.says.partition(" opens, ")[2]) == ("ok", "its tables are up to date, it takes records")


@pytest.mark.parametrize("content", ["no database", "of another program"])
async def test_a_store_that_does_not_work_says_why(tmp_path: Path, content: str) -> None:
    file = tmp_path / "records.sqlite3"
    if content == "no database":
        file.write_text("this is text " * 500, encoding="utf-8")
    else:
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
            connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.close()
    found = await machine.store(load_settings(None, data_folder=tmp_path))
    assert found.state == "fail"
    assert ("not a database" if content == "no database" else "another version of the program") in found.says
    assert ("can write" if content == "no database" else "run the version that made them") in found.advice


async def test_postgresql_out_of_reach_fails_without_telling_its_password(tmp_path: Path) -> None:
    with taken_port() as port:
        pass  # nobody listens there any more
    url = f"postgresql://bot:swordfish@127.0.0.1:{port}/records"
    found = await machine.store(load_settings(None, database_url=SecretStr(url)))
    assert found.state == "fail"
    assert "swordfish" not in str(found)
    assert "DATABASE_URL" in found.advice


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if (found := programs()) is None:
        pytest.skip(MISSING)
    with running(found) as server:
        yield server


async def test_postgresql_that_works_is_told(server: Server) -> None:
    found = await machine.store(load_settings(None, database_url=SecretStr(server.url)))
    assert (found.state, found.says.partition(" opens")[0]) == ("ok", "PostgreSQL")


async def test_a_port_in_use_fails_unless_it_is_the_bots_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PATIENCE_SECONDS", 0.1)
    with taken_port() as port:
        found = await machine.port("PORT", "127.0.0.1", port)
        assert (found.state, found.advice) == ("fail", "set PORT to a free one")
    assert (await machine.port("PORT", "127.0.0.1", port)).says == f"port {port} is free"
    assert (await machine.port("PORT", "127.0.0.1", 0)).state == "ok"
    assert (await machine.port("PORT", "192.0.2.1", port)).advice == "check HOST and PORT"


async def test_the_local_workspaces_port_is_the_bots_own_while_it_is_open() -> None:
    async with Workspace() as workspace:
        port = int(workspace.url.rpartition(":")[2].strip("/"))
        found = await machine.port("WORKSPACE_PORT", "127.0.0.1", port, "api/api.test")
        assert found.says == f"the bot is running on port {port}"


async def test_a_running_bot_is_known_and_says_of_itself_what_is_not_well() -> None:
    checks = {"store": {"state": "failing", "about": "disk full"}, "slack": {"state": "ok", "about": "connected"}}

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(request: web.Request) -> web.Response:
        return web.json_response({"ready": False, "checks": checks}, status=503)

    server = web.Application()
    server.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz)])
    runner = web.AppRunner(server)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        assert (await machine.port("MONITORING_PORT", "127.0.0.1", port)).says == f"the bot is running on port {port}"
        found = await machine.running("127.0.0.1", port)
        assert (await machine.public(f"http://127.0.0.1:{port}")).state == "ok"
    finally:
        await runner.cleanup()
    assert [(each.about, each.state, each.says) for each in found] == [
        ("running bot: store", "fail", "disk full"),
        ("running bot: slack", "ok", "connected"),
    ]
    assert await machine.running("127.0.0.1", port) == []
    assert (await machine.public(f"http://127.0.0.1:{port}")).state == "warn"


def test_only_where_there_are_modes_they_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    monkeypatch.setattr(os, "name", "nt")
    found = list(machine.data_folder(data))
    monkeypatch.undo()
    assert states(iter(found)) == ["ok", "ok"]
