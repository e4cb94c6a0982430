"""What an answer about one entry states as its facts, so that each number in it has a source."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_what_is_asked_beside_hours_that_only_parts_have_is_told(cbp: Answerer) -> None:
    given = cbp.answer(Ask("port of nogales phone and hours"))
    assert given.headline == given.entries[0].current("phone")[0].value
    assert "Nogales, Arizona: no hours on record." in given.notes
    assert any(note.startswith("Hours of their own: Mariposa") for note in given.notes)


def test_what_is_lacking_is_said_once_however_often_it_is_asked(cbp: Answerer) -> None:
    given = cbp.answer(Ask("deferred inspection philadelphia phone, hours and is it open"))
    assert "Deferred Inspection, Philadelphia: no hours on record." in given.notes


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("lukeville esta abierto mañana", "Abierto: sáb 06:00–20:00"),
        ("lukeville esta abierto pasado mañana", "Abierto: dom 06:00–20:00"),
        ("a que hora abre lukeville por la mañana", "Todos los días 06:00–20:00"),
        ("lukeville esta abierto el sabado a las 9 p. m.", "Cerrado: sáb a las 21:00"),
        ("bajo que oficina esta el puerto de nogales", "Tucson Field Office"),
    ],
)
def test_spanish_has_words_of_its_own_for_days_times_and_what_a_thing_is_under(
    cbp: Answerer, question: str, headline: str
) -> None:
    given = cbp.answer(Ask(question, today="2026-11-20", moment="2026-11-20T14:05:00-06:00"))
    assert given.headline == headline
