"""What is taken back within a question is not asked for."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask


@pytest.mark.parametrize(
    ("question", "entry", "attributes"),
    [
        ("tampa field office sorry i meant miami field office phone", "field-office/miami", ("phone",)),
        ("attache for kenya i mean indonesia", "attache-post/singapore", ()),
        ("calexico east i mean west address", "port/calexico-west-california-2503", ("address",)),
        ("port code 3019 i mean 3017", "port/point-roberts-washington-3017", ("code",)),
        ("telefono de nogales digo douglas arizona", "port/douglas-arizona-2601", ("phone",)),
        ("i mean the port of laredo", "port/laredo-texas-2304", ()),  # nothing was said before
        (
            "LA seaport, i mean its main number",
            "port/los-angeles-long-beach-seaport-california-2704",
            ("phone",),
        ),
    ],
)
def test_what_is_said_last_counts(cbp: Answerer, question: str, entry: str, attributes: tuple[str, ...]) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.outcome, answer.entries[0].id, answer.question.attributes) == ("answer", entry, attributes), answer.text


def test_a_correction_without_an_answer_leaves_the_question_as_it_stands(cbp: Answerer) -> None:
    assert "laredo" in cbp.answer(Ask("port of laredo i mean xyzzyx")).question.text
