"""A listing gets into the database once, wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from bot.answering.search.numbering import Speech
from bot.answering.search.store import Line
from bot.listings.loading import is_there, schema_of
from bot.listings.store import in_database
from tests.records.postgresql import Server

SPEECH = Speech()
LINES = (Line("a", "Green Bay"), Line("b", "Bay City"))


def never() -> Iterator[Line]:
    raise AssertionError("the lines were read again")
    yield


def test_what_is_loaded_is_not_loaded_again_but_other_lines_and_other_words_are(server: Server) -> None:
    assert len(in_database(server.url, "once", LINES, SPEECH)) == 2
    assert len(in_database(server.url, "once", never(), SPEECH)) == 2
    assert len(in_database(server.url, "twice", LINES[:1], SPEECH)) == 1
    with pytest.raises(AssertionError):
        in_database(server.url, "once", never(), Speech(talk={"phone": 0.5}))


def test_a_listing_that_breaks_off_leaves_nothing_behind(server: Server) -> None:
    def breaks() -> Iterator[Line]:
        yield LINES[0]
        raise OSError("the file is gone")

    with pytest.raises(OSError, match="gone"):
        in_database(server.url, "broken", breaks(), SPEECH)
    with psycopg.connect(server.url) as connection:
        assert not is_there(connection, schema_of("broken", SPEECH))
    assert len(in_database(server.url, "broken", LINES, SPEECH)) == 2


def test_of_several_who_come_at_once_one_loads_and_all_find_it(server: Server) -> None:
    reads: list[int] = []

    def lines() -> Iterator[Line]:
        reads.append(1)
        yield from (Line(str(n), f"place {n}") for n in range(500))

    with ThreadPoolExecutor(4) as several:
        stores = list(several.map(lambda _: in_database(server.url, "crowd", lines(), SPEECH), range(4)))
    assert [len(store) for store in stores] == [500] * 4
    assert len(reads) == 1


def test_a_database_that_cannot_be_reached_is_said_to_be() -> None:
    with pytest.raises(psycopg.OperationalError):
        in_database("postgresql://nobody@127.0.0.1:9/nowhere", "once", never(), SPEECH)
