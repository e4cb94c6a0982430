"""Hot reload: an edit to any file of the fact base is noticed, loaded beside the running bot, and handed over or explained.

What counts is what can be seen of the files, not what the system reports of them: reports only say when to look. So it does
not matter how an edit is saved, nor that a folder that was replaced reports nothing any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from watchfiles import awatch

from bot.directory.errors import KnowledgeError
from bot.directory.loader import load, yaml_files
from bot.directory.model import Directory
from bot.directory.pacing import Pace

LOOK_SECONDS = 0.5
"""After this long the files are looked at though nothing was reported: network drives report nothing."""
STEP_SECONDS = 0.05
BURST_SECONDS = 0.4
"""Reports are taken together while they follow each other within a step, a burst's length at most."""
PATIENCE_SECONDS = 0.3
"""How long what does not load may be half an edit: a file saved by deleting and writing it, a folder being checked out."""
OVERTAKEN_SECONDS = 3.0
"""How long an edit waits for those after it to end; then what loads is handed over though another one came meanwhile."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The fact base was edited and loads."""

    directory: Directory


@dataclass(frozen=True, slots=True)
class Refused:
    """The fact base was edited and does not load."""

    problems: tuple[str, ...]
    """All that is wrong, one line each, with file and line, in their order."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen of a fact base without reading it."""

    files: frozenset[tuple[object, ...]]
    """Each file's name with all that changes when it is edited or replaced."""
    folders: frozenset[Path]
    """The folders that the files are in."""


class Watch:
    """The edits to a fact base, as they come: ``async for change in Watch(folder)``. It never ends.

    Create it before loading the fact base for the first time, so that no edit falls in between.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = look(folder).files
        self._complained = False
        self._pace = Pace()  # loading takes its time from answering

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Reloaded | Refused:
        """The outcome of the next edit. Loading runs in a thread; overtaken by a newer edit, it counts for nothing, unless
        there is no end of edits: then what loads is handed over all the same.
        """
        self._pace.end()  # what was made of the edit before took its time too
        first = None
        while True:
            await asyncio.sleep(self._pace.rest())
            sight = await asyncio.to_thread(look, self._folder)
            if sight.files == self._known:
                first = None
                await self._stir(sight.folders)
                continue
            first = first or time.monotonic()
            self._pace.begin()
            change = await asyncio.to_thread(attempt, self._folder)
            if isinstance(change, Refused):
                await asyncio.sleep(PATIENCE_SECONDS)
            unchanged = (await asyncio.to_thread(look, self._folder)).files == sight.files
            endless = isinstance(change, Reloaded) and time.monotonic() - first > OVERTAKEN_SECONDS
            if unchanged or endless:
                self._known = sight.files
                return change
            self._pace.end()

    async def _stir(self, folders: frozenset[Path]) -> None:
        """Waits until something in the folders is reported to have changed, or it is time to look anyway."""
        stirs = awatch(
            *folders,
            watch_filter=None,
            recursive=False,
            step=_milliseconds(STEP_SECONDS),
            debounce=_milliseconds(BURST_SECONDS),
            rust_timeout=_milliseconds(LOOK_SECONDS),
            yield_on_timeout=True,
        )
        try:
            async with contextlib.aclosing(stirs):
                await anext(stirs)
        except (OSError, RuntimeError) as error:
            if not self._complained and not isinstance(error, FileNotFoundError):  # a folder may go at any moment
                log.warning("The system reports no edits (%s); the fact base is looked at twice a second", error)
                self._complained = True
            await asyncio.sleep(LOOK_SECONDS)


def look(folder: Path) -> Sight:
    """What can be seen of the fact base in a folder now. What cannot be read, or is not there, is part of it."""
    files: set[tuple[object, ...]] = set()
    folders = {folder} if folder.is_dir() else set()

    def unseen(error: OSError) -> None:
        files.add((error.filename, error.errno))

    try:
        for name in yaml_files(folder, unseen):
            path = folder / name
            folders.add(path.parent)
            seen = path.stat()
            files.add((name, seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns))
    except OSError as error:  # it went while it was looked at
        unseen(error)
    return Sight(frozenset(files), frozenset(folders))


def attempt(folder: Path) -> Reloaded | Refused:
    """Loads the fact base in a folder."""
    try:
        return Reloaded(load(folder, date.today()))
    except KnowledgeError as error:
        return Refused(tuple(map(str, error.problems)) or (str(error),))
    except Exception as error:
        log.exception("Loading the fact base failed in a way that it should not")
        return Refused((f"{folder}: loading failed ({type(error).__name__}: {error})",))


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
