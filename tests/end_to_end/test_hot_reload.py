"""The fact base is edited while the bot's own process runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import KNOWLEDGE
from bot.directory.loader import load
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.end_to_end.process import READY, Bot, http_mode, running, socket_mode

IN_USE = "The fact base was edited and is in use"


async def says_again(bot: Bot, pattern: str) -> re.Match[str]:
    """Waits until it says something anew; what it said until then is looked at."""
    found = await bot.says(pattern)
    bot.said = bot.said[found.end() :]
    return found


async def answer(workspace: Workspace, question: str) -> str:
    await workspace.dm(question)
    return (await workspace.next_message()).text


def copy_of_cbp(folder: Path) -> Path:
    """A copy of the fact base that comes with the bot."""
    return Path(shutil.copytree(KNOWLEDGE, folder))


@pytest.mark.parametrize(
    ("transport", "made", "question", "phone_of", "old", "new", "wrong"),
    [
        (
            socket_mode,
            copy_of_cbp,
            "phone for the port of laredo",
            "port/laredo-texas-2304",
            "(956) 523-7300",
            "(956) 523-7399",
            "(956) 523-73OO",  # letters, no zeros
        ),
        (
            http_mode,
            write_museum,
            "phone for harbour house",
            "house/harbour",
            "(207) 555-0110",
            "(207) 555-0199",
            "(207) 555-O11O",
        ),
    ],
)
async def test_an_edit_takes_effect_a_bad_one_is_told_and_its_mending_too(
    transport: Callable[[Workspace], dict[str, str]],
    made: Callable[[Path], Path],
    question: str,
    phone_of: str,
    old: str,
    new: str,
    wrong: str,
    tmp_path: Path,
) -> None:
    folder = made(tmp_path / "knowledge")
    directory = load(folder)
    (phone,) = directory.entries[phone_of].current("phone")
    assert phone.value == old
    file = folder / phone.where.file
    text = file.read_text(encoding="utf-8")
    async with Workspace(manifest=manifest(directory), channel="directory-curators") as workspace:
        given = transport(workspace) | {"KNOWLEDGE": str(folder), "CURATORS_CHANNEL": "#directory-curators"}
        async with running(given, tmp_path) as bot:
            await bot.says(READY)
            if at := re.search(r"HTTP at (http://\S+/slack/events)", bot.said):
                await workspace.deliver_to(at[1])
            assert old in await answer(workspace, question)

            edited = text.replace(old, new)
            file.write_text(edited, encoding="utf-8")
            await says_again(bot, IN_USE)
            assert new in await answer(workspace, question)

            file.write_text(edited.replace(new, wrong), encoding="utf-8")
            await says_again(bot, rf"WARNING .* does not load.*\n *{re.escape(str(phone.where))}: {phone_of}: phone")
            told = await workspace.next_message()
            assert told.channel == workspace.channel("directory-curators").id
            assert f"{phone.where}: " in told.text
            assert new in await answer(workspace, question)

            file.write_text(text, encoding="utf-8")
            await says_again(bot, IN_USE)
            well = await workspace.next_message()
            assert (well.channel, "loads again" in well.text) == (told.channel, True)
            assert old in await answer(workspace, question)

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
        await says_again(bot, r"does not load.*\n *people/desks\.yaml:\d+: ")
        desks.write_text(good, encoding="utf-8")
        await says_again(bot, IN_USE + ": 13 entries")
        assert await bot.stop() == 0
        assert "WARNING" not in bot.said
