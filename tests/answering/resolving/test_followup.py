"""Questions that go on from the last one, and questions that only look as if they did."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask, Turn
from bot.answering.resolving.turns import packed, turn, unpacked


def talk(answerer: Answerer, *questions: str) -> list[Answer]:
    """The answers of a conversation, its turns packed and unpacked as they are where they are stored."""
    last: Turn | None = None
    answers = []
    for question in questions:
        answers.append(answerer.answer(Ask(question, today="2026-11-21", turn=last)))
        last = unpacked(packed(turn(answers[-1], last)))
    return answers


@pytest.mark.parametrize(
    ("questions", "outcome", "first", "headline"),
    [
        (("phone of harbour house", "and the email?"), "answer", "house/harbour", "harbour@lantern-museum.example.org"),
        (("phone of harbour house", "what about hill house?"), "answer", "house/hill", "619-555-0123 x6"),
        (("phone of harbour house", "what about hill house?", "address"), "answer", "house/hill", "San Diego, California"),
        (("press contact for the whale hall", "what about the map hall"), "answer", "press-desk/west", "619-555-0140/0141"),
        (("loan office for denmark", "and france?"), "unknown", "loan-office/north", ""),
        (("map hall", "press contact for that"), "answer", "press-desk/west", None),
        (("list the halls", "the second one"), "answer", "hall/night", None),
        (("list the halls", "no. 3"), "answer", "hall/maps", None),
        (("list the halls", "the last one"), "answer", "hall/maps", None),
        (("list the halls", "the first one", "who keeps it"), "answer", "hall/whale", "Ines Holm"),
        (("list the halls", "hours?"), "list", "hall/whale", None),
        (("how many houses", "2019?"), "count", "figure/houses", "2"),
        (("list the halls", "how many?"), "count", "hall/whale", "3"),
    ],
)
def test_it_goes_on(museum: Answerer, questions: tuple[str, ...], outcome: str, first: str, headline: str | None) -> None:
    answer = talk(museum, *questions)[-1]
    assert (answer.outcome, answer.entries[0].id) == (outcome, first), answer.text
    if headline is not None:
        assert answer.headline == headline


def test_the_other_one_of_two(museum: Answerer) -> None:
    two = Turn("which", (), ("house/harbour", "house/hill"))
    first = museum.answer(Ask("the first one", turn=two))
    other = museum.answer(Ask("the other one", turn=turn(first, two)))
    assert [a.entries[0].id for a in (first, other)] == ["house/harbour", "house/hill"]


@pytest.mark.parametrize("questions", [("hours of harbour house", "in Spanish"), ("horario de harbour house", "en español")])
def test_the_same_again_in_the_other_language(museum: Answerer, questions: tuple[str, str]) -> None:
    first, again = talk(museum, *questions)
    assert (again.language, again.entries, again.facts[0].fact.attribute) == ("es", first.entries, "hours")


@pytest.mark.parametrize(
    "question",
    [
        "phone of hill house",
        "press contact for the map hall",
        "list the halls",
        "how many houses",
        "loan office for denmark",
        "hill house",
        "0103",
        "and the phone of hill house",
        "what about the phone for hill house",
    ],
)
def test_a_complete_question_is_never_bent(museum: Answerer, question: str) -> None:
    fresh = museum.answer(Ask(question.removeprefix("and ").removeprefix("what about ")))
    turns = (
        Turn("fax of harbour house", ("house/harbour",), (), (), ("fax",), ("house",)),
        Turn("list the halls", (), ("hall/whale", "hall/night"), (), ("hours",), ("hall",), "list"),
    )
    for last in turns:
        after = museum.answer(Ask(question, turn=last))
        assert (after.outcome, after.entries, after.headline) == (fresh.outcome, fresh.entries, fresh.headline)


@pytest.mark.parametrize("question", ["hello", "zzz qqq", "the weather"])
def test_small_talk_and_nonsense_stay_so_in_a_conversation(museum: Answerer, question: str) -> None:
    assert talk(museum, "phone of harbour house", question)[-1].outcome in ("help", "unknown")


def test_a_turn_is_short_and_what_is_no_turn_is_none() -> None:
    kept = Turn("phone of x", ("a/b",), ("a/b", "c/d"), (), ("phone",), ("house",), "nearest")
    assert unpacked(packed(kept)) == kept
    assert packed(Turn()) == "{}"
    assert [unpacked(text) for text in ("", "house/harbour", "[1]", '{"other": 1}')] == [None] * 4


def test_entries_that_are_gone_are_forgotten(museum: Answerer) -> None:
    answer = museum.answer(Ask("the second one", turn=Turn("x", ("house/gone",), ("house/gone", "house/harbour"))))
    assert answer.outcome in ("help", "unknown")


@pytest.mark.parametrize(
    ("questions", "outcome", "headline"),
    [
        (("how many ports of entry in texas", "in arizona?"), "count", "10"),
        (("how many ports of entry in texas", "in arizona?", "list them"), "list", ""),
        (("nearest port to tucson", "the next one"), "answer", "(520) 287-1410"),
    ],
)
def test_a_place_alone_goes_on_with_what_was_counted_or_listed(
    cbp: Answerer, questions: tuple[str, ...], outcome: str, headline: str
) -> None:
    answer = talk(cbp, *questions)[-1]
    assert (answer.outcome, answer.headline) == (outcome, headline), answer.text
    assert all(e.place.state == "US-AZ" for e in answer.entries)


def test_what_was_set_side_by_side_is_offered_once_each(cbp: Answerer) -> None:
    answer = talk(cbp, "compare buffalo and detroit field office", "phones")[-1]
    assert [row.entry.id for row in answer.rows] == ["field-office/buffalo", "field-office/detroit"]


@pytest.mark.parametrize(
    ("questions", "reason", "entries"),
    [
        (("compare laredo port and laredo sector", "and their fax?"), "shown", ["port/laredo-texas-2304", "sector/laredo"]),
        (("laredo", "the port"), "found", ["port/laredo-texas-2304"]),
        (("laredo", "the port", "no, the sector"), "found", ["sector/laredo"]),
        (("port of laredo", "compare it with el paso"), "compared", ["port/laredo-texas-2304", "port/el-paso-texas-2402"]),
        (("detroit and chicago ports", "and the press contacts?"), "each", ["press-desk/national", "press-desk/chicago"]),
        (("attache in tokyo", "and in seoul?"), "not-covered", ["attache-post/tokyo", "attache-post/hong-kong"]),
    ],
)
def test_it_goes_on_of_several_sorts(cbp: Answerer, questions: tuple[str, ...], reason: str, entries: list[str]) -> None:
    answer = talk(cbp, *questions)[-1]
    assert (answer.reason, [e.id for e in answer.entries]) == (reason, entries), answer.text


def test_of_a_long_list_no_entry_is_forgotten(cbp: Answerer) -> None:
    listed, phones = talk(cbp, "ports in maine", "their phones")
    assert len(listed.rows) == len(phones.rows) > 12


def test_of_near_misses_of_several_sorts_it_is_asked_which(cbp: Answerer) -> None:
    answer = talk(cbp, "deferred inspection atlanta", "is it open saturday")[-1]
    assert (answer.outcome, answer.lead) == ("choices", "Which one do you mean?")
    assert "now" not in "".join(row.detail for row in answer.rows)  # another day is asked of
