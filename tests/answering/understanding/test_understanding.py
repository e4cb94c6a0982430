"""How people type, on the fact base that ships with the program: what each question is understood to ask."""

from __future__ import annotations

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask

TODAY = "2026-11-21"


def ask(cbp: Answerer, text: str) -> Answer:
    return cbp.answer(Ask(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "entry", "attribute"),
    [
        ("adress of the port of nogales", "port/nogales-arizona-2604", "address"),
        ("deferd inspection miami fone", "deferred-inspection/miami", "phone"),
        ("phone number of san ysidor port", "port/san-ysidro-california-2504", "phone"),
        ("sanysidro port phone", "port/san-ysidro-california-2504", "phone"),
        ("port of el pasó telephone", "port/el-paso-texas-2402", "phone"),
        ("fone # port of lrdo", "port/laredo-texas-2304", "phone"),
        ("PHONE FOR THE PORT OF LAREDO", "port/laredo-texas-2304", "phone"),
        ("*phone* for the port of “laredo” 📞", "port/laredo-texas-2304", "phone"),
        (
            "hi team, quick one: can anybody give me the number of the port of laredo?? thx",
            "port/laredo-texas-2304",
            "phone",
        ),
        ("Laredo Texas port of entry, number please", "port/laredo-texas-2304", "phone"),
        ("houston ofo phone", "field-office/houston", "phone"),
        ("usbp station ajo phone", "station/ajo", "phone"),
        ("phone of the border patrol station at ajo", "station/ajo", "phone"),
        ("global entry laredo address", "enrollment-center/laredo-texas", "address"),
        ("global entry phone", "program/global-entry", "phone"),
        ("DI jfk phone", "deferred-inspection/new-york-jfk", "phone"),
        ("prt of entry laredo phone", "port/laredo-texas-2304", "phone"),
        ("phone for the poet of entry at blaine", "port/blaine-washington-3004", "phone"),
        ("feilld office houston emaail", "field-office/houston", "email"),
        ("address of buffalo ofo field ofice", "field-office/buffalo", "address"),
        ("phone deferred inspction hiladelphia", "deferred-inspection/philadelphia", "phone"),
        ("telefono de la field office de bostn", "field-office/boston", "phone"),
        ("che, pasame el telefono de la oficina de campo de seattle si lo tenés", "field-office/seattle", "phone"),
        ("phone of the director of field operations' office, miami", "field-office/miami", "phone"),
        ("usbp rio grande sector phone", "sector/rio-grande-valley", "phone"),
        ("telefono del puerto de entrada de laredo", "port/laredo-texas-2304", "phone"),
    ],
)
def test_the_entry_and_the_fact_are_understood(cbp: Answerer, text: str, entry: str, attribute: str) -> None:
    answer = ask(cbp, text)
    assert answer.entries and answer.entries[0].id == entry, answer.why
    assert attribute in answer.question.attributes


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("port code 712", "port/champlain-new-york-0712"),
        ("code 0712", "port/champlain-new-york-0712"),
        ("port code two three oh four", "port/laredo-texas-2304"),
        ("2304?", "port/laredo-texas-2304"),
        ("whose number is (956) 523-7300", "port/laredo-texas-2304"),
    ],
)
def test_codes_and_numbers_are_met_exactly(cbp: Answerer, text: str, entry: str) -> None:
    assert [e.id for e in ask(cbp, text).entries[:1]] == [entry]


@pytest.mark.parametrize(
    "text",
    [
        "port of miami, oklahoma phone",
        "phone for the port of boise city, oklahoma",
        "hospital near san ysidro",
        "police department nogales phone",
        "temperature is nice, good morning to all of you",
        "write me a happy little poem",
        "port code 9999",
        "phone for the port of wobblestown",
    ],
)
def test_what_is_not_here_is_not_answered_with_something_else(cbp: Answerer, text: str) -> None:
    answer = ask(cbp, text)
    assert answer.outcome in ("unknown", "choices", "help"), (answer.text, answer.why)


def test_which_sector_covers_a_station_is_told_from_the_station_itself(cbp: Answerer) -> None:
    assert ask(cbp, "which sector does the ajo border patrol station belong to").entries[0].id == "sector/tucson"
    assert ask(cbp, "border patrol ajo").entries[0].id == "station/ajo"
    assert ask(cbp, "border patrol yuma sector").entries[0].id == "sector/yuma"


