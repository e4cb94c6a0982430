"""Curators at work while many ask: every second a digit in the telephone number of each of so many entries is edited."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.directory.model import Directory, Entry

EVERY = 1.0
"""Seconds from the beginning of one round to that of the next."""


@dataclass(frozen=True, slots=True)
class Digit:
    """Where the last digit of an entry's number stands."""

    file: str
    line: int
    column: int
    """Both from 0."""


class Edits:
    """Rounds of edits to the fact base in a folder, each of so many entries."""

    def __init__(self, folder: Path, directory: Directory, entries: int) -> None:
        """``folder`` holds the files that the directory was loaded from. Raises ValueError: too few have a number."""
        self._files = {entry.where.file for entry in directory.entries.values() if entry.where}
        self._lines = {file: (folder / file).read_text("utf-8").splitlines(keepends=True) for file in self._files}
        self._folder = folder
        self.digits = tuple(islice(self._found(directory), entries))
        self.rounds = 0
        if len(self.digits) < entries:
            raise ValueError(f"only {len(self.digits)} entries have a number of their own to edit")

    def _found(self, directory: Directory) -> Iterator[Digit]:
        """A digit of each entry that has a number, where it stands in its own lines as it is shown."""
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for entry in directory.entries.values():
            if entry.where:
                starts[entry.where.file].append(entry.where.line - 1)
        for entry in directory.entries.values():
            if entry.where:
                first = entry.where.line - 1
                end = min((n for n in starts[entry.where.file] if n > first), default=len(self._lines[entry.where.file]))
                yield from islice(self._in(entry, entry.where.file, range(first, end), directory), 1)

    def _in(self, entry: Entry, file: str, lines: range, directory: Directory) -> Iterator[Digit]:
        for fact in entry.facts:
            if directory.attributes[fact.attribute].type == "phone" and not fact.former and fact.value[-1:].isdigit():
                for line in lines:
                    if (column := self._lines[file][line].find(fact.value)) >= 0:
                        yield Digit(file, line, column + len(fact.value) - 1)

    def edit(self) -> None:
        """One round: each digit becomes the next one, and every file that has any is written."""
        for digit in self.digits:
            line = self._lines[digit.file][digit.line]
            after = str((int(line[digit.column]) + 1) % 10)
            self._lines[digit.file][digit.line] = line[: digit.column] + after + line[digit.column + 1 :]
        for file in {digit.file for digit in self.digits}:
            (self._folder / file).write_text("".join(self._lines[file]), "utf-8")
        self.rounds += 1

    async def go_on(self) -> None:
        """A round every second, until it is cancelled; the round it is at is then written to its end."""
        due = time.monotonic()
        while True:
            writing = asyncio.create_task(asyncio.to_thread(self.edit))
            try:
                await asyncio.shield(writing)
            finally:
                await writing
            due = max(due + EVERY, time.monotonic())
            await asyncio.sleep(due - time.monotonic())
