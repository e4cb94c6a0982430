"""Everyday words that are all that people say of a name."""

from __future__ import annotations

from pathlib import Path

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.directory.loader import load
from tests.directory.museum import write_museum


def test_an_everyday_word_that_alone_tells_an_entry_is_its_name(tmp_path: Path) -> None:
    folder = write_museum(tmp_path)
    english = folder / "language/en.yaml"
    english.write_text(english.read_text(encoding="utf-8").replace("[weather]", "[weather, hill, quay]"), encoding="utf-8")
    answerer = Answerer(load(folder))
    served = answerer.answer(Ask("press contact for hill"))
    assert [entry.id for entry in served.entries] == ["press-desk/west"], "not the general one of its kind"
    assert answerer.answer(Ask("is it nice at the quay")).outcome == "unknown", "other names have a quay beside other words"
