"""A listing in PostgreSQL: its words, where near ones lie, the entries of each. A question asks in a few batches."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import Connection, sql

from bot.answering.search.numbering import Speech
from bot.answering.search.store import NEAR, Line, Listed, Word
from bot.answering.understanding.neighbours import COMPARED, LONGEST, forms, further, looks, nearest
from bot.listings.loading import key, load, schema_of

WORDS = "SELECT number, text, entries, rarity, share, beside FROM word WHERE text = ANY(%s)"
CANDIDATES = """
SELECT typed, words FROM (
    SELECT typed, words, one, sum(count) OVER (
        PARTITION BY typed, one ORDER BY count ROWS UNBOUNDED PRECEDING
    ) - count AS before
    FROM unnest(%s::int[], %s::bool[], %s::text[]) AS sought (typed, one, key) JOIN shelf USING (key)
) AS found WHERE one OR before < %s
UNION ALL SELECT typed, text FROM unnest(%s::int[], %s::text[]) AS sought (typed, text) JOIN word USING (text)
"""
"""Of words that one error may part from the typed one all, of others those of rare pieces; and words as they stand."""


class InDatabase:
    """A store in PostgreSQL, which keeps what ``Memory`` keeps in this process."""

    def __init__(self, connection: Connection, schema: str) -> None:
        """``schema``: where the listing was loaded to."""
        connection.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(schema)))
        connection.execute("SET jit TO off")
        connection.prepare_threshold = 0
        self._cursor = connection.cursor(binary=True)
        self._size = int(self._rows("SELECT coalesce(max(number) + 1, 0) FROM line")[0][0])

    def __len__(self) -> int:
        return self._size

    def words(self, texts: Iterable[str]) -> dict[str, Word]:
        rows = self._rows(WORDS, list(texts))
        return {row[1]: Word._make((*row[:-1], frozenset(row[-1]))) for row in rows}

    def near(self, texts: Mapping[str, int]) -> dict[str, list[tuple[Word, int]]]:
        typed = list(texts)
        pieces: list[tuple[int, bool, str]] = []
        whole: list[tuple[int, str]] = []
        for n, text in enumerate(typed):
            if not 1 < len(text) < LONGEST:
                whole.append((n, text))
                continue
            sought = forms(text)
            whole += [(n, form) for form in sought]
            for one, there in ((True, looks(len(text), 1)), (False, further(len(text), texts[text]))):
                pieces += [(n, one, key(look.shelf, sought[look.form][look.at : look.end])) for look in there]
        rows = self._rows(CANDIDATES, *_columns(pieces, 3), COMPARED, *_columns(whole, 2))
        candidates: list[list[str]] = [[] for _ in typed]
        for n, words in rows:
            candidates[n] += words.split()
        found = {text: nearest(text, there, texts[text])[:NEAR] for text, there in zip(typed, candidates, strict=True)}
        known = self.words({word for there in found.values() for word, _ in there})
        return {text: [(known[word], errors) for word, errors in there] for text, there in found.items()}

    def called(self, words: Sequence[int], most: int) -> list[Sequence[int]]:
        rows = self._rows("SELECT word, entries[1:%s] FROM called WHERE word = ANY(%s)", most, list(words))
        found = dict(rows)
        return [found.get(word, ()) for word in words]

    def listed(self, entries: Iterable[int]) -> list[Listed]:
        wanted = list(entries)
        rows = self._rows("SELECT number, id, name, whole, beside FROM line WHERE number = ANY(%s)", wanted)
        found = {n: Listed(n, id_, tuple(name), whole, tuple(texts)) for n, id_, name, whole, texts in rows}
        return [found[entry] for entry in wanted]

    def beside(self, words: Sequence[Word], entries: Collection[int], called: Sequence[int], most: int) -> list[set[int]]:
        statement = "SELECT entries[1:%s], texts[1:%s] FROM called JOIN beside USING (word) WHERE word = ANY(%s)"
        rows = self._rows(statement, most, most, list(called)) if words else []
        there = [(entry, text) for row in rows for entry, text in zip(*row, strict=True) if entry in entries]
        return [{entry for entry, text in there if text in word.beside} for word in words]

    def coded(self, codes: Iterable[str]) -> dict[str, list[int]]:
        return dict(self._rows("SELECT code, entries FROM coded WHERE code = ANY(%s)", list(codes)))

    def _rows(self, statement: str, *parameters: object) -> list[Any]:
        return self._cursor.execute(statement, parameters).fetchall()


def in_database(url: str, content: str, lines: Iterable[Line], speech: Speech) -> InDatabase:
    """A listing in the database at the URL; it is put there first unless it is there already.

    ``content``: a digest of the lines, which are only read when they must be. Raises psycopg.OperationalError when the
    database cannot be reached.
    """
    with contextlib.ExitStack() as opened:
        connection = opened.enter_context(contextlib.closing(psycopg.connect(url, autocommit=True)))
        schema = schema_of(content, speech)
        load(connection, schema, lines, speech)
        listing = InDatabase(connection, schema)
        opened.pop_all()  # it stays open with the listing
        return listing


def _columns(rows: Sequence[tuple[object, ...]], count: int) -> list[list[object]]:
    return [[row[n] for row in rows] for n in range(count)]
