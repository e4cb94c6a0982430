"""What is said where the entry meant has not what is asked of it."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.resolving.turns import turn

NATIONAL = "202-344-1780"


@pytest.mark.parametrize(
    ("question", "entry", "number"),
    [
        ("where's the press contact for el paso", "press-desk/el-paso-field-office", NATIONAL),
        ("where is the el paso sector press contact", "press-desk/el-paso-sector", "(915) 834-8365"),
    ],
)
def test_a_contact_without_an_address_is_told_by_its_number(cbp: Answerer, question: str, entry: str, number: str) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.entries[0].id, answer.headline) == (entry, number), answer.text


def test_nobody_lends_a_contact_hours(cbp: Answerer) -> None:
    first = cbp.answer(Ask("who is the press contact for laredo"))
    answer = cbp.answer(Ask("is it open now?", turn=turn(first)))
    assert (answer.outcome, answer.lead) == (
        "unknown",
        "Laredo Field Office press desk (press contact): no hours on record.",
    )


def test_of_several_that_serve_a_place_none_is_shown_as_the_way_to_the_next(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("media contact texas"))
    assert len(answer.rows) > 1 and "→" not in answer.text


def test_the_way_to_one_that_serves_it_is_shown(cbp: Answerer) -> None:
    assert "Laredo Field Office" in next(n for n in cbp.answer(Ask("press contact for port 2304")).notes if "→" in n)


def test_of_many_facts_alike_none_is_shown_as_the_one_meant(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("csi port in israel"))
    assert answer.entries[0].id == "program/container-security-initiative" and "Genoa" not in answer.headline
