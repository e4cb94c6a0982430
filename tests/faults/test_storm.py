"""Questions under a seeded storm of faults: each is answered once, or apologised for, and no vote is lost.

The same storm over thousands of questions is ``python -m bench faults``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import storm
from bench.storm import weather


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storm, "QUIET", 2.0)


async def test_every_question_is_answered_once(museum: Path, questions: list[str]) -> None:
    told, unhappy, log = await weather(museum, questions, 120, seed=7, rate=30.0, pause=0.1, slashes=False)
    assert not unhappy, (told, unhappy, log[-5000:])
    assert told.answered + told.apologised + told.refused == told.asked == 120
    assert told.answered > 80
    assert told.thanked > 0 and told.forgotten == 0
    assert len(told.faults) > 6, "or it was no storm"


async def test_a_slow_store_holds_answers_up_and_doubles_none(museum: Path, questions: list[str]) -> None:
    told, unhappy, log = await weather(
        museum, questions, 15, 7, rate=10.0, pause=0.5, kills=False, processes=1, settings={"STORE_SLOW": "0.05"}
    )
    assert not unhappy, (told, unhappy, log[-5000:])
    assert told.answered + told.refused == 15


async def test_a_full_disk_loses_no_answer(museum: Path, questions: list[str]) -> None:
    told, unhappy, log = await weather(
        museum, questions, 40, 7, rate=20.0, pause=0.5, kills=False, processes=1, settings={"FILES_FULL": "150000"}
    )
    assert not unhappy, (told, unhappy, log[-5000:])
    assert told.answered + told.refused == 40
    assert told.forgotten == 0
    assert "does not work" in log
