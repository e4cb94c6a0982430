"""Fits the weights of the confidence on generated questions and prints them: they belong in ``search/confidence.py``.

    python -m bench.calibrate

Printed after them: how often an answer of so much confidence is right, on questions in other words than those fitted to.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from sklearn.preprocessing import StandardScaler

from bench.adapter import KNOWLEDGE
from bench.places import Asked, directory, questions
from bot.answering.search.confidence import BY_CODE, features
from bot.answering.search.listing import Listing, in_memory
from bot.answering.search.ranking import Ranked
from bot.answering.search.store import Line
from bot.directory.loader import load

QUESTIONS = 1600
LISTS = ((405, 1), (405, 2), (500, 1), (500, 2), (2000, 1), (25_000, 1), (25_000, 2), (25_000, 3), (150_000, 1))
"""Sizes and seeds of the lists."""
WORTH = {"odd": 2.5, "far": 2.0, "near": 2.0}
"""How much a question of a sort counts in the fit; any other counts once,"""
ODD_OF_FEW = 6.5
"""and oddly put ones so much in small lists, where hardly anything else is like the words of a name."""
FEW = 500
"""Entries that a small list has at most."""
STIFFNESS = 3.0
"""Strength of regularisation."""
FOR = ("named", "core", "ahead", "letters", "beside")
AGAINST = (
    "slip",
    "lost",
    "foreign",
    "elsewhere",
    "qualified",
    "remade",
    "led",
    "followed",
    "regional",
    "everyday",
    "abroad",
)
"""How the numbers begin that may only raise or only lower the confidence, so that more errors never mean more of it."""

Row = tuple[dict[str, float], bool, float]
"""The evidence, whether the first hit was right, and how much the question counts."""


def rows(listing: Listing, asked: list[Asked]) -> list[Row]:
    """The questions for which anything was found."""
    found: list[Row] = []
    for question in asked:
        ranked: Ranked = listing.ranking.rank(question.text)
        if ranked.hits and not ranked.by_code:
            right = ranked.hits[0].entry.id in question.right
            few = question.sort == "odd" and len(listing) <= FEW
            worth = ODD_OF_FEW if few else WORTH.get(question.sort, 1.0)
            found.append((features(ranked, len(listing), listing.makers), right, worth))
    return found


def main() -> None:
    """Prints weights and reliability."""
    spoken = load(KNOWLEDGE)
    tune: list[Row] = []
    judge: list[Row] = []
    for size, seed in LISTS:
        listed, unlisted = directory(size, seed)
        listing = in_memory((Line(p.id, p.name, (p.region, p.extra), p.code) for p in listed), spoken)
        for part, into in (("tune", tune), ("judge", judge)):
            into += rows(listing, questions(listed, unlisted, part, QUESTIONS, seed))
    names = [name for name in tune[0][0] if name != "always"]
    scaler = StandardScaler().fit(_table(tune, names))
    fitted = fit(scaler.transform(_table(tune, names)), tune, names)
    weights = fitted[1:] / scaler.scale_
    always = fitted[0] - float(np.dot(weights, scaler.mean_))
    print("WEIGHTS: Mapping[str, float] = {")
    print(f'    "always": {always:.3f},')
    print("".join(f'    "{name}": {weight:.3f},\n' for name, weight in zip(names, weights, strict=True)) + "}\n")
    print("confidence   questions  right (codes are given", BY_CODE, "outright)")
    sure = 1 / (1 + np.exp(-always - _table(judge, names) @ weights))
    right = np.array([r for _, r, _ in judge])
    for low in np.arange(0, 1, 0.1):
        here = (sure >= low) & (sure < low + 0.1)
        if here.any():
            print(f"{low:.1f} - {low + 0.1:.1f}  {here.sum():9}  {right[here].mean():5.0%}")


def fit(table: np.ndarray, rows: list[Row], names: list[str]) -> np.ndarray:
    """Weights of a logistic function, that of no column first, within the signs that they may have."""
    sign = np.array([1.0 if right else -1.0 for _, right, _ in rows])
    worth = np.array([worth for _, _, worth in rows])
    signed = np.hstack([np.ones((len(rows), 1)), table]) * sign[:, None]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signed @ weights
        wrong = worth / (1 + np.exp(np.clip(margin, -500, 500)))
        stiff = STIFFNESS * np.append(0.0, weights[1:])
        return float(worth @ np.logaddexp(0, -margin) + stiff @ weights / 2), stiff - wrong @ signed

    bounds = [(None, None), *(_bounds(n) for n in names)]
    return np.asarray(minimize(loss, np.zeros(len(bounds)), jac=True, bounds=bounds, options={"maxiter": 5000}).x)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name.endswith("× size") and not name.startswith(AGAINST):
        return None, None
    return (0, None) if name.startswith(FOR) else (None, 0) if name.startswith(AGAINST) else (None, None)


def _table(rows: list[Row], names: list[str]) -> np.ndarray:
    return np.array([[numbers[name] for name in names] for numbers, _, _ in rows])


if __name__ == "__main__":
    main()
