"""Answers questions about any tab-separated listing with the engine's index, one JSON object a line.

    python -m bench.adapter --entities FILE.tsv [--index postgresql://user:password@host/database]

Columns of the file: id, name, region, extra, code; a header line is left out.

Prints ``{"ready": true}``, then for each ``{"q": "raw question"}`` on standard input ``{"ids": [best first, up to 3],
"confidence": 0..1}``.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import select
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from pathlib import Path

from bot.answering.search.listing import Listing, in_memory, speech
from bot.answering.search.store import Line
from bot.directory.loader import load_words

COLUMNS = 5
AT_ONCE = 256
"""Rows that are cut into columns together."""
AWAKE = 0.001
"""Seconds that the next question is waited for awake; being woken takes a fifth of what an answer from a small list does."""
READ_AT_ONCE = 65_536
"""Bytes."""
KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
"""Where the languages and the names of places come from."""


def lines(rows: Iterable[str]) -> Iterator[Line]:
    """The entries of a listing; columns that a row does not have are empty."""
    left = iter(rows)
    for first in islice(left, 1):
        id_, name = _columns(first)[:2]
        if (id_.strip("\ufeff ").lower(), name.strip().lower()) != ("id", "name"):
            yield from _lines([first])
    while some := list(islice(left, AT_ONCE)):
        yield from _lines(some)


def _lines(rows: Sequence[str]) -> Iterator[Line]:
    together = "\t".join(rows)
    uneven = "\r" in together or any(map(str.isspace, rows)) or set(map(str.count, rows, repeat("\t"))) != {COLUMNS - 1}
    if uneven:
        fields = [field for row in rows if not row.isspace() for field in _columns(row)]
    else:  # as nearly all are: cut in one go
        fields = together.replace("\n", "").split("\t")
    ids, names, regions, extras, codes = (fields[n::COLUMNS] for n in range(COLUMNS))
    return map(Line, ids, names, zip(regions, extras, strict=True), codes)


def _columns(row: str) -> list[str]:
    return [*row.rstrip("\r\n").split("\t"), *[""] * COLUMNS][:COLUMNS]


def listing(file: Path, index: str | None = None) -> Listing:
    """The engine's index over a file: in this process's memory, or in the database whose URL is given."""
    spoken = load_words(KNOWLEDGE)
    if index is None:
        return in_memory(entries(file), spoken)
    from bot.listings.store import in_database  # a driver of 20 MB, for nothing where no database is used

    return Listing(in_database(index, digest(file), entries(file), speech(spoken)), spoken)


def digest(file: Path) -> str:
    """What changes when a byte of the file does."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def entries(file: Path) -> Iterator[Line]:
    """The entries of a listing in a file."""
    with file.open(encoding="utf-8", newline="\n") as rows:
        yield from lines(rows)


def questions(source: int) -> Iterator[bytes]:
    """The lines that come from a file descriptor, until it ends; blank ones are left out."""
    coming = select.poll()
    coming.register(source, select.POLLIN)
    rest = b""
    while True:
        until = time.perf_counter() + AWAKE
        while not coming.poll(0) and time.perf_counter() < until:
            pass
        some = os.read(source, READ_AT_ONCE)
        *whole, rest = (rest + some).split(b"\n")
        yield from (line for line in (whole if some else [rest]) if line.strip())
        if not some:
            return


def answer(listing: Listing, asked: bytes) -> dict[str, object]:
    """One line's answer; what is wrong with a line that is no question is said in ``error``."""
    try:
        question = json.loads(asked)["q"]
    except (ValueError, KeyError, TypeError) as error:
        return {"ids": [], "confidence": 0.0, "error": f'not an object with "q": {error}'}
    ids, sure = listing.find(str(question))
    return {"ids": list(ids), "confidence": round(sure, 4)}


def main() -> None:
    """Builds, then answers until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m bench.adapter")
    parser.add_argument("--entities", type=Path, required=True, metavar="FILE.tsv")
    parser.add_argument(
        "--index", metavar="URL", help="keep the index in a database: postgresql://user:password@host/database"
    )
    gc.disable()  # millions of objects that all stay, and questions leave no cycles: there is no garbage to look for
    chosen = parser.parse_args()
    built = listing(chosen.entities, chosen.index)
    print(json.dumps({"ready": True}), flush=True)
    encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make one for each answer
    for asked in questions(sys.stdin.fileno()):
        sys.stdout.write(encode(answer(built, asked)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
