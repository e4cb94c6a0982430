"""What is kept outlives the bot's own process, and is one for all processes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.workspace import Message, Workspace
from tests.directory.museum import write_museum
from tests.end_to_end import process
from tests.end_to_end.forking import forked
from tests.end_to_end.process import READY, running

QUESTION = "phone for harbour house"
FOLLOW_UP = "the address?"
UNANSWERED = "email for the night hall"
"""The entry is there, and has none."""


@pytest.fixture(autouse=True)
def museum(tmp_path: Path) -> Path:
    """A fact base that is read in no time, in the folder where the bots run."""
    return write_museum(tmp_path / "museum")


def socket_mode(workspace: Workspace) -> dict[str, str]:
    return process.socket_mode(workspace) | {"KNOWLEDGE": "museum"}


def http_mode(workspace: Workspace) -> dict[str, str]:
    return process.http_mode(workspace) | {"KNOWLEDGE": "museum"}


async def gaps(folder: Path) -> dict[str, Any]:
    """What ``python -m bot gaps`` prints in a folder."""
    command = (sys.executable, "-m", "bot", "gaps", "--format", "json", "--knowledge", "museum")
    bot = process.Bot(await forked(*command, env=process.environment({}), cwd=folder))
    assert await bot.ends() == 0, bot.said
    read: dict[str, Any] = json.loads(bot.said)
    return read


async def all_ended(folder: Path) -> None:
    """Waits until the bot has forgotten all requests, having answered them."""
    with contextlib.closing(sqlite3.connect(folder / "data" / "records.sqlite3")) as store:
        async with asyncio.timeout(30):
            while store.execute("SELECT * FROM requests WHERE body IS NOT NULL").fetchall():
                await asyncio.sleep(0.01)


async def asked_and_answered(workspace: Workspace, text: str, thread: Message | None = None) -> tuple[Message, str]:
    question = await workspace.asks(text, thread=thread)
    return question, (await workspace.next_message()).text


async def test_a_follow_up_in_a_thread_survives_a_restart(workspace: Workspace, tmp_path: Path) -> None:
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        thread, text = await asked_and_answered(workspace, QUESTION)
        assert "Harbour House" in text
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Harbour House" in text


async def test_a_question_without_an_answer_is_kept_through_a_kill_and_without_who_asked(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        for _ in range(2):
            _, text = await asked_and_answered(workspace, UNANSWERED)
            assert "Night Hall" in text
        await all_ended(tmp_path)
        bot.process.kill()
        await bot.ends()
    found = await gaps(tmp_path)
    (gap,) = found["gaps"]
    assert (gap["cause"], gap["entry"], gap["attributes"]) == ("missing fact", "hall/night", ["email"])
    assert gap["questions"] == [{"text": UNANSWERED, "times": 2}]
    for file in (tmp_path / "data").iterdir():
        assert workspace.user.id.encode() not in file.read_bytes(), f"{file.name} tells who asked"


@pytest.mark.parametrize("kept_in", ["a file", "postgresql"])
async def test_an_event_that_two_processes_get_is_answered_once(
    kept_in: str, request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path
) -> None:
    given = http_mode(workspace)
    if kept_in == "postgresql":
        given["DATABASE_URL"] = request.getfixturevalue("server").emptied()
    async with running(given, tmp_path) as one, running(given, tmp_path) as other:
        addresses = [(await bot.says(r"HTTP at (http://\S+/slack/events)"))[1] for bot in (one, other)]
        await workspace.deliver_to(addresses[0])
        thread, _ = await asked_and_answered(workspace, QUESTION)
        events = [entry.request["payload"] for entry in workspace.record.deliveries("events_api")]
        event = next(event for event in events if event["event"]["ts"] == thread.ts)
        await workspace.deliver_to(addresses[1])
        workspace.delivery.event(event)
        await workspace.delivery.settled()
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Harbour House" in text, "the other process knows what the conversation is about"
        await other.says("mention: answer")
        assert one.said.count("mention: answer") == other.said.count("mention: answer") == 1


async def test_the_bot_answers_where_nothing_can_be_kept(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    async with running(socket_mode(workspace), tmp_path) as bot:
        await bot.says(READY)
        thread, text = await asked_and_answered(workspace, QUESTION)
        assert "Harbour House" in text
        _, text = await asked_and_answered(workspace, FOLLOW_UP, thread)
        assert "Harbour House" in text
        _, text = await asked_and_answered(workspace, UNANSWERED)
        assert "Night Hall" in text
        assert await bot.stop() == 0
    assert len(re.findall(r"ERROR bot\.records\S+: The store at data/records\.sqlite3 does not work", bot.said)) == 1
    assert "Traceback" not in bot.said


async def test_it_says_at_the_start_that_a_database_address_is_wrong(workspace: Workspace, tmp_path: Path) -> None:
    given = socket_mode(workspace) | {"DATABASE_URL": "postgresql://bot:hush@host:many/records"}
    async with running(given, tmp_path) as bot:
        assert await bot.ends() == 2
    assert bot.said.startswith("DATABASE_URL cannot be read; write postgresql://user:password@host/database")
    assert "hush" not in bot.said and "Traceback" not in bot.said
    assert os.listdir(tmp_path) == ["museum"]
