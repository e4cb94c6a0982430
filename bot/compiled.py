"""A fact base ready to answer, kept between runs of ``ask``, so that a question does not wait for 1,500 entries to be read.

What is kept is named by a digest of every byte it was made from: the files of the fact base, the program's own, and the
versions of what it stands on. Change any of them and it has another name; so it can never be stale. What changes while it is
being read is not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import stat
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bot.answering.engine import Answerer
from bot.directory.loader import load, yaml_files

KEPT = 4
"""How many are kept, the last used ones."""
STANDS_ON = ("Babel", "phonenumberslite", "PyYAML")
"""The packages that have a say in what a fact base becomes."""


def answerer(folder: Path, cache: Path | None = None) -> Answerer:
    """An Answerer for the fact base in a folder, taken from ``cache`` when it was made of the very same bytes.

    ``cache``: folder to keep it in; the user's cache folder when not given. A cache that cannot be read or written, or that
    belongs to somebody else, is done without. Raises KnowledgeMissing and KnowledgeError as loading does.
    """
    cache = cache or _default_cache()
    digest = _digest(folder)
    kept = cache / f"{digest}.pickle"
    if digest and _is_ours(cache):
        with contextlib.suppress(Exception):  # whatever is wrong with what was kept, it is made anew
            made = pickle.loads(kept.read_bytes())
            os.utime(kept)
            if isinstance(made, Answerer):
                return made
    made = Answerer(load(folder))
    if digest and digest == _digest(folder):  # else an edit came between, and what was read may be of neither
        with contextlib.suppress(OSError):
            _keep(made, kept)
    return made


def _digest(folder: Path) -> str:
    """Of everything an Answerer for the folder is made from; empty when not all of it can be read."""
    digest = hashlib.sha256(" ".join((sys.version, *map(version, STANDS_ON))).encode())
    program = Path(__file__).parent
    hindered: list[OSError] = []
    files = sorted(f for kind in ("*.py", "*.json") for f in program.rglob(kind))
    files += [folder / name for name in sorted(yaml_files(folder, hindered.append))]
    try:
        for file in files:
            content = file.read_bytes()
            digest.update(f"{file.as_posix()} {len(content)} ".encode(errors="surrogateescape"))
            digest.update(content)
    except OSError as error:
        hindered.append(error)
    return "" if hindered else digest.hexdigest()


def _default_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "directory-bot"


def _is_ours(cache: Path) -> bool:
    """Whether nobody else can have put anything there: what is unpickled may run code."""
    try:
        status = cache.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISDIR(status.st_mode) and mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep(made: Answerer, kept: Path) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_ours(kept.parent):
        return
    content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    handle, part = tempfile.mkstemp(dir=kept.parent, suffix=".part")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(part, kept)
    except OSError:
        os.unlink(part)
        raise
    for old in sorted(kept.parent.glob("*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
