from __future__ import annotations

from bot.answering.search.confidence import BY_CODE, WEIGHTS, confidence, features
from bot.answering.search.ranking import Ranked
from bot.answering.search.reading import Asked, Reading
from bot.answering.search.scoring import Hit
from bot.answering.search.store import Listed, Word

LAREDO = Listed(0, "laredo", (0,), 1.0, ())
NAME = Asked("laredo", None, (Reading(Word(0, "laredo", 1, 1.0, 1.0, frozenset()), 1.0),), 1.0, 1.0)


def test_every_number_has_its_weight() -> None:
    assert features(Ranked((NAME,), (Hit(LAREDO, 1.0),)), 405).keys() == WEIGHTS.keys()


def test_nothing_found_is_never_sure_and_a_code_always_is() -> None:
    assert confidence(Ranked((NAME,), ()), 405) == 0
    assert confidence(Ranked((), (Hit(LAREDO, 1.0),), by_code=True), 405) == BY_CODE


def test_it_is_a_share_whatever_the_evidence() -> None:
    worst = Hit(LAREDO, 0.0, named=0.0, explained=0.0, own=0.0, slips=5.0, rivals=99, lost=(9.0, 9.0, 9.0))
    for hit in (Hit(LAREDO, 1.0), worst):
        for size in (0, 1, 10**9):
            assert 0 <= confidence(Ranked((NAME,) * 40, (hit, hit)), size) <= 1


def test_half_a_name_and_a_rival_as_good_make_less_sure() -> None:
    whole = confidence(Ranked((NAME,), (Hit(LAREDO, 1.0),)), 405)
    assert confidence(Ranked((NAME,), (Hit(LAREDO, 0.5, named=0.5),)), 405) < whole
    assert confidence(Ranked((NAME,), (Hit(LAREDO, 1.0), Hit(LAREDO, 1.0))), 405) < whole
