"""From unanswered questions to what the fact base lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.directory.loader import load
from bot.records.cause import unanswered
from bot.records.gaps import Gap, gaps
from bot.records.reading import Asked
from tests.directory.museum import write_museum

FIRST_DAY = date(2026, 11, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_museum(tmp_path)


@pytest.fixture
def answerer(folder: Path) -> Answerer:
    return Answerer(load(folder))


def asked(answerer: Answerer, *texts: str) -> list[Asked]:
    """The questions as they are kept, a day each."""
    found = [unanswered(text, (), answerer.answer(Ask(text))) for text in texts]
    return [Asked(question, FIRST_DAY + timedelta(days=n)) for n, question in enumerate(found) if question]


def told(found: Sequence[Gap]) -> list[tuple[str, str, int]]:
    return [(gap.cause, gap.about, gap.times) for gap in found]


def test_questions_that_lack_the_same_fact_stand_together(answerer: Answerer) -> None:
    questions = asked(
        answerer, "email for the night hall", "night hall email?", "phone of the whale hall", "night hall email?"
    )
    found = gaps(questions, answerer)
    assert told(found.gaps) == [("fact", "Night Hall: e-mail", 3), ("fact", "Whale Hall: phone", 1)]
    first = found.gaps[0]
    assert first.questions == (("night hall email?", 2), ("email for the night hall", 1))
    assert (first.first, first.last) == (FIRST_DAY, FIRST_DAY + timedelta(days=3))
    assert (first.entry, first.attributes) == ("hall/night", ("email",))
    assert (found.times, found.answered) == (4, 0)


def test_questions_that_name_the_same_unknown_thing_stand_together_in_whatever_words(answerer: Answerer) -> None:
    questions = asked(
        answerer, "phone for the dinosaur hall", "dinosour hall please", "Dinosaur Hall telephone", "phone for the coin hall"
    )
    found = gaps(questions, answerer)
    assert [(gap.cause, gap.times) for gap in found.gaps] == [("entry", 3), ("entry", 1)]
    assert "coin" in found.gaps[1].about


def test_the_most_easily_mended_come_first_and_of_these_the_most_asked(answerer: Answerer) -> None:
    questions = asked(
        answerer, "what is the weather like", "phone for the dinosaur hall", "email for the night hall", "blu whale",
        "phone of the whale hall", "whale hall phone",
    )  # fmt: skip
    found = gaps(questions, answerer).gaps
    assert [gap.cause for gap in found] == ["alias", "fact", "fact", "entry", "scope"]
    assert [gap.about for gap in found[1:3]] == ["Whale Hall: phone", "Night Hall: e-mail"]


def test_what_the_fact_base_has_learned_since_is_only_counted(folder: Path, answerer: Answerer) -> None:
    questions = asked(answerer, "email for the night hall", "phone for the dinosaur hall", "blu whale")
    halls = folder / "houses" / "halls.yaml"
    text = halls.read_text(encoding="utf-8")
    text = text.replace(
        "    name: Night Hall\n", "    name: Night Hall\n    aliases: [Dinosaur Hall]\n    phone: (207) 555-0177\n"
    )
    halls.write_text(text, encoding="utf-8")
    found = gaps(questions, Answerer(load(folder)))
    assert found.answered == 1
    assert {gap.about for gap in found.gaps} == {"“blu whale”", "Night Hall: e-mail"}


def test_a_follow_up_is_judged_by_what_it_was_about(folder: Path, answerer: Answerer) -> None:
    text = "the email?"
    question = unanswered(text, (), answerer.answer(Ask(text, context=("hall/night",))))
    assert question is not None
    questions = [Asked(question, FIRST_DAY)]
    assert told(gaps(questions, answerer).gaps) == [("fact", "Night Hall: e-mail", 1)]
    halls = folder / "houses" / "halls.yaml"
    text = halls.read_text(encoding="utf-8").replace(
        "    name: Night Hall\n", "    name: Night Hall\n    email: night@example.org\n"
    )
    halls.write_text(text, encoding="utf-8")
    kinds = folder / "kinds.yaml"
    kinds.write_text(
        kinds.read_text(encoding="utf-8").replace(
            "[phone, hours, keeper, part_of]", "[phone, email, hours, keeper, part_of]"
        )
    )
    assert gaps(questions, Answerer(load(folder))).answered == 1


def test_an_entry_that_is_gone_leaves_its_question(folder: Path, answerer: Answerer) -> None:
    questions = asked(answerer, "email for the night hall")
    halls = folder / "houses" / "halls.yaml"
    halls.write_text(
        halls.read_text(encoding="utf-8").replace("hall/night", "hall/evening").replace("Night Hall", "Evening Hall")
    )
    (gap,) = gaps(questions, Answerer(load(folder))).gaps
    assert gap.about == "“email for the night hall”"


def test_nothing_asked_lacks_nothing(answerer: Answerer) -> None:
    found = gaps([], answerer)
    assert (found.gaps, found.times, found.answered) == ((), 0, 0)
