"""From what a question comes to, to the Answer: what is said, with facts, doubts, sources and dates."""

from __future__ import annotations

from bot.answering.model import Answer, Ask, Question
from bot.answering.outcomes.figures import number
from bot.answering.outcomes.nearest import nearest
from bot.answering.outcomes.one import one
from bot.answering.outcomes.page import Page
from bot.answering.outcomes.several import choices, counted, listed
from bot.answering.outcomes.unknown import unknown, usage
from bot.answering.resolution import Resolution
from bot.answering.whereabouts import Whereabouts
from bot.directory.model import Directory


def compose(resolution: Resolution, question: Question, ask: Ask, directory: Directory, whereabouts: Whereabouts) -> Answer:
    """The Answer to a settled question."""
    page = Page(resolution, question, ask, directory, whereabouts)
    if resolution.reason == "figure":
        return number(page)
    if resolution.reason == "nearest":
        return nearest(page)
    return {
        "answer": one,
        "choices": choices,
        "list": listed,
        "count": counted,
        "unknown": unknown,
        "help": usage,
    }[resolution.outcome](page)
