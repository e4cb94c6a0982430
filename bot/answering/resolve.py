"""From a Question to what it comes to: which entries, reached how, and how sure. Says nothing; composing does.

Each step looks whether the question is its business and returns None when it is not; the first that settles it wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answering.index import Found, Index
from bot.answering.model import Ask, Outcome, Question
from bot.answering.resolution import Case, Resolution
from bot.answering.search import (
    ANSWER,
    FIGURE,
    FIGURE_EXPLAINS,
    FIGURE_OF_DATE,
    IN_FULL,
    NAMED,
    OFFER,
    THERE,
    WHOLLY,
    Verdict,
    judge,
)
from bot.answering.walking import belonging, in_places, same_place, serving_kinds, walk, walk_from_places
from bot.directory.model import Directory, Entry

CONTACT = ("phone", "email", "code", "entry", "coverage", "parts")
"""Types of attributes that only a directory answers; rules come with hours, fees, places and pages as well."""


def resolve(question: Question, ask: Ask, directory: Directory, index: Index) -> Resolution:
    """Settles a question."""
    case = Case(question, ask, directory, index)
    for step in STEPS:
        resolution = step(case)
        if resolution is not None:
            return _as_number(resolution, question, directory)
    return Resolution("unknown", "nothing", "no word of it names anything here", 0.0)


# --- steps --------------------------------------------------------------------------------------------------------------


def by_code(case: Case) -> Resolution | None:
    """A code or a phone number: exactly the entries that have it."""
    question = case.question
    if not question.codes:
        return None
    years = {date[:4] for date in question.dates}
    alone = len(question.words) == len(question.codes)
    codes = [c for c in question.codes if c not in years or alone]
    if not codes:
        return None
    hits = list(dict.fromkeys(case.directory.entries[i] for code in codes for i in case.index.by_code(code)))
    wanted = [e for e in hits if e.kind in question.kinds]
    hits = wanted or hits
    if not hits:
        if all(len(code) < 7 for code in codes):
            return None
        return Resolution("unknown", "no-code", f"no entry has {', '.join(codes)}", 0.0)
    if len(codes) > 1 and all(case.index.by_code(code) for code in codes) and len(hits) > 1:
        return Resolution("list", "both", f"each of {', '.join(codes)} is known", 0.9, tuple(hits[:10]))
    rank = min(case.directory.kinds[e.kind].rank for e in hits)
    best = [e for e in hits if case.directory.kinds[e.kind].rank == rank]
    beside = tuple(e for e in hits if e not in best)[:4]
    why = f"{', '.join(codes)} stands exactly in {', '.join(e.name for e in best[:4])}"
    if len(best) > 1:
        first = [e for e in best if _is_its_own(e, codes)]
        best, beside = (first, tuple(e for e in hits if e not in first)[:4]) if len(first) == 1 else (best, beside)
    if len(best) == 1:
        return Resolution("answer", "code", why, 0.99, (best[0],), beside=beside)
    whole = [e for e in best if all(e is o or e in case.directory.ancestors(o) for o in best)]
    if whole:
        return Resolution("answer", "code", why, 0.95, (whole[0],), beside=tuple(e for e in best if e is not whole[0])[:4])
    return Resolution("choices", "several", why, 0.6, tuple(best[:10]))


def empty(case: Case) -> Resolution | None:
    """Nothing that names anything: a follow-up to what was answered last, a greeting, or nothing at all."""
    question = case.question
    if question.names_something or question.kinds or question.places or question.tags:
        return None
    if judge(case.find(), case.directory).sure:
        return None
    last = next((case.directory.entries[i] for i in case.ask.context if i in case.directory.entries), None)
    if last is not None and question.dates and _has_number(last, case.directory):
        return _figure(last, f"goes on about {last.name}", ())
    if last is not None and question.attributes:
        return Resolution("answer", "found", f"goes on about {last.name}", 0.8, (last,))
    if question.attributes or question.rules:
        return Resolution("unknown", "nothing", "a fact is asked for, but of what?", 0.0)
    return Resolution("help", "empty", "nothing is asked", 1.0)


def elsewhere(case: Case) -> Resolution | None:
    """Another body's business, or a question about rules: pointed to, not answered."""
    question, directory = case.question, case.directory
    asks_contact = any(directory.attributes[a].type in CONTACT for a in question.attributes)
    theirs = [i for i in question.named if directory.kinds[directory.entries[i].kind].elsewhere]
    ours = judge(case.ours(), directory)
    wanted_here = asks_contact and not question.rules and (ours.sure or bool(question.kinds))
    if question.topics and not wanted_here:
        theirs += question.topics
    if theirs and not question.tags:
        entry = directory.entries[theirs[0]]
        return Resolution("unknown", "elsewhere", f"that is the business of {entry.name}", 0.0, (entry,))
    if question.rules and not asks_contact:
        near = ours.entries[:2] if ours.sure else ()
        return Resolution("unknown", "rules", "asks how something is done or allowed", 0.0, near)
    return None


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
    if top is not None and top.named >= enough and top.explained >= FIGURE_EXPLAINS:
        return _figure(top.entry, f"{top.name} is a headline number", found)
    plain = not (question.names_known if question.dates else question.names_something)
    whole = question.dates or not question.unexplained  # "how many agents of sectors" asks for another number
    if len(counts) == 1 and plain and whole and not question.places and not question.tags:
        entry = directory.entries[counts.pop()]
        return _figure(entry, "their number is a headline number", found)
    return None


