"""What is asked of nothing, of others, or of a sort of thing as a whole."""

from __future__ import annotations

from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.figures import has_number, number_of
from bot.answering.search.candidates import judge

CONTACT = ("phone", "email", "code", "entry", "coverage", "parts")
"""Types of attributes that only a directory answers; rules come with hours, fees, places and pages as well."""


def empty(case: Case) -> Resolution | None:
    """Nothing that names anything: a follow-up to what was answered last, a greeting, or nothing at all."""
    question = case.question
    if question.names_something or question.kinds or question.places or question.tags or question.topics:
        return None
    if judge(case.find(), case.directory).sure:
        return None
    last = next((case.directory.entries[i] for i in case.ask.context if i in case.directory.entries), None)
    if last is not None and question.dates and has_number(last, case.directory):
        return number_of(last, f"goes on about {last.name}", ())
    if last is not None and question.attributes:
        return Resolution("answer", "found", f"goes on about {last.name}", 0.8, (last,))
    if question.attributes or question.rules or question.coverage or question.operation == "count":
        return Resolution("unknown", "nothing", "something is asked, but of what?", 0.0)
    return Resolution("help", "chat" if question.words else "empty", "nothing is asked", 1.0)


def elsewhere(case: Case) -> Resolution | None:
    """Another body's business, or a question about rules: pointed to, not answered."""
    question, directory = case.question, case.directory
    if not (question.named or question.topics or question.rules):
        return None
    ours = judge(case.ours(), directory)
    types = {directory.attributes[a].type for a in question.attributes}
    asks_contact = bool(types.intersection(CONTACT)) or ("address" in types and ours.sure and bool(question.kinds))
    theirs = [i for i in question.named if directory.kinds[directory.entries[i].kind].elsewhere]
    if question.topics and not (asks_contact and question.kinds and not question.rules):
        theirs += question.topics
    if theirs and not question.tags:
        entry = directory.entries[theirs[0]]
        return Resolution("unknown", "elsewhere", f"that is the business of {entry.name}", 0.0, (entry,))
    if question.rules and not asks_contact:
        near = ours.entries[:2] if ours.sure else ()
        return Resolution("unknown", "rules", "asks how something is done or allowed", 0.0, near)
    return None


def background(case: Case) -> Resolution | None:
    """What a sort of thing is or does: the entry that tells it."""
    question, directory = case.question, case.directory
    if question.operation != "describe":
        return None
    about = next((directory.kinds[k].about for k in question.kinds if directory.kinds[k].about), "")
    if not about or question.names_known or question.places:
        return None
    if not question.names_something or not judge(case.find(), directory).sure:
        return Resolution("answer", "found", "asks what such a thing is", 0.8, (directory.entries[about],))
    return None
