"""What an answer about one entry states as its facts, so that each number in it has a source."""

from __future__ import annotations

from pathlib import Path

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.directory.loader import load
from tests.directory.museum import write_museum


def answer(folder: Path, question: str) -> Answer:
    return Answerer(load(folder)).answer(Ask(question, today="2026-11-22"))


def stated(given: Answer) -> list[tuple[str, str, str]]:
    return [(shown.entry.id, shown.fact.value, shown.fact.source.id) for shown in given.facts]


def test_the_number_of_the_last_resort_is_stated(tmp_path: Path) -> None:
    given = answer(write_museum(tmp_path), "press contact for canal house")
    assert given.headline == "(207) 555-0150"
    assert stated(given) == [("press-desk/main", "(207) 555-0150", "museum-site")]


def test_the_number_of_what_it_is_reached_through_is_stated(tmp_path: Path) -> None:
    folder = write_museum(tmp_path)
    halls = folder / "houses/halls.yaml"
    text = halls.read_text(encoding="utf-8").replace("    keeper: Ines Holm", "    phone: (207) 555-0177")
    halls.write_text(text, encoding="utf-8")
    given = answer(folder, "the blue whale")
    assert "Whale Hall, (207) 555-0177" in given.text
    assert ("hall/whale", "(207) 555-0177", "museum-site") in stated(given)
