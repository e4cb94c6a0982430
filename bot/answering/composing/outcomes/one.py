"""One entry is the answer: the fact asked for, or its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.composing.outcomes.lacking import lacking, parts_with, served_without, through
from bot.answering.composing.outcomes.opening import local_time, open_now, open_then, other_hours, status, time_abroad
from bot.answering.composing.outcomes.page import OWN, REACHABLE, Page
from bot.answering.model import Answer, Question, ShownFact
from bot.answering.resolving.steps.addresses import stands_at
from bot.answering.thresholds import WHOLLY
from bot.directory.model import Entry, Fact


def one(page: Page) -> Answer:
    """The answer about the first entry, with the one that stands in for it where it has nothing of its own."""
    entry = page.resolution.entries[0]
    by_itself = _answered_by_itself(page)
    asked = () if by_itself else page.facts.asked(entry, page.question)
    if (at_hours := _of_parts(page, entry, asked)) is not None:
        page, asked = Page(page.resolution, replace(page.case, question=at_hours)), ()
    if (told := _whether_open(page, entry, asked)) is not None:
        return told
    card = page.facts.card(entry)
    notes = page.way(entry) + _lacking_beside(page, entry, asked)
    if page.question.attributes and not asked and (reached := _reached(page, entry, card)):
        notes += (page.words.say("missing", label=page.labels_asked(), name=entry.name),)
        asked = reached
    if (page.question.attributes and not asked) or _unreachable(page, entry):
        if (told := _by_another(page, entry, card, notes)) is not None:
            return told
        if page.question.attributes and not by_itself:
            served = page.resolution.reason == "serves"
            return served_without(page, entry, card, notes) if served else lacking(page, entry, card)
    return _told(page, entry, asked or _hinted(page, card), card, notes, by_itself)


def _whether_open(page: Page, entry: Entry, asked: tuple[ShownFact, ...]) -> Answer | None:
    """The time there, or whether it is open, where that is asked and can be told."""
    question = page.question
    if question.clock and (told := local_time(page)) is not None:
        return told
    if (told := open_then(page, entry, asked)) is not None:
        return told
    # "is it open in July" asks for another time than now
    asks_now = any(w.meaning == "open-now" for w in question.words) or not question.everyday
    return open_now(page, entry, asked) if question.operation == "open-now" and asks_now else None


def _by_another(page: Page, entry: Entry, card: tuple[ShownFact, ...], notes: tuple[str, ...]) -> Answer | None:
    """What the last resort of its kind, the thing that it is a small part of, or a desk on its phone has to give for it."""
    fallback = _fallback_for(page, entry)
    if fallback is not None and (lent := _lent(page, fallback)):
        return through(page, entry, fallback, lent, notes, card)
    if page.question.attributes and page.directory.kinds[entry.kind].rank == 3 and entry.part_of:
        whole = page.directory.entries[entry.part_of]
        if of_whole := page.facts.asked(whole, page.question):
            return through(page, entry, whole, of_whole, notes, card)
        other = _on_its_phone(page, entry, whole)
        if other and (of_other := tuple(s for s in page.facts.asked(other, page.question) if page.type_of(s) in REACHABLE)):
            return through(page, entry, other, of_other, notes, card)
    return None


def _on_its_phone(page: Page, entry: Entry, whole: Entry) -> Entry | None:
    """The one other part of the same whole that answers its telephone, a desk under two names; of a switchboard none."""
    own = _phones(entry)
    parts = (page.directory.entries[i] for i in page.directory.parts.get(whole.id, ()))
    found = [part for part in parts if part.id != entry.id and not own.isdisjoint(_phones(part))]
    return found[0] if len(found) == 1 else None


def _phones(entry: Entry) -> frozenset[str]:
    return frozenset(phone.e164 for fact in entry.facts if not fact.former for phone in fact.phones)


def _hinted(page: Page, card: tuple[ShownFact, ...]) -> tuple[ShownFact, ...]:
    """Facts to open with though no word asks for one: what it is, where that is asked, or what other words point to."""
    resolution, question = page.resolution, page.question
    if question.operation == "describe":
        return tuple(sorted((s for s in card if page.type_of(s) == "text"), key=lambda s: -len(s.fact.value)))[:1]
    wholly_named = not resolution.found or resolution.found[0].named >= WHOLLY
    if not question.attributes and wholly_named and resolution.reason != "code":
        return page.facts.hinted(card, question)
    return ()


def _told(
    page: Page,
    entry: Entry,
    asked: tuple[ShownFact, ...],
    card: tuple[ShownFact, ...],
    notes: tuple[str, ...],
    with_card: bool,
) -> Answer:
    """The facts that answer, or the card."""
    resolution, directory = page.resolution, page.directory
    headline = asked[0].fact.value if asked else _headline(page, entry, card)
    lead = page.fact_line(asked[0]) if asked else page.words.entry(entry)
    if headline == entry.name:
        lead = page.words.kind(directory.kinds[entry.kind])
    notes += _hours_now(page, entry, asked, card)
    notes += other_hours(page, entry, asked)
    if resolution.reason == "code" and _is_former(page, entry):
        notes += (page.words.say("former"),)
    notes += page.doubts(asked or card[:1], entry)
    notes += _beside(page)
    entries: tuple[Entry, ...] = (entry,)
    stated = asked or _stated(page, entry, headline, card)
    if entry.part_of and directory.kinds[entry.kind].rank == 3 and not page.reachable(card):
        whole = directory.entries[entry.part_of]
        notes += (page.words.say("through", name=page.named_with_phone(whole)),)
        entries = (entry, whole)
        stated += tuple(filter(None, [page.phone(page.facts.card(whole))]))
    return page.made("answer", headline, lead, notes, entries, stated, card, resolution.via, with_card=with_card)


def _of_parts(page: Page, entry: Entry, asked: Sequence[ShownFact]) -> Question | None:
    """The question for hours alone where only parts have any, and all that is told is what the word for hours may ask for
    as well: "open", a status; else None.
    """
    question, attributes = page.question, page.directory.attributes
    hours = tuple(a for a in question.attributes if attributes[a].type == "hours")
    with_hours = {a for meanings in question.asked if not set(hours).isdisjoint(meanings) for a in meanings}
    told = {s.fact.attribute for s in asked}
    if not told or not told <= with_hours.difference(hours):
        return None
    at_hours = replace(question, attributes=hours)
    return at_hours if parts_with(page, entry, at_hours) else None


def _lacking_beside(page: Page, entry: Entry, asked: Sequence[ShownFact]) -> tuple[str, ...]:
    """That nothing is on record of what is asked for beside facts that are."""
    told = {s.fact.attribute for s in asked}
    question = page.question
    missing = [a[0] for a in question.asked if a and told and told.isdisjoint(a) and a[0] in question.attributes]
    if not missing:
        return ()
    labels = ", ".join(page.words.attribute(page.directory.attributes[a]).lower() for a in dict.fromkeys(missing))
    return (page.words.say("missing", label=labels, name=entry.name),)


def _stated(page: Page, entry: Entry, headline: str, card: tuple[ShownFact, ...]) -> tuple[ShownFact, ...]:
    """The facts that an answer rests on though none was asked for: the code typed, the number shown, what is covered."""
    resolution = page.resolution
    if resolution.reason == "code":
        return tuple(s for s in page.facts.every(entry) if _has_typed(page, s.fact))
    if resolution.reason == "serves":
        last = resolution.via[-1] if resolution.via else None
        if last is not None and last.part_of == entry.id:
            return page.facts.of(last, "part_of")[:1]
        if entry.covers:
            return page.facts.of(entry, "covers")[:1]
    return tuple(s for s in card if s.fact.value == headline)[:1]


def _headline(page: Page, entry: Entry, card: tuple[ShownFact, ...]) -> str:
    """What a card opens with: how to reach it, or its name."""
    if page.resolution.reason in ("serves", "code") and not page.directory.kinds[entry.kind].fallback:
        return entry.name
    phone = page.phone(card)
    return phone.fact.value if phone else entry.name


def _beside(page: Page) -> tuple[str, ...]:
    names = [page.named_with_phone(e) for e in page.resolution.beside]
    return (page.words.say("also", names="; ".join(names)),) if names else ()


def _answered_by_itself(page: Page) -> bool:
    """Whether the entry found is itself what the attribute asked for: *what does X belong to* is its parent."""
    by = {"serves": "entry", "code": "code"}.get(page.resolution.reason)
    return _asked_types(page) == {by}


def _unreachable(page: Page, entry: Entry) -> bool:
    """Whether a contact was wanted, and nothing of it can be reached."""
    if page.question.attributes or not page.directory.kinds[entry.kind].fallback:
        return False
    return not page.reachable(page.facts.card(entry))


def _fallback_for(page: Page, entry: Entry) -> Entry | None:
    fallback = page.directory.kinds[entry.kind].fallback
    return page.directory.entries[fallback] if fallback and fallback != entry.id else None


def _asked_types(page: Page) -> set[str]:
    return {page.directory.attributes[a].type for a in page.question.attributes}


def _reached(page: Page, entry: Entry, card: tuple[ShownFact, ...]) -> tuple[ShownFact, ...]:
    """Where only the place is asked of a contact that keeps none: how it is reached."""
    if not page.directory.kinds[entry.kind].fallback or _asked_types(page) != {"address"}:
        return ()
    return tuple(s for s in card if page.type_of(s) in REACHABLE)[:1]


def _lent(page: Page, fallback: Entry) -> tuple[ShownFact, ...]:
    """What a kind's last resort has to give: what was asked of it, unless it is of its own alone, or how to reach it."""
    if "hours" in _asked_types(page):
        return ()
    asked = tuple(s for s in page.facts.asked(fallback, page.question) if page.type_of(s) not in OWN)
    return asked or tuple(s for s in page.facts.card(fallback) if page.type_of(s) in REACHABLE)[:1]


