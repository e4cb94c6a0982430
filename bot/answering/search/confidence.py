"""How sure an answer is the one asked for, from its evidence: a logistic function of a few numbers.

``python -m bench.calibrate`` fits the weights on generated questions, in scope and out of it, over lists of three sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

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
    "always": -4.858,
    "size": 0.430,
    "named, log": 3.665,
    "core, to the fourth": 2.333,
    "core, to the fourth × size": -0.333,
    "nothing own": 3.397,
    "nothing own × size": -6.399,
    "slips unlikely × size": -4.526,
    "slips of known × size": -2.099,
    "lost × size": -0.958,
    "foreign": -2.155,
    "elsewhere": -3.682,
    "qualified": -17.106,
    "qualified by what asks": -13.405,
    "touched": -0.662,
    "everyday where nothing is asked": -0.597,
    "asking": -0.080,
    "ahead": 4.880,
    "letters": 0.345,
    "letters agree": 0.532,
    "words": 1.258,
    "beside × size": 2.038,
    "beside with slips": 3.406,
    "beside with slips × size": -5.282,
    "abroad": -2.217,
}


def features(ranked: Ranked, size: int) -> dict[str, float]:
    """The numbers that the weights are for. ``ranked`` has a hit, not by its code; ``size``: how many entries there are."""
    found, asked = gather(ranked), ranked.asked
    large = math.log10(size + 10) / 6
    everyday = any(word.sort == "everyday" for word in asked)
    asking = min(3, sum(word.sort == "ask" for word in asked))
    letters = sum(len(word.text) for word in asked if word.readings and word.sort is None)
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
        "touched": float(found.touched),
        "everyday where nothing is asked": float(everyday and not asking),
        "asking": float(asking),
        "ahead": _ahead(ranked),
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


def confidence(ranked: Ranked, size: int) -> float:
    """0..1: how likely the first hit is the one meant; 0 when there is none."""
    if not ranked.hits:
        return 0.0
    if ranked.by_code:
        return BY_CODE if ranked.alone else AMONG_OTHERS
    weighed = sum(WEIGHTS[name] * value for name, value in features(ranked, size).items())
    return 1 / (1 + math.exp(-weighed))
