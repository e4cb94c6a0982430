"""What lies nearest to a place: the distance, the place it is measured from, and what cannot be told."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Ask
from bot.answering.resolving.world import miles
from tests.answering.test_conversation import Asks


def test_distances_are_those_of_the_globe() -> None:
    assert miles((51.5, -0.12), (51.5, -0.12)) == 0
    assert miles((40.7128, -74.0060), (34.0522, -118.2437)) == pytest.approx(2446, abs=2)
    assert miles((0, 179), (0, -179)) == pytest.approx(138.2, abs=0.1)


@pytest.mark.parametrize(
    ("question", "nearest", "lead"),
    [
        ("nearest house to boston", "house/harbour", "the house nearest to Boston: 99 miles"),
        ("which house is closest to bostom", "house/harbour", "the house nearest to Boston: 99 miles"),
        ("closest house to 04101", "house/harbour", "the house nearest to 04101 (Portland), Maine: 1 mile or less"),
        ("house near boston", "house/harbour", "the house nearest to Boston: 99 miles"),
        ("nearest house to oslo", "house/canal", "the house nearest to Oslo, Norway: 483 km"),
        ("nearest house to oslo norway", "house/canal", "the house nearest to Oslo, Norway: 483 km"),
    ],
)
def test_the_nearest_comes_first_with_its_distance_and_from_where(
    asks: Asks, question: str, nearest: str, lead: str
) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.entries[0].id, answer.lead) == ("answer", nearest, lead)
    assert answer.question.operation == "nearest"
    assert [row.entry.id for row in answer.rows] == [entry.id for entry in answer.entries]
    assert len(answer.rows) == 3


def test_a_fact_asked_for_of_the_nearest_comes_first(asks: Asks) -> None:
    answer = asks("phone of the nearest house to boston")
    assert answer.headline == "(207) 555-0110"
    assert "the house nearest to Boston: 99 miles" in answer.notes
    assert answer.rows[1].detail == "2,579 miles, 619-555-0123 x6"


def test_a_place_that_may_be_several_is_a_choice_that_tells_them_apart(asks: Asks) -> None:
    answer = asks("nearest house to springfield")
    assert (answer.outcome, answer.lead) == ("choices", "Which Springfield do you mean?")
    assert {row.entry.id for row in answer.rows} == {"house/hill", "house/harbour"}
    assert answer.rows[0].detail == "Springfield, California: 89 miles"
    assert asks("nearest house to springfield california").entries[0].id == "house/hill"


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("nearest house", "Near where? Name a city, a ZIP code or an airport."),
        ("nearest house to xyzzyx", "I know no place called “xyzzyx”. Name a city, a ZIP code or an airport."),
        ("nearest hall to oslo", "Where the halls lie is not on record."),
    ],
)
def test_what_cannot_be_measured_is_said(asks: Asks, question: str, lead: str) -> None:
    answer = asks(question)
    assert (answer.outcome, answer.lead) == ("unknown", lead)
    assert not answer.facts


def test_of_a_whole_state_those_in_it_are_told(asks: Asks) -> None:
    assert [e.id for e in asks("nearest house to California").entries] == ["house/hill"]


def test_spanish_measures_in_kilometres(asks: Asks) -> None:
    assert "159 km" in asks("casa más cerca de boston").text


def test_near_tells_where_the_asker_is_when_the_thing_itself_is_named(asks: Asks) -> None:
    assert asks("phone of harbour house near boston").headline == "(207) 555-0110"


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("im in plattsburgh ny whats my closest land port", "port/champlain-new-york-0712"),
        ("closest deferred inspection to 30602", "deferred-inspection/jacksonville"),
        ("closest field office to springfield missouri", "field-office/chicago"),
        ("deferred inspection near buffalo airport", "deferred-inspection/philadelphia"),
        ("my truck broke down in yuma, whats the nearest crossing", "port/andrade-california-2502"),
        ("puerto más cercano a Albuquerque", "port/albuquerque-new-mexico-2407"),
        ("nearest port to jackson hole", "port/bozeman-yellowstone-user-fee-airport-montana-3386"),  # not to Jackson
    ],
)
def test_the_atlas_knows_cities_zip_codes_and_airports(cbp: Answerer, question: str, nearest: str) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.outcome, answer.entries[0].id) == ("answer", nearest), answer.text


def test_a_postal_code_beside_a_sort_of_thing_asks_for_the_nearest(asks: Asks) -> None:
    answer = asks("house 04101")
    assert (answer.outcome, answer.lead) == ("answer", "the house nearest to 04101 (Portland), Maine: 1 mile or less")


def test_what_is_not_there_is_told_with_the_nearest_that_is(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("global entry center in anchorage"))
    assert answer.lead.startswith("No enrollment center is on record for Anchorage, Alaska.")
    assert answer.outcome == "unknown" and [e.kind for e in answer.entries] == ["enrollment-center"] * 2 + ["port"]
    assert all("miles" in row.detail for row in answer.rows[:2]) and "miles" not in answer.rows[2].detail


def test_the_nearest_of_what_has_no_position_is_the_one_called_so(cbp: Answerer) -> None:
    assert cbp.answer(Ask("nearest border patrol station to marfa texas")).entries[0].id == "station/marfa"
    assert cbp.answer(Ask("nearest border patrol station to phoenix")).outcome == "unknown"


def test_the_airport_that_is_named_is_meant_not_a_town_of_its_name(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("nearest preclearance to dublin airport"))
    assert (answer.outcome, answer.entries[0].id) == ("answer", "preclearance/dublin")


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("global entry sjc", "enrollment-center/san-francisco-international-airport"),
        ("BGR customs", "port/bangor-maine-0102"),
        ("customs at KBGR", "port/bangor-maine-0102"),  # as pilots say it
        ("BOI customs", "port/boise-idaho-2907"),  # a desk there is called so too
    ],
)
def test_an_airports_code_beside_a_sort_of_thing_asks_for_the_nearest(cbp: Answerer, question: str, nearest: str) -> None:
    answer = cbp.answer(Ask(question))
    assert (answer.reason, answer.entries[0].id) == ("nearest", nearest)


def test_an_airport_far_from_any_of_the_kind_has_none(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("ZZV customs phone"))
    assert (answer.outcome, answer.entries[0].id) == ("unknown", "port/columbus-ohio-4103")
    assert answer.lead.startswith("No port of entry is on record for Zanesville Municipal Airport, Ohio.")


@pytest.mark.parametrize("question", ["hotel near laredo bridge", "nearest hospital to nogales port of entry"])
def test_the_nearest_of_what_is_never_here_is_turned_down(cbp: Answerer, question: str) -> None:
    assert cbp.answer(Ask(question)).outcome == "unknown"


@pytest.mark.parametrize("question", ["abc customs phone", "port zzz", "xyz port phone"])
def test_three_letters_that_are_no_airports_near_here_name_nothing(cbp: Answerer, question: str) -> None:
    assert (cbp.answer(Ask(question)).outcome, cbp.answer(Ask(question)).reason) == ("unknown", "nothing")
