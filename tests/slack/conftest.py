"""The real app, connected to the local workspace; behind it, answers written by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.directory.loader import load
from bot.directory.model import Directory
from bot.settings import Settings
from bot.slack.desk import Desk
from bot.slack.manifest import manifest
from bot.workspace import Workspace
from tests.directory.museum import write_museum
from tests.slack.answering import answering
from tests.slack.hand_built import Scripted


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the settings of whoever runs it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    yield


@pytest.fixture(scope="session")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    folder: Path = tmp_path_factory.mktemp("museum")
    return load(write_museum(folder))


@pytest.fixture
def answerer(museum: Directory) -> Scripted:
    return Scripted(museum)


@pytest.fixture
def desk(museum: Directory, answerer: Scripted) -> Desk:
    return Desk(museum, answerer)  # type: ignore[arg-type]


@pytest.fixture
async def slack(desk: Desk) -> AsyncIterator[Workspace]:
    """A workspace with the bot in it, over Socket Mode."""
    async with answering(desk, manifest(desk.directory)) as workspace:
        yield workspace
