"""Whether something is open now, what time it is there, and holidays."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from tests.answering.test_conversation import Asks

FRIDAY = "2026-11-20T14:05:00-05:00"


@pytest.mark.parametrize(
    ("question", "moment", "headline", "lead"),
    [
        ("is harbour house open", FRIDAY, "Open now", "Harbour House: open until 17:00"),
        ("harbour house open now?", "2026-11-20T19:05:00+00:00", "Open now", "Harbour House: open until 17:00"),
        ("is harbour house open", "2026-11-21T12:30:00-05:00", "Closed now", "Harbour House: opens 13:00"),
        ("is harbour house open", "2026-11-22T12:30:00-05:00", "Closed now", "Harbour House: opens Tue 10:00"),
        ("is hill house open", FRIDAY, "Open now", "Hill House: open around the clock"),
        ("is the night hall open now", "2026-11-21T01:30:00-05:00", "Open now", "Night Hall: open until 02:00"),
        ("is hill house open", "2027-06-01T12:00:00-04:00", "Open now", "Hill House: open around the clock"),
    ],
)
def test_open_or_closed_and_until_when(asks: Asks, question: str, moment: str, headline: str, lead: str) -> None:
    answer = asks(question, moment=moment)
    assert (answer.outcome, answer.headline, answer.lead) == ("answer", headline, lead)
    assert answer.question.operation == "open-now"
    assert answer.facts[0].fact.hours is not None


def test_the_hours_and_the_time_there_stand_beside_it(asks: Asks) -> None:
    answer = asks("is hill house open", moment=FRIDAY)
    assert "Hours: 24 hours a day, 7 days a week" in answer.text
    assert "Local time there: Fri 11:05 PST." in answer.notes


def test_what_is_closed_but_has_open_parts_is_partly_open(asks: Asks) -> None:
    answer = asks("is harbour house open", moment="2026-11-20T21:00:00-05:00")
    assert answer.headline == "Partly open now"
    assert "Open now inside it: Night Hall" in answer.notes


def test_office_hours_on_a_holiday_are_doubted_and_the_holiday_is_named(asks: Asks) -> None:
    answer = asks("is harbour house open", moment="2027-06-01T12:00:00-04:00")
    assert answer.headline == "Probably closed now"
    assert answer.lead == "Harbour House: open until 17:00, by its hours"
    assert answer.notes[0] == "Today is Lantern Day there, a public holiday; the hours may differ."


def test_hours_in_words_cannot_tell_and_say_so(asks: Asks) -> None:
    answer = asks("is canal house open now", moment=FRIDAY)
    assert answer.headline == "by appointment only"
    assert "Whether it is open now cannot be told from this." in answer.notes


def test_no_hours_on_record_is_said_with_whom_to_ask(asks: Asks) -> None:
    answer = asks("is the whale hall open now", moment=FRIDAY)
    assert (answer.outcome, answer.lead) == ("unknown", "Whale Hall: no hours on record.")


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("is harbour house open on sunday", "Closed: Sun"),
        ("harbour house saturday hours", "Open: Sat 10:00–12:00 and 13:00–18:00"),
        ("is harbour house open on the weekend", "Open: Sat 10:00–12:00 and 13:00–18:00, Sun closed"),
        ("is harbour house open tomorrow", "Open: Sat 10:00–12:00 and 13:00–18:00"),
        ("is harbour house open the day after tomorrow", "Closed: Sun"),
        ("is harbour house open on saturday at 12:30", "Closed: Sat at 12:30"),
        ("is harbour house open on saturday at 5:30 pm", "Open: Sat at 17:30"),
        ("is harbour house open at 9pm", "Closed: Fri at 21:00"),
        ("is the night hall open at 1 am on sunday", "Open: Sun at 01:00"),
    ],
)
def test_a_day_or_a_time_that_is_named_is_told_of_not_now(asks: Asks, question: str, headline: str) -> None:
    answer = asks(question, moment=FRIDAY)
    assert (answer.outcome, answer.headline) == ("answer", headline)
    assert answer.facts[0].fact.hours is not None and f"Hours: {answer.facts[0].fact.value}" in answer.text


def test_a_day_that_is_a_holiday_when_it_comes_next_is_doubted(asks: Asks) -> None:
    answer = asks("is harbour house open tomorrow", moment="2027-05-31T12:00:00-04:00")
    assert "2027-06-01 is Lantern Day there, a public holiday; the hours may differ." in answer.notes


def test_parts_that_keep_hours_of_their_own_are_told_beside_a_day(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("is the port of laredo open on saturday"))
    assert answer.headline == "Closed: Sat"
    assert any(note.startswith("Hours of their own: ") and "World Trade Bridge" in note for note in answer.notes)


def test_hours_in_words_say_nothing_of_a_day(asks: Asks) -> None:
    assert asks("is canal house open on sunday", moment=FRIDAY).headline == "by appointment only"


def test_another_day_than_today_gets_the_hours_themselves(asks: Asks) -> None:
    answer = asks("is harbour house open in rainy weather", moment=FRIDAY)
    assert answer.headline.startswith("Tue–Fri 10:00–17:00")


def test_without_a_moment_nothing_is_called_open(asks: Asks) -> None:
    answer = asks("is harbour house open")
    assert answer.headline.startswith("Tue–Fri")
    assert "now" not in answer.text


def test_the_time_there_with_its_zone(asks: Asks) -> None:
    answer = asks("what time is it at canal house", moment=FRIDAY)
    assert answer.headline == "20:05"
    assert answer.lead == "Fri 20:05 CET (Europe/Copenhagen), Canal House"


@pytest.fixture
def in_spanish(cbp: Answerer) -> Answer:
    return cbp.answer(Ask("¿está abierto el puerto de laredo?", today="2026-11-20", moment="2026-11-20T14:05:00-06:00"))


def test_spanish_tells_hours_and_days_in_spanish(in_spanish: Answer) -> None:
    assert in_spanish.headline == "Abierto ahora"
    assert "Horario: lun–vie 08:00–17:00, sáb–dom cerrado" in in_spanish.text
    assert "Hora local allí: vie 14:05 CST." in in_spanish.notes


def test_thanksgiving_is_a_holiday_of_government_offices(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("is the laredo port open", today="2026-11-26", moment="2026-11-26T12:00:00-06:00"))
    assert answer.headline == "Probably closed now"
    assert "Thanksgiving Day" in answer.notes[0]


def test_the_time_in_a_place_is_told_of_what_stands_there_to_choose(asks: Asks) -> None:
    answer = asks("what time is it in hill", moment=FRIDAY)
    assert (answer.outcome, answer.lead) == ("choices", "By the clock there:")
    assert [(row.entry.id, row.detail) for row in answer.rows] == [("house/hill", "Fri 11:05 PST")]
    assert asks("what time is it at hill house", moment=FRIDAY).outcome == "answer"


def test_of_what_has_only_a_status_the_hours_of_its_parts_are_told(cbp: Answerer) -> None:
    answer = cbp.answer(Ask("is the port of nogales open", today="2026-11-20", moment="2026-11-20T14:05:00-06:00"))
    assert (answer.outcome, answer.lead[:48]) == ("list", "Nogales, Arizona (port of entry): no hours on re")
    assert any(row.detail.startswith("Open now: ") for row in answer.rows)
    still = cbp.answer(Ask("does freeport still do preclearance, is it still open"))
    assert still.facts[0].fact.attribute == "status"


def test_a_crossing_that_never_closes_is_not_closed_with_its_office(cbp: Answerer) -> None:
    then = cbp.answer(Ask("is calexico west open at 9pm", today="2026-11-20", moment=FRIDAY))
    assert then.headline == "Open: Fri at 21:00"
    assert then.lead.startswith("Hours (border crossing), Calexico West")
    now = cbp.answer(Ask("is calexico west open", today="2026-11-22", moment="2026-11-22T12:30:00-05:00"))
    assert now.headline == "Partly open now"
    assert "Open now inside it: Hours (border crossing)" in now.notes
