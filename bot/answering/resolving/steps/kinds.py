"""Any other kind is named."""

from __future__ import annotations

from bot.answering.model import Outcome, Question
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.resolving.steps.members import kind_alone
from bot.answering.resolving.steps.nearest import nearest_to
from bot.answering.resolving.steps.verdicts import settled
from bot.answering.resolving.walking import in_places, same_place
from bot.answering.search.candidates import Verdict, judge
from bot.answering.search.finding import Found
from bot.answering.thresholds import ANSWER, AWAY, BY_NAME, IN_FULL, MET, NAMED, OFFER, SAME_WORDS, THERE
from bot.answering.understanding.normalize import words
from bot.directory.model import Entry


def of_kind(case: Case) -> Resolution | None:
    """Any other kind is named: the entry of that kind, or the parts of that kind of what is named."""
    question, directory = case.question, case.directory
    if not question.kinds:
        return None
    if question.kinds[0] in question.plural and question.attributes and question.unexplained > 2:
        return None  # a plural in passing
    found = case.ours()
    verdict = judge(found, directory, question.kinds)
    if len(verdict.entries) > 1 and any(e.kind in case.ask.kinds for e in verdict.entries):
        found = tuple(f for f in found if f.entry.kind in case.ask.kinds)  # a command asks for nothing else
        verdict = judge(found, directory, question.kinds)
    of_kind_named = verdict.sure and found[0].named >= NAMED
    only_there = question.places and of_kind_named and not _is_asked_for(found[0], question)
    if not question.names_something and (only_there or not of_kind_named):
        return kind_alone(case, question.kinds[0])
    if not verdict.sure:
        return _unsure(case, found, verdict)
    if _is_asked_for(found[0], question):
        return settled(verdict, found, question)
    return _inside(case, found, verdict) or _beside(case, found, verdict)


def _unsure(case: Case, found: tuple[Found, ...], verdict: Verdict) -> Resolution:
    """Nothing is named for certain: the only one of the kind in a city named, or what of the kind comes near."""
    question, directory, kind = case.question, case.directory, case.question.kinds[0]
    if (here := _in_its_city(case)) is not None:
        return here
    same_kind = case.find(question.kinds)
    of_that_kind = judge(same_kind, directory, question.kinds)
    if found and _kind_is_in_name(question, found[0]):
        return settled(verdict, found, question)
    if not of_that_kind.entries:
        is_near = bool(found) and found[0].score >= OFFER
        if not is_near and (abroad := case.whereabouts.around(question, abroad=True)):
            return Resolution("unknown", "no-place", f"no {kind} in {abroad}", 0.0, kind=kind, place=abroad)
        if is_near and found[0].score >= THERE and found[0].entry.kind not in question.kinds:
            return _none_there(found[0].entry, case, found)
    return settled(of_that_kind if same_kind else verdict, same_kind or found, question)


def _inside(case: Case, found: tuple[Found, ...], verdict: Verdict) -> Resolution | None:
    """Something else is named: what of the kind is part of it, or itself where it is part of such."""
    question, directory = case.question, case.directory
    top = verdict.entries[0]
    for wanted in question.kinds:
        parts = tuple(p for e in verdict.entries for p in directory.parts_of(e, (wanted,)))
        if parts:
            why = f"{top.name} has {len(parts)} of kind {wanted}"
            outcome: Outcome = "answer" if len(parts) == 1 else "choices"
            return Resolution(outcome, "serves", why, 0.8, parts[:12], (top,), wanted, reach="itself", found=found)
    rank = directory.kinds[question.kinds[0]].rank
    inside_one = any(a.kind in question.kinds for a in directory.ancestors(top))
    as_much = found[0].explained - SAME_WORDS
    rivals = (f for f in case.find(question.kinds) if f.score >= OFFER and f.explained >= as_much and f.named >= BY_NAME)
    rival = next((f for f in rivals if f.entry not in directory.ancestors(top)), None)
    if directory.kinds[top.kind].rank == 3 and inside_one and rival is not None:
        why = f"{top.name} is named, but {rival.entry.name} is of the kind asked for"
        return Resolution("choices", "near", why, 0.4, (rival.entry, top), kind=question.kinds[0], found=found)
    if inside_one or (rank == 3 and (directory.kinds[top.kind].rank > 1 or _may_be_inside(question.kinds[0], top, case))):
        return settled(verdict, found, question)
    return None


def _beside(case: Case, found: tuple[Found, ...], verdict: Verdict) -> Resolution:
    """Something else is named: the one of the kind that is called so too, or that is where it is; or that none is there."""
    question, directory, kind = case.question, case.directory, case.question.kinds[0]
    top, rank = verdict.entries[0], directory.kinds[kind].rank
    same_kind = case.find(question.kinds)
    if same_kind and (of_that_kind := judge(same_kind, directory)).sure:
        return settled(of_that_kind, same_kind, question)
    alike = rank > 1 or directory.kinds[top.kind].rank == 1  # a house is not asked for by an office that is in its city
    in_place = (e for e in directory.entries.values() if e.kind == kind and same_place(e, top))
    near = tuple(in_place) if alike else ()
    if len(near) == 1:
        why = f"{near[0].name} is where {top.name} is"
        return Resolution("answer", "serves", why, 0.75, near, (top,), kind, reach="itself", found=found)
    if rank == 1 and found[0].named >= IN_FULL and not near:
        return settled(verdict, found, question)
    return _none_there(top, case, found)


def _in_its_city(case: Case) -> Resolution | None:
    """The only one of the kinds asked for that stands in the city named, though no word of its own name was said."""
    said = {w for t in case.question.terms if not (t.kinds or t.place) for w, alike in t.spellings if alike > MET}
    found = case.find(case.question.kinds)
    here = [f for f in found if f.entry.place.city and said.issuperset(words(f.entry.place.city))]
    if case.question.places:
        here = [f for f in here if in_places([f.entry], case.place_codes, case.directory)]
    if len(here) != 1 or here[0].explained < AWAY:
        return None
    why = f"{here[0].entry.name} is the only one in {here[0].entry.place.city}"
    kind = here[0].entry.kind
    return Resolution("answer", "found", why, max(here[0].score, ANSWER), (here[0].entry,), kind=kind, found=found)


def _may_be_inside(kind: str, whole: Entry, case: Case) -> bool:
    """Whether any of a kind is part of a thing of that sort: a desk is part of a house, never a guard post."""
    entries, parts = case.directory.entries, case.directory.parts
    return any(entries[part].kind == kind for id in parts if entries[id].kind == whole.kind for part in parts[id])


def _none_there(thing: Entry, case: Case, found: tuple[Found, ...]) -> Resolution:
    """Something is named, but has nothing of the kind asked for: what is nearest of it, and the thing itself."""
    kind = case.question.kinds[0]
    why = f"{thing.name} is named, but no {kind} there"
    near = () if case.directory.kinds[kind].fallback else nearest_to(thing, kind, case)
    entries, ways = (*(e for e, _ in near), thing), tuple(way for _, way in near)
    return Resolution("unknown", "none-there", why, 0.0, entries, (thing,), kind, found=found, ways=ways)


def _is_asked_for(found: Found, question: Question) -> bool:
    """Whether an entry is of a kind asked for, or the words for that kind are part of its name."""
    return found.entry.kind in question.kinds or _kind_is_in_name(question, found)


def _kind_is_in_name(question: Question, found: Found) -> bool:
    """Whether the words for a kind are only part of the name: "museum" of the World Museum Council."""
    met = {word for word, _ in found.matched}
    return all(any(word in met for word, _ in term.spellings) for term in question.terms if term.kinds)