def background(case: Case) -> Resolution | None:
    """What a sort of thing is or does: the entry that tells it."""
    question, directory = case.question, case.directory
    if question.operation != "describe":
        return None
    about = next((directory.kinds[k].about for k in question.kinds if directory.kinds[k].about), "")
    verdict = judge(case.find(), directory)
    of_one = question.names_known or question.places
    if about and not of_one and (not verdict.sure or not question.names_something):
        return Resolution("answer", "found", "asks what such a thing is", 0.8, (directory.entries[about],))
    return None


def members(case: Case) -> Resolution | None:
    """A list or a count of entries of a kind: all, those in a place, those with a trait, those that belong to an entry."""
    question, directory = case.question, case.directory
    counting = question.operation == "count"
    wanted = serving_kinds(question, directory) or question.kinds or question.tags
    plural = bool(wanted) and wanted[0] in question.plural
    if not wanted or not (counting or question.several or plural):
        return None
    if not counting and not question.several and question.attributes and question.unexplained > 2:
        return None  # a plural in passing
    if question.names_something:
        inside = belonging(case)
        if inside is not None or not (question.places or (question.tags and not question.kinds)):
            return inside
    tagged = [e for e in directory.entries.values() if question.tags and set(question.tags) <= set(e.tags)]
    if question.kinds:
        entries = [e for e in tagged if e.kind in question.kinds]
        entries = entries or [e for e in directory.entries.values() if e.kind == question.kinds[0]]
    else:
        entries = tagged
    if counting and question.dates:
        return None  # how many there were is a figure, not what is on record today
    places = case.place_codes
    if places:
        entries = in_places(entries, places)
    if not entries:
        return None
    kind = question.kinds[0] if question.kinds and entries[0].kind in question.kinds else entries[0].kind
    why = f"all entries of kind {kind}" + (f" in {', '.join(places[:3])}" if places else "")
    one: Outcome = "answer" if len(entries) == 1 and not question.several else "list"
    return Resolution(
        "count" if counting else one, "members", why, 0.9, tuple(entries), kind=kind, place=places[0] if places else ""
    )


def served(case: Case) -> Resolution | None:
    """A kind that serves others is named: the one of that name, or else the one that serves what is named."""
    question, directory = case.question, case.directory
    wanted = serving_kinds(question, directory)
    if not wanted:
        return None
    found = case.find(wanted[:1])
    verdict = judge(found, directory, wanted)
    direct = bool(found) and verdict.sure and found[0].named >= NAMED
    by_place = question.coverage and (found[0].named < IN_FULL or found[0].explained < WHOLLY) if direct else False
    by_place = by_place or any("|" in place for place in question.places)  # a county is always walked from
    if direct and not by_place:
        rivals = tuple(f.entry for f in found if f.named >= NAMED and f.entry not in verdict.entries)
        return replace(_verdict(verdict, found, question), beside=rivals[:3])
    way = walk(case, wanted)
    if direct and (way is None or way.outcome == "unknown"):
        return _verdict(verdict, found, question)
    if way is not None:
        return way
    if not question.names_something:
        return _of_kind(case, wanted[0])
    if verdict.sure:
        return _verdict(verdict, found, question)
    others = case.find(wanted[1:]) if wanted[1:] else ()
    if others and judge(others, directory).sure:
        return _verdict(judge(others, directory), others, question)
    near = tuple(f.entry for f in case.ours() if f.score >= ANSWER)
    fallback = directory.kinds[wanted[0]].fallback
    if fallback:
        near = (directory.entries[fallback], *near)
    why = f"no {wanted[0]} fits, and nothing it could serve is named"
    return Resolution("unknown", "near" if near else "nothing", why, 0.0, near[:3], kind=wanted[0], found=found)


