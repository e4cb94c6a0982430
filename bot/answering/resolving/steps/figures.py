"""Headline numbers, and how they changed."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.model import Question
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.codes import asks_by_code
from bot.answering.search.finding import Found
from bot.answering.thresholds import FIGURE, FIGURE_EXPLAINS, FIGURE_OF_DATE
from bot.directory.model import Directory, Entry


def figure(case: Case) -> Resolution | None:
    """A headline number, of a year when one is named."""
    question, directory = case.question, case.directory
    counting = question.operation == "count" or question.history
    if not counting and not question.dates:
        return None
    counts = {directory.kinds[k].counts for k in question.kinds} - {""}
    kinds = {directory.entries[k.counts].kind for k in directory.kinds.values() if k.counts}
    found = case.find(kinds) if kinds else ()
    top = found[0] if found else None
    enough = FIGURE_OF_DATE if question.dates and counting else FIGURE
    placed = question.places or question.not_places
    if counts and placed:
        top = None  # how many of a kind are in a place is not how many there are
    if counts and top is not None and top.entry.id in {k.counts for k in directory.kinds.values()} - counts:
        top = None  # the number of another kind
    if top is not None and top.named >= enough and top.explained >= FIGURE_EXPLAINS:
        return number_of(top.entry, f"{top.name} is a headline number", found)
    plain = not (question.names_known if question.dates else question.names_something)
    whole = question.dates or not question.unexplained  # "how many agents of sectors" asks for another number
    of_one = not counting and asks_by_code(case)  # "which house has the sign 2004"
    if len(counts) == 1 and plain and whole and not of_one and not placed and not question.tags:
        entry = directory.entries[counts.pop()]
        return number_of(entry, "their number is a headline number", found)
    return None


def has_number(entry: Entry, directory: Directory) -> bool:
    return any(directory.attributes[fact.attribute].type == "number" for fact in entry.facts)


def as_number(resolution: Resolution, question: Question, directory: Directory) -> Resolution:
    """Of an entry that was named, the number on record when it is a number that was asked for."""
    named_one = resolution.outcome == "answer" and question.operation == "count" and not question.attributes
    if named_one and has_number(resolution.entries[0], directory):
        return replace(resolution, outcome="count", reason="figure")
    return resolution


def number_of(entry: Entry, why: str, found: tuple[Found, ...]) -> Resolution:
    return Resolution("count", "figure", why, 0.92, (entry,), found=found)
