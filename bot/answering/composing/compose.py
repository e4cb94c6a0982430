"""From what a question comes to, to the Answer: what is said, with facts, doubts, sources and dates."""

from __future__ import annotations

from bot.answering.composing.outcomes.each import compared, each
from bot.answering.composing.outcomes.figures import number
from bot.answering.composing.outcomes.nearest import nearest
from bot.answering.composing.outcomes.one import one
from bot.answering.composing.outcomes.page import Page
from bot.answering.composing.outcomes.regions import of_region
from bot.answering.composing.outcomes.several import choices, counted, listed
from bot.answering.composing.outcomes.unknown import unknown, usage
from bot.answering.model import Answer
from bot.answering.resolving.resolution import Case, Resolution


def compose(resolution: Resolution, case: Case) -> Answer:
    """The Answer to a settled question."""
    page = Page(resolution, case)
    by_reason = {"figure": number, "nearest": nearest, "each": each, "compared": compared, "region": of_region}
    by_outcome = {
        "answer": one,
        "choices": choices,
        "list": listed,
        "count": counted,
        "unknown": unknown,
        "help": usage,
    }
    return by_reason.get(resolution.reason, by_outcome[resolution.outcome])(page)
