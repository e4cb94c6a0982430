"""A process that is killed: what it was told and thanked for stays, and what it was asked is answered by the next."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bench import storm
from bench.storm import Storm, gathering
from bot.records.database import Database, address
from bot.records.reading import Kept, read
from bot.slack.rendering.buttons import VOTE
from bot.slack.rendering.forms import ELSE, REPORT, SEEN, VALUE, WHICH
from bot.slack.rendering.words import WORDS
from bot.workspace import Message

QUESTION = "phone for harbour house"


async def kept(folder: Path) -> Kept:
    database = Database(address(folder / "data", None))
    try:
        return await read(database)
    finally:
        await database.close()


async def killed(storm: Storm) -> None:
    """Kills the one process; another starts by itself."""
    (process,) = storm.service.processes
    process.kill()
    await process.wait()


async def test_a_question_that_was_acknowledged_is_answered_after_a_kill(museum: Path) -> None:
    async with gathering(museum, seed=1) as bad:
        bad.service.settings = {"STORE_SLOW": "0.2"}
        await bad.service.start(1)
        workspace = bad.workspace
        question = await workspace.asks(QUESTION)
        await workspace.delivery.settled()
        (delivered,) = (e for e in workspace.record.deliveries() if e.request["payload"]["event"]["type"] == "app_mention")
        assert delivered.error == "", "acknowledged: Slack does not deliver it again"
        assert not workspace.record.calls("chat.postMessage"), "and not answered yet"
        await killed(bad)
        told = await workspace.next_message(timeout=60)
        assert told.thread_ts == question.ts and "(207) 555-0110" in told.text
        with pytest.raises(TimeoutError):
            await workspace.next_message(timeout=storm.QUIET / 4)


async def test_what_was_thanked_for_is_there_after_a_kill(museum: Path) -> None:
    async with gathering(museum, seed=1) as bad:
        await bad.service.start(1)
        workspace = bad.workspace

        async def hears(text: str) -> Message:
            while not (told := await workspace.next_message(timeout=30)).text.startswith(text):
                pass
            return told

        await workspace.asks(QUESTION)
        answer = await hears("(207) 555-0110")
        await workspace.press(answer, VOTE, WORDS["failed_me"])
        await workspace.press(await hears(WORDS["thanks_failed"]), REPORT)
        form = await workspace.next_view(timeout=30)
        await workspace.submits(form, {WHICH: {WHICH: ELSE}, VALUE: {VALUE: "It moved."}, SEEN: {SEEN: "at the door"}})
        assert WORDS["report_thanks"] in json.dumps(workspace.modal())
        await killed(bad)
        found = await kept(bad.folder)
        (voices,) = found.voices
        assert voices.failed == 1
        assert [(report.value, report.seen) for report in voices.reports] == [("It moved.", "at the door")]


async def test_a_process_that_is_told_to_stop_leaves_its_question_to_the_next_at_once(museum: Path) -> None:
    async with gathering(museum, seed=1) as bad:
        await bad.service.start(1)
        workspace = bad.workspace
        await workspace.asks(QUESTION)
        await workspace.next_message(timeout=30)
        bad.network.lost = 1000  # nothing it says comes through any more
        await workspace.asks(QUESTION)
        await workspace.delivery.settled()
        (process,) = bad.service.processes
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0
        bad.calm()
        assert "(207) 555-0110" in (await workspace.next_message(timeout=60)).text