def _hours_now(page: Page, entry: Entry, asked: Sequence[ShownFact], card: Sequence[ShownFact]) -> tuple[str, ...]:
    """Where hours were asked for, or how to reach it: whether it is open now, or that this cannot be told."""
    hours = asked[0].fact.hours if asked else None
    if hours is None and (not asked or page.type_of(asked[0]) == "phone"):
        known = [s.fact.hours for s in card if s.fact.hours is not None]
        hours = known[0] if len(known) == 1 else None
        if hours is None and (line := time_abroad(page, entry)):
            return (line,)
    if hours is not None:
        return (line,) if (line := status(page, entry, hours)) else ()
    unclear = page.question.operation == "open-now" and asked and page.type_of(asked[0]) == "hours"
    return (page.words.say("cannot_tell"),) if unclear else ()


def _is_former(page: Page, entry: Entry) -> bool:
    """Whether the entry has the code, number or address typed no more."""
    met = [fact for fact in entry.facts if _has_typed(page, fact)]
    return bool(met) and all(fact.former for fact in met)


def _has_typed(page: Page, fact: Fact) -> bool:
    """Whether a fact has a code, a number, a mailbox or an address of the question."""
    codes = page.question.codes
    if page.directory.attributes[fact.attribute].type == "address":
        return stands_at(fact.value, page.question)
    return fact.value.lower() in codes or any(phone.e164.endswith(code) for phone in fact.phones for code in codes)
