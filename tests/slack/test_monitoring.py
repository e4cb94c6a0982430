"""Health, readiness and metrics, over real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory.model import Directory
from bot.records.database import Database, address
from bot.records.store import SqlStore
from bot.settings import load_settings
from bot.slack import monitoring
from bot.slack.connecting.socketmode import Connection
from bot.slack.desk import Desk
from bot.slack.metering.freshness import freshness
from bot.slack.metering.meters import FactBase
from bot.slack.monitoring import Check, NotReady, Readiness, by_calling, over, pages
from bot.workspace import Workspace
from tests.end_to_end.process import taken_port


async def connected() -> str:
    return "connected"


@contextlib.asynccontextmanager
async def asked(
    desk: Desk, slack: Check = connected, stop: asyncio.Event | None = None
) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(pages(desk, slack, stop or asyncio.Event()))) as client:
        yield client


async def ready(client: TestClient[Any, Any]) -> tuple[int, dict[str, Any]]:
    async with client.get("/readyz") as response:
        return response.status, await response.json()


async def test_a_bot_that_lives_says_so(desk: Desk) -> None:
    async with asked(desk) as client, client.get("/healthz") as response:
        assert (response.status, await response.json()) == (200, {"status": "ok"})


async def test_a_bot_that_stops_is_not_ready_from_that_moment_but_lives_and_keeps_no_connection_open(desk: Desk) -> None:
    stop = asyncio.Event()
    async with asked(desk, stop=stop) as client:
        assert (await ready(client))[0] == 200
        stop.set()
        status, told = await ready(client)
        assert (status, told["checks"]["running"]) == (503, {"state": "failing", "about": "stopping"})
        async with client.get("/healthz") as response:
            assert (response.status, response.headers["Connection"]) == (200, "close")


async def test_readiness_names_each_check_and_how_it_stands(desk: Desk) -> None:
    async with asked(desk) as client:
        status, told = await ready(client)
    assert status == 200
    assert told["ready"] is True
    assert {name: check["state"] for name, check in told["checks"].items()} == {
        "fact_base": "ok",
        "slack": "ok",
        "store": "ok",
    }


async def test_a_store_that_does_not_work_makes_it_unready_until_it_does(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitoring, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr("bot.records.database.PAUSE_SECONDS", 0.0)
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    store = SqlStore(Database(address(tmp_path / "data", None)), 90)
    desk.store = store
    try:
        async with asked(desk) as client:
            status, told = await ready(client)
            assert (status, told["ready"], told["checks"]["store"]["state"]) == (503, False, "failing")
            assert "does not work" in told["checks"]["store"]["about"]
            (tmp_path / "data").unlink()
            assert (await ready(client))[0] == 200
    finally:
        await store.close()


async def test_without_a_connection_to_slack_it_is_unready() -> None:
    connection = Connection()
    with pytest.raises(NotReady):
        await over(connection)()
    connection.since = 1.0
    assert await over(connection)() == "connected"


async def test_over_http_slack_is_called(desk: Desk) -> None:
    async with Workspace() as workspace:
        assert await by_calling(AsyncWebClient(base_url=workspace.api_url))() == "answers calls"
        workspace.refuse_next("api.test", "internal_error")
        with pytest.raises(NotReady, match="internal_error"):
            await by_calling(AsyncWebClient(base_url=workspace.api_url))()
    with taken_port() as port:
        pass  # nobody listens there any more
    with pytest.raises(NotReady, match="ClientConnector"):
        await by_calling(AsyncWebClient(base_url=f"http://127.0.0.1:{port}/api/", retry_handlers=[]))()


async def test_a_check_that_takes_too_long_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitoring, "PATIENCE_SECONDS", 0.05)

    async def never() -> str:
        await asyncio.Event().wait()
        return ""

    async with asked(desk, never) as client:
        status, told = await ready(client)
    assert (status, told["checks"]["slack"]["about"]) == (503, "no answer within 0.05 seconds")


async def test_however_many_ask_each_check_is_made_once_in_a_while() -> None:
    made, now = [], 0.0

    async def check() -> str:
        made.append(now)
        return ""

    readiness = Readiness({"it": check}, lambda: now)
    await asyncio.gather(*(readiness.look() for _ in range(5)))
    now = monitoring.KEPT_SECONDS
    await readiness.look()
    assert made == [0.0, monitoring.KEPT_SECONDS]


@pytest.fixture
def families(desk: Desk, museum: Directory) -> Iterator[Directory]:
    desk.meters.registry.register(FactBase(lambda: desk.directory, lambda: date(2026, 11, 22)))
    yield museum


async def test_metrics_are_what_prometheus_reads(desk: Desk, families: Directory) -> None:
    async with asked(desk) as client, client.get("/metrics") as response:
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=")
        text = await response.text()
    read = {family.name: family for family in text_string_to_metric_families(text)}
    assert all(family.documentation for family in read.values())
    now = freshness(families, date(2026, 11, 22))
    values = {sample.name: sample.value for family in read.values() for sample in family.samples if not sample.labels}
    assert values["directory_bot_entries"] == now.entries
    assert values["directory_bot_facts"] == now.facts
    assert values["directory_bot_facts_past_shelf_life"] == now.old
    assert values["directory_bot_fact_age_median_seconds"] == now.median_days * 86_400 > 0
    newest = datetime.fromtimestamp(values["directory_bot_fact_newest_timestamp_seconds"], UTC)
    assert newest.date().isoformat().startswith(now.newest)
    assert values["process_resident_memory_bytes"] > 10_000_000
    (build,) = read["directory_bot_build_info"].samples
    assert set(build.labels) == {"version", "python"}


async def test_the_numbers_of_the_fact_base_are_counted_anew_only_with_another_one_or_another_day(
    museum: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[date] = []

    def counting(directory: Directory, today: date) -> object:
        counted.append(today)
        return freshness(directory, today)

    monkeypatch.setattr("bot.slack.metering.meters.freshness", counting)
    day = date(2026, 11, 22)
    facts = FactBase(lambda: museum, lambda: day)
    list(facts.collect())
    list(facts.collect())
    day = date(2026, 11, 23)
    list(facts.collect())
    assert counted == [date(2026, 11, 22), date(2026, 11, 23)]


async def test_elsewhere_there_is_nothing(desk: Desk) -> None:
    async with asked(desk) as client:
        for method, path, status in (("GET", "/", 404), ("POST", "/metrics", 405), ("GET", "/metrics/x", 404)):
            async with client.request(method, path) as response:
                assert response.status == status


async def test_each_metric_is_explained_and_each_that_is_explained_is_there(desk: Desk) -> None:
    settings = load_settings(None, monitoring_port=0, slack_bot_token="xoxb-1", slack_app_token="xapp-1")
    async with monitoring.monitored(settings, desk, AsyncWebClient(), Connection(), asyncio.Event()):
        families = text_string_to_metric_families(generate_latest(desk.meters.registry).decode())
    there = {family.name.removeprefix("directory_bot_") for family in families if family.name.startswith("directory_bot_")}
    page = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
    table = page.partition("## Metrics")[2].partition("## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    explained = {re.sub(r"(_total)?(\{.*)?$", "", name) for row in rows for name in re.findall(r"`(.+?)`", row)}
    assert explained == {name for name in there if not name.endswith("_created")}
