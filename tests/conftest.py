"""What holds for every test."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from bot.workspace.carrying.record import Entry
from tests import block_kit

if TYPE_CHECKING:
    from bot.answering.engine import Answerer
    from bot.directory.model import Directory
    from tests.records.postgresql import Server

SENDS = {"chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update", "views.publish"}


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # until all tests are there
    config.addinivalue_line("markers", "refused: sends what the workspace must refuse (tests of the workspace itself only)")
    config.addinivalue_line("markers", "unacknowledged: somebody does not acknowledge in time, and little is given")


def pytest_collection_finish() -> None:
    """What is there by now stays: the collector need not look through all of it again and again, a tenth of all the time."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def every_message_is_valid_block_kit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Judge every message and view that an app sent in the test, however it sent it."""
    done = Entry.done

    def done_and_recorded(entry: Entry, response: Any = None, error: str = "") -> None:
        done(entry, response, error)
        if entry.name in SENDS or entry.kind == "response_url":
            block_kit.record(entry.request)
        elif entry.kind == "delivery" and isinstance(response, dict) and response.keys() & {"text", "blocks", "view"}:
            block_kit.record(response)

    monkeypatch.setattr(Entry, "done", done_and_recorded)
    block_kit.take_recorded()
    yield
    sent = block_kit.take_recorded()
    if request.node.get_closest_marker("refused"):
        assert request.node.nodeid.startswith("tests/workspace/"), "only the workspace's own tests may send what is refused"
        return
    for payload in sent:
        block_kit.check(payload)


@pytest.fixture(scope="session")
def fact_base() -> Directory:
    """The fact base that comes with the bot, loaded once for all who only look at it."""
    from bot.cli import KNOWLEDGE
    from bot.directory.loader import load

    directory = load(KNOWLEDGE)
    gc.freeze()
    return directory


@pytest.fixture(scope="session")
def cbp(fact_base: Directory) -> Answerer:
    """Answers from the fact base that comes with the bot."""
    from bot.answering.engine import Answerer

    answerer = Answerer(fact_base)
    gc.freeze()
    return answerer


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; where none is installed, the test is skipped."""
    from tests.records import postgresql

    programs = postgresql.programs()
    if programs is None:
        pytest.skip(postgresql.MISSING)
    with postgresql.running(programs) as server:
        yield server