def of_kind(case: Case) -> Resolution | None:
    """Any other kind is named: the entry of that kind, or the parts of that kind of what is named."""
    question, directory = case.question, case.directory
    if not question.kinds:
        return None
    if question.operation == "nearest":
        near = tuple(f.entry for f in case.find(question.kinds) if f.score >= OFFER)
        return Resolution("unknown", "near", "distances are not known", 0.0, near[:3], kind=question.kinds[0])
    if question.kinds[0] in question.plural and question.attributes and question.unexplained > 2:
        return None  # a plural in passing
    found = case.ours()
    verdict = judge(found, directory, question.kinds)
    if not question.names_something and not (verdict.sure and found[0].named >= NAMED):
        return _of_kind(case, question.kinds[0])
    if not verdict.sure:
        same_kind = case.find(question.kinds)
        of_that_kind = judge(same_kind, directory)
        if found and _kind_is_in_name(question, found[0]):
            return _verdict(verdict, found, question)
        if not of_that_kind.entries and found and found[0].score >= THERE and found[0].entry.kind not in question.kinds:
            return _none_there(found[0].entry, question, found)
        return _verdict(of_that_kind if same_kind else verdict, same_kind or found, question)
    top = verdict.entries[0]
    if top.kind in question.kinds or _kind_is_in_name(question, found[0]):
        return _verdict(verdict, found, question)
    for wanted in question.kinds:
        inside = tuple(p for e in verdict.entries for p in directory.parts_of(e, (wanted,)))
        if inside:
            why = f"{top.name} has {len(inside)} of kind {wanted}"
            outcome: Outcome = "answer" if len(inside) == 1 else "choices"
            return Resolution(outcome, "serves", why, 0.8, inside[:12], (top,), wanted, reach="itself", found=found)
    rank = directory.kinds[question.kinds[0]].rank
    inside_one = any(a.kind in question.kinds for a in directory.ancestors(top))
    same_kind = case.find(question.kinds)
    rival = next((f for f in same_kind if f.score >= OFFER and f.entry not in directory.ancestors(top)), None)
    if directory.kinds[top.kind].rank == 3 and inside_one and rival is not None:
        why = f"{top.name} is named, but {rival.entry.name} is of the kind asked for"
        return Resolution("choices", "near", why, 0.4, (rival.entry, top), kind=question.kinds[0], found=found)
    if rank == 3 or inside_one:
        return _verdict(verdict, found, question)
    if same_kind and judge(same_kind, directory).sure:
        return _verdict(judge(same_kind, directory), same_kind, question)
    beside = tuple(e for e in directory.entries.values() if e.kind == question.kinds[0] and same_place(e, top))
    if len(beside) == 1:
        why = f"{beside[0].name} is where {top.name} is"
        return Resolution("answer", "serves", why, 0.75, beside, (top,), question.kinds[0], reach="itself", found=found)
    if rank == 1 and found[0].named >= IN_FULL and not beside:
        return _verdict(verdict, found, question)
    return _none_there(top, question, found)


def covering(case: Case) -> Resolution | None:
    """Who covers a place, with no kind named: whoever is recorded to."""
    question, directory = case.question, case.directory
    places = case.place_codes
    if question.names_something or not places:
        return None
    entries = [directory.entries[i] for p in places for i in directory.covered_by.get(p, ())]
    if not question.coverage:
        standing = [e for e in directory.entries.values() if directory.kinds[e.kind].rank == 1 and e.place.state in places]
        entries += [e for e in standing if not question.tags or set(question.tags) & set(e.tags)] or standing
    entries = list(dict.fromkeys(e for e in entries if e.kind not in question.not_kinds))
    if not entries:
        return Resolution("unknown", "not-covered", "nothing is recorded for the place", 0.0, place=places[0])
    if len(entries) == 1 and (question.coverage or question.attributes or not question.unexplained):
        return Resolution(
            "answer", "serves", "the only one recorded for the place", 0.75, (entries[0],), place=places[0], reach="place"
        )
    return Resolution("choices", "several", "several are recorded for the place", 0.5, tuple(entries[:12]), place=places[0])


