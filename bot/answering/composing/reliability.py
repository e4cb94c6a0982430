"""What the engine's own sureness is worth: how often answers as sure as that were right."""

from __future__ import annotations

from bisect import bisect_right

OBSERVED = (
    (0.0, 0.6), (0.45, 0.88), (0.55, 0.95), (0.7, 0.965), (0.8, 0.975),
    (0.86, 0.985), (0.92, 0.99), (0.99, 0.996), (1.0, 1.0),
)  # fmt: skip
"""Sureness, and the share of answers that were right: of some 8,700 to questions made with the phrasings for tuning and to
three sets written by people. ``python -m bench answers`` prints how it holds on others."""


def calibrated(sureness: float) -> float:
    """How likely an answer of this sureness is right, 0..1: between the points observed, on a straight line."""
    at = min(max(1, bisect_right(OBSERVED, (sureness, 1.0))), len(OBSERVED) - 1)
    (low, from_), (high, to) = OBSERVED[at - 1], OBSERVED[at]
    return round(from_ + (to - from_) * (min(1.0, sureness) - low) / (high - low), 3)
