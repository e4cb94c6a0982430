"""How a contender did on a list."""

from __future__ import annotations

from dataclasses import dataclass

OURS = "this engine"
THROUGH = 0.02
"""The share of questions out of scope that may get an answer."""
RECALL = 0.95
"""The share of questions in scope that get an answer, where oddly put ones are judged."""
FEW = 400
"""With fewer questions seen a result is marked."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a contender did on a list. Shares are 0..1."""

    contender: str
    size: int
    seen: int
    """Questions asked."""
    top1: float
    """Right entry first, of questions in scope."""
    right: float
    """Right entry first and above the level of confidence that ``THROUGH`` of the questions out of scope reach."""
    odd: float
    """The same of oddly put questions, above the level that ``RECALL`` of the questions in scope reach."""
    far: float
    """Questions about other matters answered at that level,"""
    near: float
    """and questions about places that are not listed."""
    p50: float
    p99: float
    """Milliseconds there and back."""
    built: float
    """Seconds from start to ready."""
    memory: float
    """Most megabytes ever resident."""
