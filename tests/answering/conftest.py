from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.directory.loader import load
from tests.answering.museum import SmallWorld, write_talkative_museum


@pytest.fixture(scope="session")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """The museum that does not exist: proof that the code knows nothing of any one organisation."""
    return Answerer(load(write_talkative_museum(tmp_path_factory.mktemp("museum"))), SmallWorld())


@pytest.fixture
def asks(museum: Answerer) -> Callable[..., Answer]:
    """Asks the museum."""
    return lambda text, **more: museum.answer(Ask(text, today="2026-11-21", **more))
