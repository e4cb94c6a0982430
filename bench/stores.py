"""The engine with its listing in its own memory, and in PostgreSQL: the same lists, the same questions.

    python -m bench.stores --index postgresql://user:password@host/database [--sizes 150000,1000000] [--questions 800]

What it puts into the database it takes out again.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from bench.adapter import KNOWLEDGE, digest
from bench.contest import run
from bench.places import directory, questions, write
from bench.result import OURS, Result
from bot.answering.search.listing import speech
from bot.directory.loader import load_words
from bot.listings.loading import schema_of

ON_DISK = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)
"""
HEAD = "\n".join(
    f"{'':18}{a:>9}{b:>8}{c:>10}{d:>9}{e:>9}{f:>9}{g:>9}{h:>9}{i:>9}"
    for a, b, c, d, e, f, g, h, i in (
        ("entries", "top-1", "right at", "p50", "p99", "ready", "ready", "memory", "on disk"),
        ("", "", "2 % false", "ms", "ms", "s", "again s", "MB", "MB"),
    )
)


def compare(index: str, size: int, count: int) -> None:
    """Prints a row for each store on a list of so many entries. ``count``: questions in scope."""
    listed, unlisted = directory(size)
    asked = questions(listed, unlisted, "judge", count)
    random.Random(size).shuffle(asked)
    with tempfile.TemporaryDirectory() as folder, psycopg.connect(index, autocommit=True) as connection:
        file = Path(folder, f"{size}.tsv")
        write(listed, file)
        del listed, unlisted
        print(row("memory", run(OURS, size, file, asked)), flush=True)
        schema = schema_of(digest(file), speech(load_words(KNOWLEDGE)))
        drop = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema))
        connection.execute(drop)
        try:
            first = run(OURS, size, file, asked, "--index", index)
            again = run(OURS, size, file, asked, "--index", index)
            (on_disk,) = connection.execute(ON_DISK, [schema]).fetchone() or (0,)
            print(row("PostgreSQL", again, first.built, float(on_disk) / 1e6), flush=True)
        finally:
            connection.execute(drop)


def row(store: str, r: Result, loaded: float | None = None, on_disk: float | None = None) -> str:
    """A line of the table. ``loaded``: seconds until ready where that was more than once."""
    ready = f"{r.built:9.1f}{'':9}" if loaded is None else f"{loaded:9.1f}{r.built:9.1f}"
    disk = "" if on_disk is None else f"{on_disk:9.0f}"
    return f"{store:18}{r.size:9,}{r.top1:8.1%}{r.right:10.1%}{r.p50:9.2f}{r.p99:9.2f}{ready}{r.memory:9.0f}{disk}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.stores")
    parser.add_argument("--index", required=True, metavar="URL", help="a PostgreSQL database that may be written to")
    parser.add_argument("--sizes", default="150000,1000000", help="entries of each list, separated by commas")
    parser.add_argument("--questions", type=int, default=800, help="questions in scope for each list")
    chosen = parser.parse_args()
    print(HEAD, flush=True)
    for size in chosen.sizes.split(","):
        compare(chosen.index, int(size), chosen.questions)


if __name__ == "__main__":
    main()
