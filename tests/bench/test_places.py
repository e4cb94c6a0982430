from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rapidfuzz.distance import OSA

from bench import places
from bench.places import Asked, Place, directory, questions, slip
from bot.answering.understanding.normalize import words

Lists = tuple[list[Place], list[Place]]


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """The places of the world and the ports are read once: that takes longer than all that is made of them."""
    world, ports = list(places._world()), list(places._ports())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_world", lambda: iter(world))
        patch.setattr(places, "_ports", lambda: iter(ports))
        yield


@pytest.fixture(scope="module")
def lists() -> Lists:
    return directory(405)


def test_tuning_and_judging_phrasings_have_none_in_common() -> None:
    both = yaml.safe_load((Path(places.__file__).parent / "phrasings" / "listings.yaml").read_text("utf-8"))
    for sort in ("plain", "odd", "far"):
        assert not {p.casefold() for p in both["tune"][sort]} & {p.casefold() for p in both["judge"][sort]}
    assert sum(len(part["far"]) for part in both.values()) >= 300


def test_the_same_seed_makes_the_same_contest(lists: Lists) -> None:
    listed, unlisted = lists
    assert (listed, unlisted) == directory(405)
    assert questions(listed, unlisted, "judge", 50) == questions(listed, unlisted, "judge", 50)
    assert questions(listed, unlisted, "judge", 50) != questions(listed, unlisted, "judge", 50, seed=2)


def test_what_is_not_listed_shares_no_name_with_what_is(lists: Lists) -> None:
    listed, unlisted = lists
    assert not {words(p.name) for p in listed} & {words(p.name) for p in unlisted}
    assert all(not asked.right for asked in questions(listed, unlisted, "judge", 40) if asked.sort in ("far", "near"))


def test_a_list_has_as_many_entries_as_asked_for_with_ids_of_their_own() -> None:
    listed, _ = directory(2000)
    assert len({p.id for p in listed}) == len(listed) == 2000


def test_a_slip_is_one_error() -> None:
    chance = random.Random(4)
    for _ in range(300):
        assert OSA.distance("Grand Portage", slip("Grand Portage", chance)) <= 1


def test_every_sort_of_question_is_asked(lists: Lists) -> None:
    asked = questions(*lists, "tune", 100)
    sorts = {question.sort for question in asked}
    assert sorts == {"clean", "one typo", "two typos", "partial", "reordered", "odd", "far", "near"}
    assert all(isinstance(question, Asked) and "{" not in question.text for question in asked)
