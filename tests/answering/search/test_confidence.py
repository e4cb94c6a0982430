from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.answering.search.confidence import BY_CODE, WEIGHTS, confidence, features
from bot.answering.search.ranking import Ranked
from bot.answering.search.reading import Asked, Reading
from bot.answering.search.scoring import Hit
from bot.answering.search.store import Listed, Word

LISTED = 25_000
MAKERS = frozenset(("north",))


def word(number: int, text: str, rarity: float = 1.0, beside: frozenset[int] = frozenset()) -> Word:
    return Word(number, text, 1, rarity, 1.0, beside)


LAREDO, TEXAS, WEST, BRIDGE = (
    word(0, "laredo"),
    word(1, "texas", 0.0, frozenset((7,))),
    word(2, "west", 0.2),
    word(3, "bridge", 0.3),
)
OHIO = word(4, "ohio", 0.0, frozenset((8,)))
ENTRY = Listed(0, "laredo", (0,), 1.0, (7,))


def said(text: str, *readings: tuple[Word, float], sort: str | None = None, cost: float = 1.0) -> Asked:
    return Asked(text, sort, tuple(Reading(*reading) for reading in readings), 1.0, cost)  # type: ignore[arg-type]


NAME = said("laredo", (LAREDO, 1.0))


@dataclass
class Case:
    """A question that tells less than another one."""

    asked: tuple[Asked, ...]
    than: tuple[Asked, ...] = (NAME,)


def sure(asked: tuple[Asked, ...], *others: Hit) -> float:
    return confidence(Ranked(asked, (Hit(ENTRY, 1.0), *others)), LISTED, MAKERS)


def test_every_number_has_its_weight() -> None:
    assert features(Ranked((NAME,), (Hit(ENTRY, 1.0),)), 405, MAKERS).keys() == WEIGHTS.keys()


def test_nothing_found_is_never_sure_and_a_code_always_is() -> None:
    assert confidence(Ranked((NAME,), ()), 405) == 0
    assert confidence(Ranked((), (Hit(ENTRY, 1.0),), by_code=True), 405) == BY_CODE


def test_it_is_a_share_whatever_the_evidence() -> None:
    worst = (said("qqqqqqqqq", (LAREDO, 0.05)), *(said("zzz") for _ in range(39)))
    for asked in ((NAME,) * 40, worst):
        for size in (0, 1, 10**9):
            assert 0 <= confidence(Ranked(asked, (Hit(ENTRY, 1.0), Hit(ENTRY, 1.0)), abroad=True), size) <= 1


def test_half_a_name_and_a_rival_as_good_make_less_sure() -> None:
    whole = sure((NAME,))
    assert sure((NAME,), Hit(ENTRY, 1.0)) < whole
    half = Listed(0, "laredo", (0, 9), 2.0, (7,))
    assert confidence(Ranked((NAME,), (Hit(half, 1.0),)), LISTED) < whole


def test_a_name_within_the_one_that_was_said_is_no_rival() -> None:
    both = frozenset((0, 1))
    ranked = Ranked((NAME, said("west", (WEST, 1.0))), (Hit(ENTRY, 1.0, both), Hit(ENTRY, 1.0, frozenset((0,)))))
    alone = ranked._replace(hits=ranked.hits[:1])
    assert features(ranked, LISTED, MAKERS)["ahead"] == features(alone, LISTED, MAKERS)["ahead"]


@pytest.mark.parametrize(
    "case",
    [
        Case((said("larddo", (LAREDO, 0.87)),)),
        Case((said("lareto", (LAREDO, 0.87)),), than=(said("lareod", (LAREDO, 0.87)),)),
        Case((said("larddo", (word(5, "lardo"), 1.0), (LAREDO, 0.87)),), than=(said("larddo", (LAREDO, 0.87)),)),
        Case((said("west", (WEST, 1.0)), NAME), than=(said("grue", cost=0.8), NAME)),
        Case((NAME, said("bridge", (BRIDGE, 1.0), sort="ask", cost=0.1)), than=(NAME, said("phone", sort="ask", cost=0.0))),
        Case((NAME, said("pizza", sort="foreign", cost=0.4)), than=(NAME, said("walk", sort="everyday", cost=0.4))),
        Case((NAME, said("ohio", (OHIO, 1.0))), than=(NAME, said("texas", (TEXAS, 1.0)))),
        Case((NAME, said("grue", cost=0.8)), than=(NAME, said("texas", (TEXAS, 1.0)))),
        Case((said("north", sort="everyday"), NAME), than=(said("visit", sort="everyday"), NAME)),
        Case((NAME, said("grue", cost=0.8)), than=(NAME, said("for", sort="filler", cost=0.0), said("grue", cost=0.8))),
        Case((said("grue", cost=0.8), NAME), than=(said("gr", cost=0.8), NAME)),
    ],
    ids=[
        "a slip",
        "an unlikely slip",
        "a word as it stands",
        "a qualifier",
        "one that asks",
        "other matters",
        "elsewhere",
        "unknown",
        "what makes another name",
        "right behind it",
        "right before it",
    ],
)
def test_what_speaks_against_an_entry_makes_less_sure(case: Case) -> None:
    assert sure(case.asked) < sure(case.than)


def test_a_name_that_is_a_country_s_makes_less_sure() -> None:
    ranked = Ranked((NAME,), (Hit(ENTRY, 1.0),))
    assert confidence(ranked._replace(abroad=True), LISTED) < confidence(ranked, LISTED)


def test_a_region_s_name_beside_an_unknown_one_is_rather_the_region() -> None:
    city = word(7, "york", beside=frozenset((7,)))
    entry = Listed(0, "york", (city.number,), 1.0, (7,))
    found = [
        confidence(Ranked((said("grue", cost=0.8), said("york", (w, 1.0))), (Hit(entry, 1.0),)), LISTED, MAKERS)
        for w in (city, city._replace(beside=frozenset((9,))))
    ]
    assert found[0] < found[1]


def test_more_letters_of_a_name_are_less_of_a_chance() -> None:
    short, long = word(5, "rio"), word(6, "riobamba")
    found = [
        confidence(Ranked((said(w.text, (w, 1.0)),), (Hit(Listed(0, "", (w.number,), 1.0, ()), 1.0),)), LISTED)
        for w in (short, long)
    ]
    assert found[0] < found[1]
