"""How sure an answer is the one asked for, from its evidence: a logistic function of a few numbers.

``python -m bench.calibrate`` fits the weights on generated questions, in scope and out of it, over lists of three sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from bot.answering.search.ranking import Ranked

BY_CODE = 0.97
"""For an entry whose code was typed."""
AMONG_OTHERS = 0.3
"""For one whose code stands among words of which nothing is known."""
LEAST = 0.02
"""Shares below this are taken for it, for they have no logarithm."""

WEIGHTS: Mapping[str, float] = {
    "always": -5.746,
    "size": 1.160,
    "named": 0.000,
    "named, log": 2.992,
    "explained": 0.000,
    "explained, to the fourth": 3.113,
    "own": -0.839,
    "nothing own × size": -1.295,
    "slips": 0.000,
    "slips × size": 0.000,
    "slips squared": -1.351,
    "slipped × size": 0.000,
    "rivals × size": -0.396,
    "lost by known": 0.000,
    "lost by unknown × size": -0.250,
    "lost by everyday": 0.000,
    "lost by everyday × size": 0.000,
    "foreign": -2.097,
    "foreign × size": 0.000,
    "elsewhere": -4.340,
    "elsewhere × size": -0.168,
    "qualified": -15.546,
    "qualified × size": 0.000,
    "touched": -0.987,
    "touched × size": 0.000,
    "everyday × size": 0.000,
    "everyday where something is asked": 0.000,
    "everyday where nothing is asked": -0.272,
    "asking": -0.279,
    "nothing asked": -0.519,
    "ahead": 5.288,
    "ahead with slips": 0.000,
    "letters": 0.843,
    "letters with slips": 0.000,
    "words": 1.377,
}


def features(ranked: Ranked, size: int) -> dict[str, float]:
    """The numbers that the weights are for. ``ranked`` has a hit; ``size``: how many entries there are."""
    best, asked = ranked.hits[0], ranked.asked
    second = ranked.hits[1].score if len(ranked.hits) > 1 else 0.0
    large = math.log10(size + 10) / 6
    slipped = float(best.slips > 0)
    ahead = max(0.0, min(0.5, (best.score - second) / max(best.score, LEAST)))
    everyday = min(4, sum(word.sort == "everyday" for word in asked))
    asking = min(3, sum(word.sort == "ask" for word in asked))
    letters = math.log(1 + sum(len(word.text) for word in asked if word.readings and word.sort is None))
    known, unknown, ordinary = best.lost
    return {
        "always": 1.0,
        "size": large,
        "named": best.named,
        "named, log": math.log(max(LEAST, best.named)),
        "explained": best.explained,
        "explained, to the fourth": best.explained**4,
        "own": min(1.5, best.own),
        "nothing own × size": float(not best.own) * large,
        "slips": min(1.0, best.slips),
        "slips × size": min(1.0, best.slips) * large,
        "slips squared": min(1.0, best.slips) ** 2,
        "slipped × size": slipped * large,
        "rivals × size": math.log(1 + best.rivals) * large,
        "lost by known": min(2.0, known),
        "lost by unknown × size": min(2.0, unknown) * large,
        "lost by everyday": min(1.0, ordinary),
        "lost by everyday × size": min(1.0, ordinary) * large,
        "foreign": min(2, best.foreign),
        "foreign × size": min(2, best.foreign) * large,
        "elsewhere": min(2, best.elsewhere),
        "elsewhere × size": min(2, best.elsewhere) * large,
        "qualified": best.qualified,
        "qualified × size": best.qualified * large,
        "touched": best.touched,
        "touched × size": best.touched * large,
        "everyday × size": everyday * large,
        "everyday where something is asked": everyday * float(asking > 0),
        "everyday where nothing is asked": float(everyday > 0 and not asking),
        "asking": float(asking),
        "nothing asked": float(not asking),
        "ahead": ahead,
        "ahead with slips": ahead * slipped,
        "letters": letters,
        "letters with slips": letters * slipped,
        "words": math.log(1 + len(asked)),
    }


def confidence(ranked: Ranked, size: int) -> float:
    """0..1: how likely the first hit is the one meant; 0 when there is none."""
    if not ranked.hits:
        return 0.0
    if ranked.by_code:
        return BY_CODE if ranked.alone else AMONG_OTHERS
    weighed = sum(WEIGHTS[name] * value for name, value in features(ranked, size).items())
    return 1 / (1 + math.exp(-weighed))
