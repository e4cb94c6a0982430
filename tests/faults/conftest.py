"""The museum, which the bot's processes read in no time, and the questions that it can be asked."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.directory.questions import load_questions
from tests.directory.museum import write_museum
from tests.end_to_end.forking import forked


@pytest.fixture(scope="session")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_museum(tmp_path_factory.mktemp("museum"))


@pytest.fixture(scope="session")
def questions(museum: Path) -> list[str]:
    return [question.text for question in load_questions(museum)]


@pytest.fixture(autouse=True)
def quickly_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of a storm are forked, too."""
    monkeypatch.setattr(asyncio, "create_subprocess_exec", forked)