def test_a_place_behind_the_name_tells_equals_apart(cbp: Answerer) -> None:
    assert ask(cbp, "port of portland oregon phone").entries[0].id == "port/portland-oregon-2904"
    assert ask(cbp, "port of portland maine phone").entries[0].id == "port/portland-maine-0101"


def test_a_kind_and_a_city_named_like_its_state_mean_the_citys(cbp: Answerer) -> None:
    assert ask(cbp, "field office new york").entries[0].id == "field-office/new-york"


def test_the_same_question_always_gets_the_same_answer(cbp: Answerer) -> None:
    first, again = ask(cbp, "phone nogals port"), ask(cbp, "phone nogals port")
    assert (first.text, first.confidence) == (again.text, again.confidence)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("by which attaché is Spaon covered?", "attache-post/the-hague"),
        ("attache for Indis", "attache-post/new-delhi"),
        ("attaché for Itlay", "attache-post/rome"),
        ("who do reporters call for the prot of austin", "press-desk/national"),
        ("soy reportero, quien es el vocero para el puerto de spokane", "press-desk/blaine-sector"),
    ],
)
def test_who_serves_a_place_is_found_over_a_slip(cbp: Answerer, text: str, entry: str) -> None:
    answer = ask(cbp, text)
    assert (answer.outcome, answer.entries[0].id) == ("answer", entry), answer.why


@pytest.mark.parametrize(
    "text",
    [
        "attache for Elbonia",
        "cbp attaché in Narnia",
        "number for the port of gotham city",
        "fax number for the port of hershey, pennsylvania",
        "public affairs officer for the shire",
        "world series schedule",
        "what documents do i need to cross",
        "german police hotline",
        "singapore airlines phone",
        "opening hours of the pembina museum",
        "rio grande valley birding tours",
        "how much tax on a car imported from germany",
        "is the panama canal open",
        "what time is it in tokyo",
        "room 2501 is locked",
        "tell me a joke about customs officers",
    ],
)
def test_what_is_not_here_is_not_answered(cbp: Answerer, text: str) -> None:
    answer = ask(cbp, text)
    assert answer.outcome in ("unknown", "help", "choices"), answer.why


@pytest.mark.parametrize(
    ("text", "outcome", "entry"),
    [
        ("who are the port directors in eagle pass and roma", "list", "port/eagle-pass-texas-2303"),
        ("2017 which port", "answer", "port/lake-charles-louisiana-2017"),
        ("ports of entry 2006", "count", "figure/ports-of-entry"),
        ("Maryland??? how many ports of entry", "count", "port/baltimore-maryland-1303"),
        ("how many ports of entry", "count", "figure/ports-of-entry"),
        ("iron, Ohio cbp port direct line?", "choices", "port/ashtabula-conneaut-ohio-4122"),
    ],
)
def test_a_number_is_a_code_or_a_year_and_a_count_is_of_its_place(
    cbp: Answerer, text: str, outcome: str, entry: str
) -> None:
    answer = ask(cbp, text)
    assert (answer.outcome, answer.entries[0].id) == (outcome, entry), answer.why


@pytest.mark.parametrize(
    ("text", "place"),
    [("whos the attachee for new zeeland", "NZ"), ("attache sri lanca", "LK"), ("attache in costa rika", "CR")],
)
def test_a_place_is_mended_behind_its_first_word(cbp: Answerer, text: str, place: str) -> None:
    assert ask(cbp, text).question.places == (place,)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("opalocka airport customs telephone", "port-unit/opa-locka-airport-miami-international-airport-5206"),
        ("crude oil imports which cee", "center/petroleum-natural-gas-and-minerals"),
        ("jacksonville i-94 corrections, what number and press what", "deferred-inspection/jacksonville"),
        ("where do I mail a check for a cbp bill, some po box in st louis", "office/bill-payments"),
    ],
)
def test_names_run_together_and_words_beside_the_point_are_understood(cbp: Answerer, text: str, entry: str) -> None:
    assert ask(cbp, text).entries[0].id == entry


@pytest.mark.parametrize("text", ["gas", "where can i get food", "i like wine", "shoes", "sun valley customs"])
def test_an_everyday_word_is_no_name_without_the_word_for_its_sort_of_thing(cbp: Answerer, text: str) -> None:
    assert ask(cbp, text).outcome in ("unknown", "help")


def test_a_word_of_a_fact_is_not_mended_into_one_that_asks(cbp: Answerer) -> None:
    words = ask(cbp, "flying home from lynden pindling").question.words
    assert [w.role for w in words if w.norm == "pindling"] == ["name"]
