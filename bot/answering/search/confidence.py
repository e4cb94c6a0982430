"""How sure an answer is the one asked for, from its evidence: a logistic function of a few numbers.

``python -m bench.calibrate`` fits the weights on generated questions, in scope and out of it, over lists of three sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Set

from bot.answering.search.evidence import gather
from bot.answering.search.ranking import Ranked

BY_CODE = 0.97
"""For an entry whose code was typed."""
AMONG_OTHERS = 0.3
"""For one whose code stands among words of which nothing is known."""
LETTERS_A_SLIP, LETTERS_BY_CHANCE, LETTERS_OF_PLACE = 3.3, 6.0, 2.5
"""How many letters a typing error takes off what agrees; how many agree by chance in a list of a million; how many it
counts that the place beside the name was said, too.
"""
LEAST = 0.02
"""Shares below this are taken for it, for they have no logarithm."""

WEIGHTS: Mapping[str, float] = {
    "always": -2.189,
    "size": -3.409,
    "named, log": 3.857,
    "core, to the fourth": 0.450,
    "core, to the fourth × size": 1.952,
    "nothing own": 2.058,
    "nothing own × size": -3.910,
    "slips unlikely × size": -4.549,
    "slips of known × size": -2.577,
    "lost × size": -0.990,
    "foreign": -2.801,
    "elsewhere": -3.685,
    "qualified": -18.992,
    "qualified by what asks": -18.352,
    "remade × smallness": -16.370,
    "led": -1.088,
    "followed": -1.998,
    "regional": -2.202,
    "everyday where nothing is asked": -0.670,
    "ahead": 3.109,
    "ahead × size": 3.062,
    "letters": 0.706,
    "letters agree": 0.751,
    "words": 0.971,
    "beside × size": 2.296,
    "beside with slips": 1.597,
    "beside with slips × size": -3.112,
    "abroad": -2.096,
}


def features(ranked: Ranked, size: int, makers: Set[str]) -> dict[str, float]:
    """The numbers that the weights are for. ``ranked`` has a hit, not by its code; ``size``: how many entries there are;
    ``makers``: words that other names are made with.
    """
    found, asked = gather(ranked, makers), ranked.asked
    large, ahead = math.log10(size + 10) / 6, _ahead(ranked)
    everyday, asking, letters = False, False, 0
    for word in asked:
        if word.sort is None:
            letters += len(word.text) if word.readings else 0
        elif word.sort == "everyday":
            everyday = True
        elif word.sort == "ask":
            asking = True
    # letters that agree, against those that agree by chance in a list so large
    beyond_chance = (
        found.letters - LETTERS_A_SLIP * found.slips - LETTERS_BY_CHANCE * large + LETTERS_OF_PLACE * found.beside
    )
    return {
        "always": 1.0,
        "size": large,
        "named, log": math.log(max(LEAST, found.named)),
        "core, to the fourth": found.core**4,
        "core, to the fourth × size": found.core**4 * large,
        "nothing own": float(not found.own),
        "nothing own × size": float(not found.own) * large,
        "slips unlikely × size": found.unlikely * large,
        "slips of known × size": found.mistaken * large,
        "lost × size": min(2.0, found.lost) * large,
        "foreign": float(min(2, found.foreign)),
        "elsewhere": float(min(2, found.elsewhere)),
        "qualified": found.qualified,
        "qualified by what asks": found.qualified_asking,
        "remade × smallness": float(found.remade) * (1 - large),
        "led": float(found.led),
        "followed": float(found.followed),
        "regional": float(found.regional),
        "everyday where nothing is asked": float(everyday and not asking),
        "ahead": ahead,
        "ahead × size": ahead * large,
        "letters": math.log(1 + letters),
        "letters agree": min(0.0, beyond_chance),
        "words": math.log(1 + len(asked)),
        "beside × size": float(found.beside) * large,
        "beside with slips": float(found.beside and found.slips > 0),
        "beside with slips × size": float(found.beside and found.slips > 0) * large,
        "abroad": float(ranked.abroad),
    }


def _ahead(ranked: Ranked) -> float:
    """How far the first is ahead of the next one, 0..0.5; one whose name is within that of the first is no rival."""
    best, *others = ranked.hits
    second = next((hit.score for hit in others if not (hit.words and hit.words < best.words)), 0.0)
    return max(0.0, min(0.5, (best.score - second) / max(best.score, LEAST)))


def confidence(ranked: Ranked, size: int, makers: Set[str] = frozenset()) -> float:
    """0..1: how likely the first hit is the one meant; 0 when there is none. Arguments as those of ``features``."""
    if not ranked.hits:
        return 0.0
    if ranked.by_code:
        return BY_CODE if ranked.alone else AMONG_OTHERS
    weighed = sum(WEIGHTS[name] * value for name, value in features(ranked, size, makers).items())
    return 1 / (1 + math.exp(-weighed))
