"""What the engine promises over any plain listing."""

from __future__ import annotations

import random

import pytest

from bot.answering.search.listing import Listing, in_memory
from bot.answering.search.store import Line
from bot.directory.model import Directory

LINES = (
    Line("laredo", "Laredo", ("Texas", "Laredo Field Office"), "2304"),
    Line("del-rio", "Del Rio", ("Texas", ""), "2302"),
    Line("el-paso", "El Paso", ("Texas", ""), "2402"),
    Line("san-ysidro", "San Ysidro", ("California", ""), "2504"),
    Line("san-luis", "San Luis", ("Arizona", ""), "2608"),
    Line("port-huron", "Port Huron", ("Michigan", ""), "3802"),
    Line("saint-john", "St. John", ("North Dakota", ""), "3405"),
    Line("saint-johns", "Saint Johns", ("Michigan", ""), "9901"),
    Line("springfield-il", "Springfield", ("Illinois", ""), "9902"),
    Line("springfield-mo", "Springfield", ("Missouri", ""), "9903"),
    Line("portland-me", "Portland", ("Maine", ""), "0101"),
    Line("portland-or", "Portland", ("Oregon", ""), "2904"),
    Line("north-korea", "North Korea", ("Asia", ""), ""),
    Line("south-korea", "South Korea", ("Asia", ""), ""),
    Line("kyoto", "Kyōto", ("Japan", ""), "UKY"),
    Line("o-hare", "O'Hare International Airport", ("Illinois", ""), "ORD"),
    Line("como", "Como", ("Mississippi", ""), ""),
    Line("norway", "Norway", ("Kansas", ""), ""),
    Line("gary-in", "Gary", ("Indiana", ""), ""),
    Line("gary-mn", "Gary", ("Minnesota", ""), ""),
)


@pytest.fixture(scope="module")
def listing(fact_base: Directory) -> Listing:
    return in_memory(LINES, fact_base)


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("phone number for Laredo", "laredo"),
        ("whats the fone for laerdo", "laredo"),
        ("larredo tx fax", "laredo"),
        ("laredotx", "laredo"),
        ("lrdo texas", "laredo"),
        ("hi can u tell me who to call at elpaso", "el-paso"),
        ("san ysidor", "san-ysidro"),
        ("sanysidro phone", "san-ysidro"),
        ("rio del", "del-rio"),
        ("huron", "port-huron"),
        ("st john north dakota", "saint-john"),
        ("springfield missouri", "springfield-mo"),
        ("Springfield, IL address please", "springfield-il"),
        ("portland oregon hours", "portland-or"),
        ("kyoto", "kyoto"),
        ("ohare airport", "o-hare"),
        ("address of como", "como"),
        ("cuál es el teléfono de san luis", "san-luis"),
        ("number of south korea", "south-korea"),
        ("hours of gary, in", "gary-in"),
        ("phone gary IN please", "gary-in"),
    ],
)
def test_the_entry_that_is_meant_comes_first(listing: Listing, asked: str, right: str) -> None:
    ids, sure = listing.find(asked)
    assert ids[0] == right
    assert sure > 0.3


@pytest.mark.parametrize("asked", ["2304", "port code 2304", "what is 2304?"])
def test_a_code_is_met_exactly(listing: Listing, asked: str) -> None:
    assert listing.find(asked)[0] == ("laredo",)


@pytest.mark.parametrize("asked", ["2305", "23O4", "230"])
def test_a_code_with_an_error_is_nobodys(listing: Listing, asked: str) -> None:
    assert listing.find(asked)[0] == ()


def test_a_code_of_letters_counts_alone_or_in_capitals_but_never_as_a_word_beside_a_name(listing: Listing) -> None:
    assert listing.find("phone for ORD")[0] == ("o-hare",)
    assert listing.find("ord")[0] == ("o-hare",)
    assert listing.find("uky laredo")[0][0] == "laredo"


@pytest.mark.parametrize(
    "asked",
    [
        "what's the weather like tomorrow",
        "how long do i boil an egg",
        "tell me a joke",
        "transfer fifty dollars to my savings account",
        "phone number for zanzibar",
        "",
        "?!",
        "🙂",
    ],
)
def test_what_is_not_listed_gets_no_confidence(listing: Listing, asked: str) -> None:
    assert listing.find(asked)[1] < 0.5


def test_a_word_that_many_share_needs_more_than_itself(listing: Listing) -> None:
    alone = listing.find("korea")[1]
    assert listing.find("north korea")[1] > alone
    assert listing.find("san")[1] < listing.find("san luis")[1]


def test_more_errors_mean_less_confidence(listing: Listing) -> None:
    sure = [listing.find(asked)[1] for asked in ("san ysidro", "san ysidor", "san yisdor")]
    assert sure == sorted(sure, reverse=True)


def test_another_region_than_asked_for_means_less_confidence(listing: Listing) -> None:
    assert listing.find("laredo oregon")[1] < listing.find("laredo")[1]


def test_a_name_that_is_a_country_s_makes_less_sure_unless_the_place_is_said(listing: Listing) -> None:
    bare, placed = listing.find("phone number for norway"), listing.find("phone number for norway, kansas")
    assert bare[0][0] == placed[0][0] == "norway"
    assert bare[1] < placed[1]


def test_the_same_question_always_gets_the_same_answer(listing: Listing, fact_base: Directory) -> None:
    again = in_memory(LINES, fact_base)
    for asked in ("portland", "springfield", "korea", "sna luis"):
        assert listing.find(asked) == again.find(asked)


def test_arbitrary_text_is_answered(listing: Listing) -> None:
    chance = random.Random(7)
    for length in (1, 10, 300, 40_000):
        ids, sure = listing.find(
            "".join(chr(chance.choice((32, 97, 228, 0x3042, 0x1F600)) + chance.randrange(20)) for _ in range(length))
        )
        assert len(ids) <= 3
        assert 0 <= sure <= 1


def test_an_empty_listing_knows_nothing(fact_base: Directory) -> None:
    assert in_memory((), fact_base).find("laredo") == ((), 0.0)
