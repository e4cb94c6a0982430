"""What an unanswered question lacks is told from its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.directory.loader import load
from bot.records.cause import unanswered
from bot.records.model import Cause, Unanswered
from tests.directory.museum import write_museum

LACKING: list[tuple[str, Cause, str]] = [
    ("email for the night hall", "fact", "hall/night"),
    ("blu whale", "alias", "hall/whale"),
    ("phone for the dinosaur hall", "entry", ""),
    ("dinosaurs", "entry", ""),
    ("whose number is (999) 555-0142", "entry", ""),
    ("what is the weather like", "scope", ""),
]
"""A question, what it lacks, and of which entry."""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder: Path = tmp_path_factory.mktemp("museum")
    return Answerer(load(write_museum(folder)))


def kept(answerer: Answerer, text: str, kinds: tuple[str, ...] = (), context: tuple[str, ...] = ()) -> Unanswered | None:
    return unanswered(text, kinds, answerer.answer(Ask(text, "en", kinds, context)))


@pytest.mark.parametrize(("text", "cause", "entry"), LACKING)
def test_what_a_question_lacks(answerer: Answerer, text: str, cause: Cause, entry: str) -> None:
    found = kept(answerer, text)
    assert found is not None
    assert (found.text, found.outcome, found.cause, found.entry) == (text, "unknown", cause, entry)


def test_what_was_asked_of_it_is_kept_with_the_kinds_it_was_narrowed_to(answerer: Answerer) -> None:
    found = kept(answerer, "email for the night hall", ("hall",))
    assert found is not None
    assert (found.kinds, found.attributes, found.language) == (("hall",), ("email",), "en")


def test_of_an_e_mail_address_only_the_domain_is_kept(answerer: Answerer) -> None:
    found = kept(answerer, "phone for the dinosaur hall, write me: jo.doe+x@example.org")
    assert found is not None and found.text == "phone for the dinosaur hall, write me: …@example.org"


def test_a_place_that_nobody_serves_is_kept(answerer: Answerer) -> None:
    found = kept(answerer, "loan office for Britain")
    assert found is not None
    assert (found.cause, found.entry, found.place) == ("fact", "", "GB")


def test_a_follow_up_is_about_what_was_answered_before(answerer: Answerer) -> None:
    found = kept(answerer, "the email?", context=("hall/night",))
    assert found is not None
    assert (found.cause, found.entry, found.attributes) == ("fact", "hall/night", ("email",))


@pytest.mark.parametrize(
    "text", ["phone for harbour house", "how many houses are there", "list the halls", "press desk", ""]
)
def test_what_is_answered_or_asked_back_is_not_kept(answerer: Answerer, text: str) -> None:
    assert kept(answerer, text) is None
