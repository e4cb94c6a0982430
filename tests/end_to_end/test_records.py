"""What is kept outlives the bot's own process, and is one for all processes."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from bot.workspace import Message, Workspace
from tests.end_to_end.process import READY, environment, http_mode, running, socket_mode

QUESTION = "phone for the port of laredo"
FOLLOW_UP = "and the address?"
UNANSWERED = "fax for the port of laredo"
"""The entry is there, and has none."""


async def gaps(folder: Path) -> dict[str, Any]:
    """What ``python -m bot gaps`` prints in a folder."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "gaps", "--format", "json",
        env=environment({}), cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    read: dict[str, Any] = json.loads(output)
    return read


async def asked_and_answered(workspace: Workspace, text: str, thread: Message | None = None) -> tuple[Message, str]:
    question = await workspace.asks(text, thread=thread)
    return question, (await workspace.next_message()).text


async def test_a_follow_up_in_a_thread_survives_a_restart(workspace: Workspace, tmp_path: Path) -> None:
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        thread, text = await asked_and_answered(workspace, QUESTION)
        assert "Laredo, Texas" in text
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Laredo, Texas" in text


async def test_a_question_without_an_answer_is_kept_through_a_kill_and_without_who_asked(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        for _ in range(2):
            _, text = await asked_and_answered(workspace, UNANSWERED)
            assert "no fax on record" in text
        bot.process.kill()
        await bot.ends()
    found = await gaps(tmp_path)
    (gap,) = found["gaps"]
    assert (gap["cause"], gap["entry"], gap["attributes"]) == ("missing fact", "port/laredo-texas-2304", ["fax"])
    assert gap["questions"] == [{"text": UNANSWERED, "times": 2}]
    for file in (tmp_path / "data").iterdir():
        assert workspace.user.id.encode() not in file.read_bytes(), f"{file.name} tells who asked"


async def test_an_event_that_two_processes_get_is_answered_once(workspace: Workspace, tmp_path: Path) -> None:
    async with running(http_mode(workspace), tmp_path) as one, running(http_mode(workspace), tmp_path) as other:
        addresses = [(await bot.says(r"HTTP at (http://\S+/slack/events)"))[1] for bot in (one, other)]
        await workspace.deliver_to(addresses[0])
        thread, _ = await asked_and_answered(workspace, QUESTION)
        events = [entry.request["payload"] for entry in workspace.record.deliveries("events_api")]
        event = next(event for event in events if event["event"]["ts"] == thread.ts)
        await workspace.deliver_to(addresses[1])
        workspace.delivery.event(event)
        await workspace.delivery.settled()
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Laredo, Texas" in text, "the other process knows what the conversation is about"
        await other.says("answered a post")
        assert one.said.count("answered a post") == other.said.count("answered a post") == 1


async def test_the_bot_answers_where_nothing_can_be_kept(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        thread, text = await asked_and_answered(workspace, QUESTION)
        assert "Laredo, Texas" in text
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Laredo, Texas" in text
        _, text = await asked_and_answered(workspace, UNANSWERED)
        assert "no fax on record" in text
        assert await bot.stop() == 0
    assert len(re.findall(r"ERROR bot\.records\S+: The store at data/records\.sqlite3 does not work", bot.said)) == 1
    assert "Traceback" not in bot.said


async def test_it_says_at_the_start_that_a_database_address_is_wrong(workspace: Workspace, tmp_path: Path) -> None:
    given = socket_mode(workspace) | {"DATABASE_URL": "postgresql://bot:hush@host:many/records"}
    async with running(given, tmp_path) as bot:
        assert await bot.ends() == 2
    assert bot.said.startswith("DATABASE_URL cannot be read; write postgresql://user:password@host/database")
    assert "hush" not in bot.said and "Traceback" not in bot.said
    assert not os.listdir(tmp_path)
