"""What a verdict on candidates comes to."""

from __future__ import annotations

from bot.answering.model import Question
from bot.answering.resolving.resolution import Resolution
from bot.answering.search.candidates import Verdict
from bot.answering.search.finding import Found


def settled(verdict: Verdict, found: tuple[Found, ...], question: Question) -> Resolution:
    """What the candidates' verdict comes to."""
    if not verdict.entries:
        return Resolution("unknown", "nothing", verdict.why, 0.0, found=found)
    kind = question.kinds[0] if question.kinds else ""
    if len(verdict.entries) == 1 and verdict.sure:
        return Resolution("answer", "found", verdict.why, verdict.confidence, verdict.entries, kind=kind, found=found)
    if verdict.sure and verdict.together:
        return Resolution(
            "list", "both", "each is named by words of its own", verdict.confidence, verdict.entries, kind=kind, found=found
        )
    if verdict.sure:
        return Resolution(
            "choices",
            "several",
            verdict.why,
            verdict.confidence / len(verdict.entries) + 0.2,
            verdict.entries[:10],
            kind=kind,
            found=found,
        )
    if len(verdict.entries) > 1:
        return Resolution(
            "choices", "near", verdict.why, verdict.confidence / 2, verdict.entries[:5], kind=kind, found=found
        )
    near = tuple(f.entry for f in found[:3])
    return Resolution("unknown", "near", verdict.why, 0.0, near, kind=kind, found=found)
