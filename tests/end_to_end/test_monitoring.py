"""The bot's own process, watched as an operations team does: scraped, asked if it is ready, its log read by a machine."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.process import Bot, environment, http_mode, running, socket_mode

QUESTION = "phone for harbour house"


async def fetched(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.text()


async def until_ready(address: str, status: int, within: float = 60.0) -> dict[str, Any]:
    """What readiness says, once it answers with this status."""
    async with asyncio.timeout(within):
        while True:
            found, text = await fetched(f"{address}/readyz")
            if found == status:
                told: dict[str, Any] = json.loads(text)
                return told
            await asyncio.sleep(0.2)


async def monitored_at(bot: Bot) -> str:
    return (await bot.says(r"Monitoring at (http://[\d.:]+)"))[1]


@pytest.mark.parametrize("transport", [socket_mode, http_mode])
async def test_what_is_asked_is_seen_in_metrics_and_in_a_log_of_json(
    transport: Callable[[Workspace], dict[str, str]], workspace: Workspace, tmp_path: Path
) -> None:
    given = transport(workspace) | {"KNOWLEDGE": str(write_museum(tmp_path / "museum"))}
    async with running(given | {"MONITORING_PORT": "0", "LOG_FORMAT": "json"}, tmp_path) as bot:
        address = await monitored_at(bot)
        if "SLACK_SIGNING_SECRET" in given:
            events = (await bot.says(r"HTTP at (http://\S+/slack/events)"))[1]
            assert await fetched(events.replace("/slack/events", "/healthz")) == (200, '{"status": "ok"}')
            assert (await fetched(events.replace("/slack/events", "/metrics")))[0] == 404, "not where Slack comes in"
            await workspace.deliver_to(events)
        assert (await until_ready(address, 200))["ready"] is True
        assert await fetched(f"{address}/healthz") == (200, '{"status": "ok"}')
        await workspace.asks(QUESTION)
        await workspace.next_message()
        await bot.says(r"mention: answer")
        status, text = await fetched(f"{address}/metrics")
        assert await bot.stop() == 0
    assert status == 200
    samples = {
        (s.name, *(value for _, value in sorted(s.labels.items()))): s.value
        for f in text_string_to_metric_families(text)
        for s in f.samples
    }
    assert samples["directory_bot_questions_total", "answer", "mention"] == 1
    assert samples["directory_bot_entries",] > 5
    assert samples["directory_bot_store_failures_total",] == 0
    assert samples.get(("directory_bot_connected",)) == (1 if "SLACK_APP_TOKEN" in given else None), (
        "Socket Mode alone has it"
    )
    assert samples["directory_bot_reloads_total", "refused"] == samples["directory_bot_failures_total", "mention"] == 0
    lines = [json.loads(line) for line in bot.said.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    (done,) = [line for line in lines if line["message"].startswith("mention:")]
    (event,) = [
        payload["event_id"]
        for entry in workspace.record.deliveries("events_api")
        if (payload := entry.request["payload"])["event"]["type"] == "app_mention"
    ]
    assert (done["request"], done["team"], done["surface"], done["outcome"]) == (
        event,
        workspace.state.team.id,
        "mention",
        "answer",
    )
    assert done["ms"] > 0
    assert "harbour" not in bot.said.lower()


async def test_it_is_unready_while_slack_is_away(workspace: Workspace, tmp_path: Path) -> None:
    given = socket_mode(workspace) | {"KNOWLEDGE": str(write_museum(tmp_path / "museum")), "MONITORING_PORT": "0"}
    async with running(given, tmp_path) as bot:
        address = await monitored_at(bot)
        await until_ready(address, 200)
        workspace.refuse_next("apps.connections.open", "internal_error", times=1000)
        await workspace.sockets.drop()
        told = await until_ready(address, 503)
        assert told["checks"]["slack"] == {"state": "failing", "about": "not connected; the log says why"}
        assert (await fetched(f"{address}/healthz"))[0] == 200, "it lives all the same"


async def test_asking_in_the_terminal_needs_nothing_of_it(tmp_path: Path) -> None:
    code = "import sys, bot.cli, bot.asking; print('prometheus_client' in sys.modules, 'aiohttp' in sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=Path(__file__).parents[2], env=environment({}), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert out.decode().split() == ["False", "False"]
