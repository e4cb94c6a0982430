"""Puts a listing into PostgreSQL, once: whoever comes later with the same content finds it there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count, islice, repeat
from pathlib import Path

from psycopg import Connection, sql

from bot.answering.search import memory, numbering
from bot.answering.search.memory import LEAST
from bot.answering.search.numbering import Numbered, Numbering, Speech
from bot.answering.search.store import Line
from bot.answering.understanding import neighbours, normalize
from bot.answering.understanding.neighbours import Shelf, shelved

MADE_BY = (memory, neighbours, normalize, numbering)
"""The code that has a say in what is put there, beside this."""

READ = """
CREATE TEMPORARY TABLE entry (number int, id text, name int[], beside int[], code text) ON COMMIT DROP;
CREATE TEMPORARY TABLE said (number int, text text, worth float8, beside int[]) ON COMMIT DROP;
CREATE TABLE shelf (key text, words text, count int);
"""
MADE = """
ANALYZE entry;
CREATE TABLE called AS
    SELECT word, array_agg(number ORDER BY number) AS entries FROM entry CROSS JOIN unnest(name) AS word GROUP BY word;
CREATE TABLE word AS
    SELECT number, text, coalesce(cardinality(entries), 0) AS entries, rarity,
        (greatest({least}, rarity) * worth)::real AS share, beside
    FROM said LEFT JOIN called ON word = number CROSS JOIN LATERAL (
        SELECT coalesce(1 - ln(cardinality(entries)::float8) / ln(1 + all_entries), 0)::real AS rarity
        FROM (SELECT count(*)::float8 AS all_entries FROM entry) AS counted
    ) AS told;
CREATE TABLE beside AS
    SELECT word, place, array_agg(coalesce(beside[place], 0) ORDER BY number) AS texts
    FROM entry CROSS JOIN unnest(name) AS word
        CROSS JOIN generate_series(1, (SELECT max(cardinality(beside)) FROM entry)) AS place
    GROUP BY word, place;
CREATE TABLE line AS
    SELECT number, id, name, coalesce(whole, 0) AS whole, beside FROM entry LEFT JOIN (
        SELECT entry.number, sum(share::float8) AS whole
        FROM entry CROSS JOIN unnest(name) AS part JOIN word ON word.number = part GROUP BY entry.number
    ) AS weighed USING (number);
CREATE TABLE coded AS
    SELECT code, array_agg(number ORDER BY number) AS entries FROM entry WHERE code <> '' GROUP BY code;
ALTER TABLE called ADD PRIMARY KEY (word);
ALTER TABLE beside ADD PRIMARY KEY (word, place);
ALTER TABLE word ADD PRIMARY KEY (text);
ALTER TABLE line ADD PRIMARY KEY (number);
ALTER TABLE coded ADD PRIMARY KEY (code);
ALTER TABLE shelf ADD PRIMARY KEY (key);
ANALYZE called, beside, word, line, coded, shelf;
"""
"""``called``: a word's entries; ``beside``: the first, second … text beside each of these; ``shelf``: words by a piece."""


def schema_of(content: str, speech: Speech) -> str:
    """The name of the schema that has, or will have, a listing. ``content``: a digest of the lines.

    It follows from all that it is made from: lines, words known beforehand, code. So what is found under it is never stale.
    """
    digest = hashlib.sha256(content.encode())
    digest.update(repr([sorted(part.items()) for part in speech]).encode())
    for file in (__file__, *(module.__file__ or "" for module in MADE_BY)):
        digest.update(Path(file).read_bytes())
    return f"listing_{digest.hexdigest()[:24]}"


def is_there(connection: Connection, schema: str) -> bool:
    """Whether the listing is loaded: its schema comes into being together with all that is in it."""
    return connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", [schema]).rowcount > 0


def load(connection: Connection, schema: str, lines: Iterable[Line], speech: Speech) -> None:
    """Puts the lines there in one transaction, unless somebody else just has. Takes seconds for each 100,000 of them."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [schema])
        if is_there(connection, schema):
            return
        name = sql.Identifier(schema)
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        connection.execute(sql.SQL("SET LOCAL search_path TO {}, pg_temp").format(name))
        connection.execute("SET LOCAL work_mem = '128MB'")
        connection.execute(READ)
        numbers = Numbering(speech)
        _copy(connection, "entry", _entries(numbers.read(lines)))
        _copy(connection, "said", _words(numbers, speech))
        _copy(connection, "shelf", _shelves(numbers.words))
        connection.execute(sql.SQL(MADE).format(least=sql.Literal(LEAST)))


def key(shelf: Shelf, piece: str) -> str:
    """Under which words of a shelf are kept that have a piece."""
    return f"{shelf.errors} {shelf.length} {shelf.place} {piece}"


def _entries(parts: Iterable[Numbered]) -> Iterator[str]:
    numbers = count()
    for part in parts:
        left = iter(part.words)
        names = [_array(islice(left, length)) for length in part.lengths]
        beside = map(_array, zip(*part.beside, strict=True)) if part.beside else repeat("{0}")
        for id_, name, texts, code, number in zip(part.ids, names, beside, part.codes, numbers):  # noqa: B905
            yield f"{number}\t{_escaped(id_)}\t{name}\t{texts}\t{code}\n"


def _words(numbers: Numbering, speech: Speech) -> Iterator[str]:
    beside = numbers.finish()
    for text, number in numbers.words.items():
        yield f"{number}\t{text}\t{speech.talk.get(text, 1.0)!r}\t{_array(beside.get(number, ()))}\n"


def _shelves(words: Iterable[str]) -> Iterator[str]:
    for shelf, there in shelved(words).items():
        for piece, words in there.items():
            yield f"{key(shelf, piece)}\t{' '.join(words)}\t{len(words)}\n"


def _copy(connection: Connection, table: str, rows: Iterable[str]) -> None:
    """Rows in PostgreSQL's text format, many at a time."""
    left = iter(rows)
    with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
        while some := "".join(islice(left, 1000)):
            copy.write(some)


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
