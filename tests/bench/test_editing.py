from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from bench import editing
from bench.editing import Edits
from bot.directory.loader import load
from bot.directory.model import Directory
from tests.directory.museum import write_museum


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_museum(tmp_path / "museum")


def numbers(directory: Directory) -> dict[str, str]:
    """The telephone numbers of each entry, the one that is edited and others."""
    facts = (
        (e.id, f) for e in directory.entries.values() for f in e.facts if directory.attributes[f.attribute].type == "phone"
    )
    return {f"{id} {number}": fact.value for number, (id, fact) in enumerate(facts)}


def test_each_round_makes_a_number_of_so_many_entries_another_one_and_the_fact_base_still_loads(folder: Path) -> None:
    before = numbers(load(folder))
    edits = Edits(folder, load(folder), 3)
    for _ in range(12):
        edits.edit()
        after = numbers(load(folder))
        changed = {id.partition(" ")[0] for id in before if before[id] != after[id]}
        assert len(changed) == 3
        assert all(old[:-1] == after[id][:-1] for id, old in before.items())
        before = after
    assert edits.rounds == 12


def test_more_entries_than_have_a_number_are_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="entries have a number"):
        Edits(folder, load(folder), 1000)


async def test_rounds_follow_each_other_until_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "EVERY", 0.01)
    edits = Edits(folder, load(folder), 2)
    going_on = asyncio.create_task(edits.go_on())
    async with asyncio.timeout(30):
        while edits.rounds < 3:
            await asyncio.sleep(0.01)
    going_on.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await going_on
    assert load(folder)
