"""What is measured, and the shape in which a measurement tells what came out."""

from __future__ import annotations

from pathlib import Path

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"
"""The fact base that is measured."""
TODAY = "2026-11-21"
"""The day on which all questions are asked."""

Figures = dict[str, str]
"""What was measured → what came out, in words short enough for a line of a table."""