def named(case: Case) -> Resolution | None:
    """The entry that the words name; what it is part of, when that is asked."""
    directory = case.directory
    found = case.ours()
    settled = _verdict(judge(found, directory), found, case.question)
    if case.question.operation == "count" and settled.outcome == "answer" and not case.question.attributes:
        return replace(settled, outcome="unknown", reason="near", why="a number is asked for that is not on record")
    thing = settled.entries[0] if settled.outcome == "answer" else None
    if thing is not None and case.question.places and "covers" in directory.kinds[thing.kind].attributes:
        # "Utah: the east or the west desk?" asks which of them covers it
        here = walk_from_places(case, thing.kind)
        settled = next((way for way in here if way.outcome == "answer" and way.reach == "place"), settled)
    if thing is not None and thing.part_of and case.question.attributes == ("part_of",):
        return replace(settled, reason="serves", entries=(directory.entries[thing.part_of],), via=(thing,), reach="itself")
    return settled


Step = Callable[[Case], Resolution | None]
STEPS: tuple[Step, ...] = (by_code, empty, elsewhere, figure, background, members, served, of_kind, covering, named)


# --- their parts --------------------------------------------------------------------------------------------------------


def _verdict(verdict: Verdict, found: tuple[Found, ...], question: Question) -> Resolution:
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


def _none_there(thing: Entry, question: Question, found: tuple[Found, ...]) -> Resolution:
    """Something is named, but has nothing of the kind asked for."""
    kind = question.kinds[0]
    why = f"{thing.name} is named, but no {kind} there"
    return Resolution("unknown", "none-there", why, 0.0, (thing,), (thing,), kind, found=found)


def _kind_is_in_name(question: Question, found: Found) -> bool:
    """Whether the words for a kind are only part of the name: "museum" of the World Museum Council."""
    met = {word for word, _ in found.matched}
    return all(any(word in met for word, _ in term.spellings) for term in question.terms if term.kinds)


def _is_its_own(entry: Entry, codes: list[str]) -> bool:
    """Whether a number typed is the first of the entry's own, not one that it mentions under a label."""
    first = next((f for f in entry.facts if f.phones and not f.former), None)
    return first is not None and not first.label and any(p.e164.endswith(code) for p in first.phones for code in codes)


def _has_number(entry: Entry, directory: Directory) -> bool:
    return any(directory.attributes[fact.attribute].type == "number" for fact in entry.facts)


def _as_number(resolution: Resolution, question: Question, directory: Directory) -> Resolution:
    """Of an entry that was named, the number on record when it is a number that was asked for."""
    named_one = resolution.outcome == "answer" and question.operation == "count" and not question.attributes
    if named_one and _has_number(resolution.entries[0], directory):
        return replace(resolution, outcome="count", reason="figure")
    return resolution


def _figure(entry: Entry, why: str, found: tuple[Found, ...]) -> Resolution:
    return Resolution("count", "figure", why, 0.92, (entry,), found=found)


def _of_kind(case: Case, wanted: str) -> Resolution:
    """Only a kind was named: its last resort, the only one there is, or the question back: which one?"""
    question, directory = case.question, case.directory
    kind = directory.kinds[wanted]
    all_of_kind = tuple(e for e in directory.entries.values() if e.kind == kind.id)
    # a trait that none of the kind has tells nothing of it
    entries = tuple(e for e in all_of_kind if set(question.tags) <= set(e.tags)) or all_of_kind
    if question.places:
        here = tuple(in_places(entries, case.place_codes))
        if not here:
            return Resolution(
                "unknown", "no-place", f"no {kind.id} in the place", 0.0, kind=kind.id, place=case.place_codes[0]
            )
        if len(here) == 1:
            return Resolution("answer", "found", f"the only {kind.id} there", 0.85, here, kind=kind.id)
        outcome: Outcome = "choices" if "covers" in kind.attributes and kind.id not in question.plural else "list"
        return Resolution(
            outcome, "members", f"all of kind {kind.id} there", 0.7, here, kind=kind.id, place=case.place_codes[0]
        )
    if kind.fallback and question.unexplained > 1:
        why = "the general one of its kind, but the question names more than that"
        return Resolution("unknown", "near", why, 0.0, (directory.entries[kind.fallback],), kind=kind.id)
    if kind.fallback:
        return Resolution(
            "answer", "found", "the general one of its kind", 0.85, (directory.entries[kind.fallback],), kind=kind.id
        )
    if len(entries) == 1:
        return Resolution("answer", "found", "the only one of its kind", 0.9, entries, kind=kind.id)
    return Resolution("unknown", "which", "a kind is named, but not which one", 0.0, entries[:3], kind=kind.id)
