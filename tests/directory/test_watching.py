"""What happens when the files of the fact base change while somebody watches, with real files."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.directory import watching
from bot.directory.loader import load
from bot.directory.model import Directory
from bot.directory.pacing import Pace
from bot.directory.watching import Refused, Reloaded, Watch, look
from tests.directory.mistakes import HOUSES, MISTAKES, PHONE
from tests.directory.museum import FILES, write_museum

NEW_PHONE = "phone: (207) 555-0177"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_museum(tmp_path / "museum")


def edit(folder: Path, old: str, new: str, file: str = HOUSES) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


async def outcome(watch: Watch, within: float = 30.0) -> Reloaded | Refused:
    async with asyncio.timeout(within):
        return await anext(watch)


async def reloaded(watch: Watch) -> Directory:
    change = await outcome(watch)
    assert isinstance(change, Reloaded), change
    return change.directory


async def refused(watch: Watch) -> tuple[str, ...]:
    change = await outcome(watch)
    assert isinstance(change, Refused), change
    return change.problems


def phone(directory: Directory) -> str:
    return directory.entries["house/harbour"].current("phone")[0].value


async def test_an_edit_is_noticed_and_loaded(folder: Path) -> None:
    watch = Watch(folder)
    edit(folder, PHONE, NEW_PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0177"
    edit(folder, NEW_PHONE, PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0110"


async def test_an_edit_while_nobody_waits_is_noticed_afterwards(folder: Path) -> None:
    watch = Watch(folder)
    edit(folder, PHONE, NEW_PHONE)
    await reloaded(watch)
    edit(folder, "name: Hill House", "name: Upper House")
    assert (await reloaded(watch)).entries["house/hill"].name == "Upper House"


async def test_an_edit_that_does_not_load_is_refused_with_all_problems(folder: Path) -> None:
    watch = Watch(folder)
    edit(folder, PHONE, "phone: 12")
    edit(folder, "part_of: house/hill", "part_of: house/hil", "houses/halls.yaml")
    first, second = await refused(watch)
    assert first.startswith("houses/halls.yaml:16: ")
    assert second.startswith("houses/houses.yaml:11: ")


async def test_every_mistake_is_refused_with_its_message_and_its_mending_accepted(tmp_path: Path) -> None:
    at_once = asyncio.Semaphore(8)  # a system allows only so many watchers

    async def broken_and_mended(number: int, file: str, old: str, new: str, message: str) -> None:
        async with at_once:
            folder = write_museum(tmp_path / str(number))
            watch = Watch(folder)
            edit(folder, old, new, file)
            assert await refused(watch) == (f"{file}{message}",)
            (folder / file).write_text(FILES[file], encoding="utf-8")
            assert phone(await reloaded(watch)) == "(207) 555-0110"

    assert len(MISTAKES) >= 50
    async with asyncio.TaskGroup() as tasks:
        for number, mistake in enumerate(MISTAKES):
            tasks.create_task(broken_and_mended(number, *mistake))


def saved_in_place(folder: Path) -> Path:
    edit(folder, PHONE, NEW_PHONE)
    return folder


def saved_by_renaming(folder: Path) -> Path:
    """As most editors do: the new text is written beside the file, then put in its place."""
    beside = folder / "houses" / ".houses.yaml.swp"
    beside.write_text(FILES[HOUSES].replace(PHONE, NEW_PHONE), encoding="utf-8")
    beside.replace(folder / HOUSES)
    return folder


def saved_with_a_backup(folder: Path) -> Path:
    """As vim can: the file is renamed and written anew."""
    (folder / HOUSES).rename(folder / "houses" / "houses.yaml~")
    return saved_anew(folder)


def saved_anew(folder: Path) -> Path:
    (folder / HOUSES).unlink(missing_ok=True)
    (folder / HOUSES).write_text(FILES[HOUSES].replace(PHONE, NEW_PHONE), encoding="utf-8")
    return folder


def saved_with_the_old_time_and_size(folder: Path) -> Path:
    """As tools that unpack or copy with times kept."""
    path = folder / HOUSES
    before = path.stat()
    saved_by_renaming(folder)
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return folder


def put_in_place_of_the_folder(folder: Path) -> Path:
    """As a checkout beside it, moved into place."""
    saved_in_place(write_museum(folder.with_name("checkout")))
    folder.rename(folder.with_name("before"))
    return folder.with_name("checkout").rename(folder)


def folder_deleted_and_written_anew(folder: Path) -> Path:
    shutil.rmtree(folder)
    return saved_in_place(write_museum(folder))


def moved_into_a_new_folder(folder: Path) -> Path:
    saved_in_place(folder)
    new = folder / "buildings" / "old"
    new.mkdir(parents=True)
    (folder / HOUSES).rename(new / "houses.yaml")
    return folder


SAVED = [
    saved_in_place,
    saved_by_renaming,
    saved_with_a_backup,
    saved_anew,
    saved_with_the_old_time_and_size,
    put_in_place_of_the_folder,
    folder_deleted_and_written_anew,
    moved_into_a_new_folder,
]


@pytest.mark.parametrize("save", SAVED, ids=lambda save: save.__name__)
@pytest.mark.parametrize("linked", [False, True], ids=["folder", "symlinked folder"])
async def test_however_an_edit_is_saved_it_takes_effect_and_so_does_the_next(
    folder: Path, save: object, linked: bool
) -> None:
    named = folder
    if linked:
        named = folder.with_name("link")
        named.symlink_to(folder)
    watch = Watch(named)
    waiting = asyncio.create_task(reloaded(watch))
    await asyncio.sleep(0.1)  # it is being watched by now
    save(folder)  # type: ignore[operator]
    assert phone(await waiting) == "(207) 555-0177"
    waiting = asyncio.create_task(reloaded(watch))
    await asyncio.sleep(0.1)
    edit(folder, "name: Whale Hall", "name: Hall of the Whale", "houses/halls.yaml")
    assert (await waiting).entries["hall/whale"].name == "Hall of the Whale"


async def test_a_link_that_is_pointed_elsewhere_is_followed(folder: Path) -> None:
    other = saved_in_place(write_museum(folder.with_name("other")))
    link, beside = folder.with_name("link"), folder.with_name("beside")
    link.symlink_to(folder)
    watch = Watch(link)
    beside.symlink_to(other)
    beside.replace(link)
    assert phone(await reloaded(watch)) == "(207) 555-0177"
    edit(other, NEW_PHONE, PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0110"


async def test_a_file_deleted_and_restored_is_missed_and_welcomed(folder: Path) -> None:
    watch = Watch(folder)
    away = (folder / "sources.yaml").rename(folder.with_name("sources.yaml"))
    assert await refused(watch) == ("sources.yaml:1: the file is missing; add it",)
    away.rename(folder / "sources.yaml")
    await reloaded(watch)


async def test_a_folder_that_goes_and_comes_back_is_missed_and_welcomed(folder: Path) -> None:
    watch = Watch(folder)
    away = folder.rename(folder.with_name("away"))
    (problem,) = await refused(watch)
    assert str(folder) in problem
    away.rename(folder)
    assert phone(await reloaded(watch)) == "(207) 555-0110"


async def test_a_file_that_cannot_be_read_is_refused(folder: Path) -> None:
    watch = Watch(folder)
    (folder / HOUSES).write_bytes(b"kind: house\nentries:\n  - \xff\n")
    (problem,) = await refused(watch)
    assert problem.startswith(f"{HOUSES}:3: ")


async def test_what_is_no_part_of_the_fact_base_is_no_edit(folder: Path) -> None:
    watch = Watch(folder)
    before = look(folder).files
    (folder / "notes.txt").write_text("ring twice")
    (folder / "houses" / ".houses.yaml.swp").write_text("half an edit")
    (folder / ".git").mkdir()
    (folder / ".git" / "index.yaml").write_text("x")
    assert look(folder).files == before
    edit(folder, PHONE, NEW_PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0177"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event, list[Path]]]:
    """Loading that waits to be let go: when it has begun, what lets it go, and all loads so far."""
    begun, go, loads = threading.Event(), threading.Event(), []

    def held_load(folder: Path, today: date) -> Directory:
        directory = load(folder)
        loads.append(folder)
        begun.set()
        assert go.wait(30)
        return directory

    monkeypatch.setattr(watching, "load", held_load)
    yield begun, go, loads
    go.set()


async def test_a_load_that_is_overtaken_by_a_newer_edit_counts_for_nothing(
    folder: Path, held: tuple[threading.Event, threading.Event, list[Path]]
) -> None:
    begun, go, loads = held
    watch = Watch(folder)
    edit(folder, PHONE, "phone: (207) 555-0166")
    waiting = asyncio.create_task(reloaded(watch))
    assert await asyncio.to_thread(begun.wait, 30)
    edit(folder, "phone: (207) 555-0166", NEW_PHONE)
    go.set()
    assert phone(await waiting) == "(207) 555-0177"
    assert len(loads) == 2


async def test_an_edit_is_handed_over_though_there_is_no_end_of_edits(
    folder: Path, held: tuple[threading.Event, threading.Event, list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, _ = held
    monkeypatch.setattr(watching, "OVERTAKEN_SECONDS", 0.0)
    watch = Watch(folder)
    edit(folder, PHONE, "phone: (207) 555-0166")
    waiting = asyncio.create_task(reloaded(watch))
    assert await asyncio.to_thread(begun.wait, 30)
    edit(folder, "phone: (207) 555-0166", NEW_PHONE)
    go.set()
    assert phone(await waiting) == "(207) 555-0166"
    assert phone(await reloaded(watch)) == "(207) 555-0177"


async def test_between_loads_it_rests_as_long_as_it_must(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, rested = Watch(folder), list[float]()
    sleep = asyncio.sleep

    async def noted(seconds: float) -> None:
        rested.append(seconds)
        await sleep(0)

    monkeypatch.setattr(watching.asyncio, "sleep", noted)
    monkeypatch.setattr(Pace, "rest", lambda pace: 7.0)
    edit(folder, PHONE, NEW_PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0177"
    assert 7.0 in rested


async def test_nothing_waits_while_a_fact_base_is_loaded(
    folder: Path, held: tuple[threading.Event, threading.Event, list[Path]]
) -> None:
    begun, go, _ = held
    watch = Watch(folder)
    edit(folder, PHONE, NEW_PHONE)
    waiting = asyncio.create_task(reloaded(watch))
    assert await asyncio.to_thread(begun.wait, 30)
    go.set()  # only this lets the loading end: it would never come to this line, were the loop held up
    assert phone(await waiting) == "(207) 555-0177"


async def test_half_an_edit_is_not_complained_about(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PATIENCE_SECONDS", 3.0)
    watch = Watch(folder)
    waiting = asyncio.create_task(outcome(watch))
    (folder / HOUSES).unlink()
    await asyncio.sleep(0.5)  # noticed by now, and found wanting
    saved_anew(folder)
    change = await waiting
    assert isinstance(change, Reloaded)
    assert phone(change.directory) == "(207) 555-0177"


@pytest.mark.parametrize("error", [OSError("OS file watch limit reached"), RuntimeError("no watching here")])
async def test_where_the_system_reports_nothing_edits_are_noticed_all_the_same(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(*_: object, **__: object) -> object:
        raise error
        yield

    monkeypatch.setattr(watching, "awatch", failing)
    watch = Watch(folder)
    for old, new in ((PHONE, NEW_PHONE), (NEW_PHONE, PHONE)):
        waiting = asyncio.create_task(reloaded(watch))
        await asyncio.sleep(0.1)
        edit(folder, old, new)
        assert f"phone: {phone(await waiting)}" == new
    (record,) = caplog.records
    assert str(error) in record.getMessage()


async def test_a_mistake_of_ours_is_logged_and_refused_and_the_watching_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(folder: Path, today: date) -> Directory:
        raise LookupError("of our own making")

    watch = Watch(folder)
    monkeypatch.setattr(watching, "load", failing)
    edit(folder, PHONE, NEW_PHONE)
    (problem,) = await refused(watch)
    assert "of our own making" in problem
    assert caplog.records[0].exc_info
    monkeypatch.undo()
    edit(folder, NEW_PHONE, PHONE)
    assert phone(await reloaded(watch)) == "(207) 555-0110"
