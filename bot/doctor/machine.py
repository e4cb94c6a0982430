"""The machine: who may read what the bot keeps, room on the disk, the store, ports and the bot that may run already."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
from alembic.util import CommandError

from bot.doctor.finding import Finding, State
from bot.keeping import database
from bot.records.model import NotKept
from bot.records.store import SqlStore
from bot.settings import Settings, exposed, misspelt

LITTLE, HARDLY_ANY = 500, 50
"""Megabytes free from which on there is a warning, and none to work with."""
PATIENCE_SECONDS = 3.0
"""How long a program on a port is given to say that it is the bot."""


def env_file(path: Path = Path(".env")) -> Iterator[Finding]:
    """Whether others can read secrets in ``.env``, and whether every key in it is a setting."""
    if not path.exists():
        yield Finding(str(path), "ok", "there is none: all settings come from the environment")
        return
    says, _, advice = exposed(path).partition(": ")
    if says:
        yield Finding(str(path), "warn", says, advice)
    if odd := misspelt(path):
        yield Finding(str(path), "warn", odd, "mend the names; what is no setting is not read")
    if not says and not odd:
        yield Finding(str(path), "ok", "nobody else can read secrets in it, and every key is a setting")


def data_folder(folder: Path) -> Iterator[Finding]:
    """Whether the bot can write there and nobody else read, and how much room there is."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield Finding("data folder", "fail", f"{there} cannot be written to", "give it to the user that the bot runs as")
    elif folder.exists():
        others = _others(folder)
        state: State = "warn" if others else "ok"
        says = f"other users of this machine may {others} {folder}" if others else f"{folder} is the bot's alone"
        yield Finding("data folder", state, says, f"chmod 700 {folder}" if others else "")
    else:
        yield Finding("data folder", "ok", f"{folder} is made when the bot starts")
    free = shutil.disk_usage(there).free / 1_000_000
    says = f"{free:,.0f} MB free at {there}"
    if free >= LITTLE:
        yield Finding("disk", "ok", says)
    else:
        yield Finding("disk", "warn" if free >= HARDLY_ANY else "fail", says, "make room; on a full disk nothing is kept")


async def store(settings: Settings) -> Finding:
    """Whether the store opens and takes records; tables of an older version are brought up to date, as a start does."""
    opened = database(settings)
    where = "PostgreSQL" if opened.file is None else str(opened.file)
    kept = SqlStore(opened, settings.question_days)
    try:
        if opened.file and not opened.file.exists():
            return Finding("store", "ok", f"{where} is made when the bot starts")
        await kept.probe()
    except NotKept as error:
        if isinstance(error.__cause__, CommandError):
            advice = "run the version that made them, or a newer one"
        elif opened.file:
            advice = f"see that the user that the bot runs as can write {where}, with room on the disk"
        else:
            advice = "see that DATABASE_URL is right, the server runs, and its user may make tables"
        return Finding("store", "fail", str(error), advice)
    finally:
        await kept.close()
    return Finding("store", "ok", f"{where} opens, its tables are up to date, it takes records")


async def port(setting: str, host: str, number: int, page: str = "healthz") -> Finding:
    """Whether a port is free, or the bot's own already, on which it answers at ``page``."""
    if number == 0:
        return Finding(setting, "ok", "takes a free one")
    try:
        socket.create_server((host, number), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            says = f"port {number} on {host} cannot be opened: {error.strerror}"
            return Finding(setting, "fail", says, f"check HOST and {setting}")
    else:
        return Finding(setting, "ok", f"port {number} is free")
    said = await asked(f"{_address(host, number)}/{page}")
    if said.get("status") == "ok" or said.get("ok") is True:
        return Finding(setting, "ok", f"the bot is running on port {number}")
    return Finding(setting, "fail", f"port {number} is in use by another program", f"set {setting} to a free one")


async def running(host: str, number: int) -> list[Finding]:
    """What a bot that runs already says of itself on its port of monitoring; nothing where none does."""
    checks = (await asked(f"{_address(host, number)}/readyz")).get("checks", {})
    return [
        Finding(f"running bot: {name}", "ok" if check["state"] == "ok" else "fail", check["about"])
        for name, check in checks.items()
    ]


async def public(url: str) -> Finding:
    """Whether the address that people and Slack use leads to a bot."""
    if (await asked(f"{url}/healthz")).get("status") == "ok":
        return Finding("PUBLIC_URL", "ok", f"{url} leads to the bot")
    advice = "where the bot runs: see that the proxy passes requests on to HOST and PORT, and that the name is known"
    return Finding("PUBLIC_URL", "warn", f"{url} leads to no running bot", advice)


async def asked(address: str) -> dict[str, Any]:
    """What a page of the bot's says, whatever its status; empty where there is no such page."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE_SECONDS)) as session,
            session.get(address) as response,
        ):
            said = await response.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _address(host: str, number: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{number}"


def _others(path: Path) -> str:
    """What others than the owner may do with a file or folder: ``read``, ``read and write`` …; empty: nothing."""
    mode = path.stat().st_mode
    if os.name != "posix":
        return ""
    may = {"read": stat.S_IRGRP | stat.S_IROTH, "write": stat.S_IWGRP | stat.S_IWOTH}
    return " and ".join(word for word, bits in may.items() if mode & bits)
