"""Edits while the bot runs: what the curators are told, and what the desk answers from."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.engine import Answerer
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.directory.watching import Watch
from bot.slack.browsing.shelves import Shelves
from bot.slack.browsing.stock import Stock
from bot.slack.browsing.typeahead import Typeahead
from bot.slack.curating.curators import BROKEN, LINE, WELL, Curators, broken, follow
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.slack.rendering.unfurling import Pages
from bot.slack.sending.queueing import QUEUES
from bot.workspace import Message, Workspace
from tests.directory.museum import write_museum
from tests.slack.answering import answering

PROBLEMS = [f"houses/houses.yaml:{line}: something is wrong; mend it" for line in range(1, 14)]


@pytest.fixture
async def workspace(museum: Directory) -> AsyncIterator[Workspace]:
    async with Workspace(manifest=manifest(museum), channel="directory-curators") as workspace:
        yield workspace


@contextlib.asynccontextmanager
async def telling(workspace: Workspace, channel: str | None) -> AsyncIterator[Curators]:
    """Curators who read a channel of the workspace."""
    curators = Curators(AsyncWebClient(workspace.bot_token, base_url=workspace.api_url), channel)
    posting = asyncio.create_task(curators.post())
    yield curators
    posting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await posting


def bullets(message: Message) -> list[str]:
    (rich,) = message.blocks
    (listed,) = [part for part in rich["elements"] if part["type"] == "rich_text_list"]
    return [item["elements"][0]["text"] for item in listed["elements"]]


@pytest.mark.parametrize("channel", ["#directory-curators", "C0LOCAL0001"])
async def test_the_channel_gets_the_first_ten_problems_and_how_many_more(workspace: Workspace, channel: str) -> None:
    async with telling(workspace, channel) as curators:
        curators.refused(PROBLEMS)
        message = await workspace.next_message()
    assert message.channel == workspace.channel().id
    assert bullets(message) == PROBLEMS[:10]
    assert "3 more" in str(message.blocks)
    assert message.text.splitlines()[:2] == [BROKEN, PROBLEMS[0]]
    assert "3 more" in message.text


async def test_ten_problems_are_all_there_are(workspace: Workspace) -> None:
    async with telling(workspace, "#directory-curators") as curators:
        curators.refused(PROBLEMS[:10])
        message = await workspace.next_message()
    assert bullets(message) == PROBLEMS[:10]
    assert "more" not in message.text


async def test_each_set_of_problems_is_told_once_and_that_all_is_well_once(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    one, other = PROBLEMS[:1], PROBLEMS[1:3]
    async with telling(workspace, "#directory-curators") as curators:
        curators.well(13)  # nothing was wrong: not for the channel
        for problems in (one, one, other, one):
            curators.refused(problems)
        curators.well(13)
        curators.well(14)
        curators.refused(one)  # wrong again after all was well
        posted = [await workspace.next_message() for _ in range(4)]
    assert [BROKEN in message.text for message in posted] == [True, True, False, True]
    assert [bullets(posted[n]) for n in (0, 1, 3)] == [one, other, one]
    assert posted[2].text == WELL
    assert len(workspace.messages()) == 4
    logged = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert [text.splitlines()[1:] for text in logged] == [one, other, one]


async def test_all_problems_are_in_the_log_though_no_channel_is_set(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    async with telling(workspace, None) as curators:
        curators.refused(PROBLEMS)
        await asyncio.sleep(0.05)
    assert caplog.records[0].getMessage().splitlines()[1:] == PROBLEMS
    assert not workspace.messages()


async def test_nothing_that_stands_in_the_files_is_live_in_the_channel(workspace: Workspace) -> None:
    typed = "<!channel> <@U123> *bold* _italic_ ~struck~ ```code``` <b> <https://evil.example|x> \x1b \u202e " + "é" * 4000
    async with telling(workspace, "#directory-curators") as curators:
        curators.refused([f'a.yaml:{line}: unknown key "{typed}"; take it out' for line in range(20)])
        message = await workspace.next_message()
    assert {block["type"] for block in message.blocks} == {"rich_text"}
    assert all(len(line) <= LINE for line in bullets(message))
    assert "<" not in message.text
    (call,) = workspace.record.calls("chat.postMessage")
    assert str(call.request["mrkdwn"]).lower() in ("false", "0")


async def test_a_channel_that_cannot_be_told_is_logged_and_the_next_message_tried(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    async with telling(workspace, "#elsewhere") as curators:
        curators.refused(PROBLEMS[:1])
        curators.well(13)
        async with asyncio.timeout(30):
            while len(told := [line for line in caplog.messages if "#elsewhere" in line]) < 2:
                await asyncio.sleep(0.01)
    for line in told:
        assert "#elsewhere could not be told (channel_not_found)" in line
        assert "CURATORS_CHANNEL" in line


async def test_they_are_told_in_the_turn_of_their_channel_as_all_who_write_there(tmp_path: Path) -> None:
    folder = write_museum(tmp_path / "museum")
    watch, directory = Watch(folder), load(folder)
    desk = Desk(directory, Answerer(directory))
    async with answering(desk, manifest(directory), watch, curators_channel="C0LOCAL0001") as workspace:
        async with QUEUES.turn((workspace.state.team.id, "C0LOCAL0001")):
            (folder / "houses" / "houses.yaml").write_text("entries: [", encoding="utf-8")
            async with asyncio.timeout(30):
                while not QUEUES.waiting:
                    await asyncio.sleep(0.02)
            assert not workspace.messages()
        assert BROKEN in (await workspace.next_message()).text


def test_an_event_under_way_keeps_its_directory_and_the_memory_is_one(museum: Directory, tmp_path: Path) -> None:
    desk = Desk(museum, Answerer(museum))
    under_way = desk.now()
    other = load(write_museum(tmp_path))
    desk.renew(Stock.of(other, Answerer(other)))
    assert (under_way.directory, under_way.answerer.directory) == (museum, museum)
    assert desk.now().directory is desk.now().answerer.directory is other
    assert desk.now().records is under_way.records


async def test_edits_take_effect_while_the_curators_channel_is_out_of_reach(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_museum(tmp_path / "museum")
    watch, directory = Watch(folder), load(folder)
    desk = Desk(directory, Answerer(directory))
    unreachable = asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)  # takes calls, and never answers
    async with await unreachable as server:
        port = server.sockets[0].getsockname()[1]
        curators = Curators(AsyncWebClient("xoxb-1", base_url=f"http://127.0.0.1:{port}/api/"), "C0LOCAL0001")
        tasks = [asyncio.create_task(work) for work in (follow(watch, desk, curators), curators.post())]
        houses = folder / "houses" / "houses.yaml"
        good = houses.read_text(encoding="utf-8")
        houses.write_text("entries: [", encoding="utf-8")
        async with asyncio.timeout(30):
            while not caplog.records:
                await asyncio.sleep(0.02)
            assert desk.directory is directory
            houses.write_text(good.replace("Hill House", "Upper House"), encoding="utf-8")
            while desk.now().directory.entries["house/hill"].name != "Upper House":
                await asyncio.sleep(0.02)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_an_edit_makes_new_is_built_beside_the_answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: dict[str, set[str]] = {}

    def noted(part: type) -> type:
        def __init__(self: object, directory: Directory) -> None:
            threads.setdefault(part.__name__, set()).add(threading.current_thread().name)
            part.__init__(self, directory)  # type: ignore[misc]

        return type(part.__name__, (part,), {"__init__": __init__})

    folder = write_museum(tmp_path / "museum")
    watch, directory = Watch(folder), load(folder)
    desk = Desk(directory, Answerer(directory))
    monkeypatch.setattr("bot.slack.curating.curators.Answerer", noted(Answerer))
    for part in (Shelves, Typeahead, Pages):
        monkeypatch.setattr(f"bot.slack.browsing.stock.{part.__name__}", noted(part))
    following = asyncio.create_task(follow(watch, desk, Curators(AsyncWebClient("xoxb-1"), None)))
    houses = folder / "houses" / "houses.yaml"
    houses.write_text(houses.read_text(encoding="utf-8").replace("Hill House", "Upper House"), encoding="utf-8")
    async with asyncio.timeout(30):
        while desk.directory is directory:
            await asyncio.sleep(0.02)
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following
    assert [entry.name for entry in desk.looked_up("upper h")] == ["Upper House"]
    assert threads.keys() == {"Answerer", "Shelves", "Typeahead", "Pages"}
    assert threading.main_thread().name not in set().union(*threads.values())


async def test_a_directory_that_cannot_be_answered_from_leaves_the_last_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(directory: Directory) -> Answerer:
        if "Upper House" in (entry.name for entry in directory.entries.values()):
            raise LookupError("of our own making")
        return Answerer(directory)

    monkeypatch.setattr("bot.slack.curating.curators.Answerer", failing)
    monkeypatch.setattr("bot.slack.curating.curators.PAUSE_SECONDS", 0.0)
    folder = write_museum(tmp_path / "museum")
    watch, directory = Watch(folder), load(folder)
    desk = Desk(directory, Answerer(directory))
    following = asyncio.create_task(follow(watch, desk, Curators(AsyncWebClient("xoxb-1"), None)))
    houses = folder / "houses" / "houses.yaml"
    good = houses.read_text(encoding="utf-8")
    houses.write_text(good.replace("Hill House", "Upper House"), encoding="utf-8")
    async with asyncio.timeout(30):
        while not caplog.records:
            await asyncio.sleep(0.02)
        assert caplog.records[0].exc_info
        assert desk.directory is directory
        houses.write_text(good.replace("Hill House", "Higher House"), encoding="utf-8")
        while desk.directory is directory:
            await asyncio.sleep(0.02)
    assert desk.directory.entries["house/hill"].name == "Higher House"
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


def test_the_message_fits_slack_whatever_is_wrong() -> None:
    message = broken(["x" * 5000] * 500)
    assert len(str(message.blocks)) < 12_000
    assert "490 more" in str(message.blocks)
