"""A process of its own that works on a store: ``python -m tests.records.worker <address> <what> <argument>``.

It says ``ready``, waits for a line on standard input, and then does what it is told, saying so a line each.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path

from bot.records.database import Database, address
from bot.records.model import NotKept, Records, Report, Vote
from bot.records.store import SqlStore


def opened(where: str) -> SqlStore:
    """The store at a URL, or in a folder."""
    url = where if "://" in where else None
    return SqlStore(Database(address(Path(where), url)), 90)


async def claims(records: Records, count: int) -> None:
    """Claims keys that the others want too; says which it got."""
    for number in range(count):
        if await records.claim(f"event:{number}", f"post:{number}"):
            print(number, flush=True)


async def keeps(records: Records, count: int) -> None:
    """Keeps votes and reports, and says each as soon as a person would be told that it was kept."""
    for number in range(count):
        await records.vote(Vote(f"U{number}", "hall/whale", True))
        await records.report(Report(f"U{number}", "hall/whale", "phone", str(number), ""), f"V{number}")
        print(number, flush=True)


async def fills(records: Records, limit: int) -> None:
    """Keeps reports until no file can grow any more, which is at so many bytes; says what the rest does then."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    kept = 0
    try:
        while True:
            await records.report(Report("U1", "hall/whale", "phone", "x" * 3000, ""), f"V{kept}")
            kept += 1
    except NotKept:
        print(f"full after {kept}", flush=True)
    await records.remember(("hall/whale",), "C1:")
    print("claimed", await records.claim("event:1"), await records.claim("event:1"), flush=True)
    print("recalled", *await records.recall("C1:"), flush=True)


async def main(where: str, what: str, argument: int) -> None:
    """Does one of these on the records of a workspace."""
    print("ready", flush=True)
    sys.stdin.readline()
    store = opened(where)
    await {"claims": claims, "keeps": keeps, "fills": fills}[what](store.of("T1"), argument)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
