"""The fact base is edited while the bot's own process runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import KNOWLEDGE
from bot.directory.loader import load
from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.conftest import manifest
from tests.end_to_end.process import READY, Bot, http_mode, running, socket_mode

QUESTION = "phone for the port of laredo"
OLD, NEW = "(956) 523-7300", "(956) 523-7399"
IN_USE = "The fact base was edited and is in use"


async def says_again(bot: Bot, pattern: str) -> re.Match[str]:
    """Waits until it says something anew; what it said until then is looked at."""
    found = await bot.says(pattern)
    bot.said = bot.said[found.end() :]
    return found


async def answer(workspace: Workspace) -> str:
    await workspace.dm(QUESTION)
    return (await workspace.next_message()).text


@pytest.mark.parametrize("transport", [socket_mode, http_mode])
async def test_an_edit_takes_effect_a_bad_one_is_told_and_its_mending_too(
    transport: Callable[[Workspace], dict[str, str]], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    phone_of = "port/laredo-texas-2304"
    (phone,) = load(folder).entries[phone_of].current("phone")
    assert phone.value == OLD
    file = folder / phone.where.file
    text = file.read_text(encoding="utf-8")
    async with Workspace(manifest=manifest(), channel="directory-curators") as workspace:
        given = transport(workspace) | {"KNOWLEDGE": str(folder), "CURATORS_CHANNEL": "#directory-curators"}
        async with running(given, tmp_path) as bot:
            await bot.says(READY)
            if at := re.search(r"HTTP at (http://\S+/slack/events)", bot.said):
                await workspace.deliver_to(at[1])
            assert OLD in await answer(workspace)

            edited = text.replace(OLD, NEW)
            file.write_text(edited, encoding="utf-8")
            await says_again(bot, IN_USE)
            assert NEW in await answer(workspace)

            file.write_text(edited.replace(NEW, "(956) 523-73OO"), encoding="utf-8")  # letters, no zeros
            await says_again(bot, rf"WARNING .* does not load.*\n{re.escape(str(phone.where))}: {phone_of}: phone")
            told = await workspace.next_message()
            assert told.channel == workspace.channel("directory-curators").id
            assert f"{phone.where}: " in told.text
            assert NEW in await answer(workspace)

            file.write_text(text, encoding="utf-8")
            await says_again(bot, IN_USE)
            well = await workspace.next_message()
            assert (well.channel, "loads again" in well.text) == (told.channel, True)
            assert OLD in await answer(workspace)

            assert await bot.stop() == 0
            assert "Traceback" not in bot.said
            assert len(workspace.messages()) == 2


async def test_edits_take_effect_in_the_local_workspace_too(tmp_path: Path) -> None:
    folder = write_museum(tmp_path / "museum")
    desks = folder / "people" / "desks.yaml"
    good = desks.read_text(encoding="utf-8")
    given = {"KNOWLEDGE": "museum", "WORKSPACE_PORT": "0", "CURATORS_CHANNEL": "#press-room"}  # the folder by its short name
    async with running(given, tmp_path) as bot:
        await bot.says(READY)
        desks.write_text(good.replace("name: Front desk", "nmae: Front desk"), encoding="utf-8")
        await says_again(bot, r"does not load.*\npeople/desks\.yaml:\d+: ")
        desks.write_text(good, encoding="utf-8")
        await says_again(bot, IN_USE + ": 13 entries")
        assert await bot.stop() == 0
        assert "WARNING" not in bot.said
