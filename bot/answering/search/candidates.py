"""Candidates for a question, and whether they are good enough to be the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.model import Question
from bot.answering.search.finding import Found, Index
from bot.answering.thresholds import (
    AHEAD,
    ALONE,
    ANSWER,
    ANSWER_BY_FACTS,
    ANSWER_OF_KIND,
    BY_NAME,
    CANNOT_HAVE_IT,
    FULL_NAME,
    HAS_IT,
    LABELLED,
    MARGIN,
    MET,
    MORE_WORDS,
    NAMED,
    OFFER,
    SAID_IN_PASSING,
    SAME_NAME,
    SAME_WORDS,
    SORT_UNSAID,
    STANDS_ELSEWHERE,
    WHOLLY,
)
from bot.answering.understanding.normalize import words
from bot.directory.model import Directory, Entry


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the candidates allow."""

    entries: tuple[Entry, ...]
    """The equally good ones, best first; empty when none is worth showing."""
    together: bool
    """Whether each of several was named by words of its own: they are all meant."""
    sure: bool
    """Whether the first (or, of several, one of them) may be called the answer."""
    confidence: float
    why: str


def candidates(question: Question, index: Index, directory: Directory, kinds: Iterable[str] = ()) -> tuple[Found, ...]:
    """Entries that fit the question, best first, without what the asker said is not meant."""
    everyday = frozenset([word for term in question.terms if term.everyday for word, _ in term.spellings])
    found = [
        f._replace(score=f.score + more) if (more := _more(f, question, directory, everyday)) else f
        for f in index.find(question.terms, kinds)
    ]
    found.sort(key=lambda f: -f.score)
    if not (question.not_kinds or question.not_tags or question.not_places):
        return tuple(found)
    return tuple(
        f
        for f in found
        if f.entry.kind not in question.not_kinds
        and {f.entry.place.state, f.entry.place.country}.isdisjoint(question.not_places)
        and not (set(question.not_tags) & set(f.entry.tags))
        and not any(_named_by_tag(f.entry, tag, directory) for tag in question.not_tags)
    )


def _more(found: Found, question: Question, directory: Directory, everyday: frozenset[str]) -> float:
    """Less for an entry of a kind that cannot have what is asked for, for one that does not stand where the asker says it
    does, and for one with no more than an everyday word of the question in its name.

    A little more for one that has it, for one that has it under a label that was typed, and for one typed in full.
    ``everyday``: the question's everyday words.
    """
    entry = found.entry
    can_have = directory.kinds[entry.kind].attributes
    if question.attributes and not any(a in can_have for a in question.attributes):
        return CANNOT_HAVE_IT
    full_name = entry.id in question.named
    if question.located and not full_name and _stands_elsewhere(entry, question, directory):
        return STANDS_ELSEWHERE
    if found.matched and everyday.issuperset([word for word, _ in found.matched]):
        if found.named < WHOLLY:
            return SAID_IN_PASSING
        if (
            entry.kind not in question.kinds
            and directory.kinds[entry.kind].rank > 1
            and len(found.matched) < len(words(found.name))
        ):
            return SORT_UNSAID
    asked = [fact for attribute in question.attributes for fact in entry.current(attribute)]
    labels = {word for fact in asked if fact.label for word in words(fact.label)}
    labelled = bool(labels) and _labelled(labels, question)
    return HAS_IT * bool(asked) + LABELLED * labelled + FULL_NAME * (full_name or _by_sort(entry, question, directory))


def _by_sort(entry: Entry, question: Question, directory: Directory) -> bool:
    """Whether words for its sort of thing were typed that stand in its name, and are more than the label of its kind."""
    if entry.kind not in question.kinds:
        return False
    said = {w for t in question.terms if entry.kind in t.kinds for w, _ in t.spellings}
    return bool(said) and not (said & set(words(entry.name))).issubset(words(directory.kinds[entry.kind].label))


def _labelled(labels: set[str], question: Question) -> bool:
    """Whether a word of these labels was typed, or one of them without its s."""
    forms = labels | {word.removesuffix("s") for word in labels}
    return any(t.weight and w in forms for t in question.terms for w, _ in t.spellings)


def _stands_elsewhere(entry: Entry, question: Question, directory: Directory) -> bool:
    """Whether it neither stands in one of the places said, nor covers any of it, nor has it in its name."""
    here = {entry.place.state, entry.place.country} - {""}
    said = {place.partition("|")[0] for place in question.located}
    if not here or here & said or any(t.place in said for t in entry.covers):
        return False
    if all(place.split("-")[0] in {code.split("-")[0] for code in here} for place in said) and not entry.place.state:
        return False
    called = {w for name in (entry.name, *entry.aliases) for w in words(name)}
    names = (words(name) for place in said for name in directory.places.aliases.get(place, ()))
    return not any(name and called.issuperset(name) for name in names)


def _named_by_tag(entry: Entry, tag: str, directory: Directory) -> bool:
    return directory.tags[tag].label in entry.name.lower()


def judge(found: tuple[Found, ...], directory: Directory, kinds: Iterable[str] = ()) -> Verdict:
    """Settles on one candidate, on several that are equally good, or on none. ``kinds`` are those asked for."""
    if not found or found[0].score < OFFER:
        return Verdict((), False, False, round(found[0].score, 2) if found else 0.0, "nothing fits well enough")
    top = found[0]
    group = [f for f in found if f.score >= top.score - MARGIN and not _says_more(top, f)]
    particular = tuple(kind for kind in kinds if directory.kinds[kind].rank > 1)
    group = [f for f in group if f.entry.kind in particular] or group  # of equals, those of the very kind asked for
    top = group[0]
    best_rank = min(
        directory.kinds[f.entry.kind].rank
        for f in group
        if f.explained >= top.explained - SAME_WORDS and f.named >= top.named - SAME_NAME
    )
    group = _without_servants(group, tuple(kinds))
    group = _without_parts([f for f in group if directory.kinds[f.entry.kind].rank <= best_rank], directory)
    asked_for = group[0].entry.kind in tuple(kinds) and group[0].named >= WHOLLY
    enough = ANSWER_OF_KIND if asked_for else ANSWER if group[0].named >= BY_NAME else ANSWER_BY_FACTS
    certain = any(alike > MET for _, alike in group[0].matched) or not group[0].named
    if (
        certain
        and group[0].entry.kind in tuple(kinds)
        and all(f is group[0] or f.score < group[0].score - ALONE for f in found)
    ):
        enough = min(enough, ANSWER_OF_KIND)
    sure = group[0].score >= enough
    if not sure and group[0].named < BY_NAME and group[0].entry.kind not in tuple(kinds):
        # what is called so comes before what only words beside its name speak for
        group = [f for f in found if f.named >= WHOLLY and f.score >= OFFER] or group
    gap = group[0].score - max((f.score for f in found if f not in group), default=0.0)
    confidence = round(min(0.99, group[0].score * (0.85 + 0.15 * min(1.0, gap / AHEAD))), 2)
    names = ", ".join(f"{f.entry.name} {f.score:.2f}" for f in group[:4])
    if len(group) > 1:
        why = f"{len(group)} fit equally well: {names}"
    elif sure:
        why = f"{names} fits best"
    else:
        why = f"{names} fits best, but not well enough to be sure"
    return Verdict(tuple(f.entry for f in group), _apart(group), sure, confidence, why)


def _without_servants(group: list[Found], kinds: tuple[str, ...]) -> list[Found]:
    """Leaves out those that only serve another candidate, unless their kind was asked for."""
    ids = {f.entry.id for f in group}
    kept = [f for f in group if f.entry.kind in kinds or not any(t.entry in ids for t in f.entry.covers)]
    return kept or group


def _says_more(one: Found, other: Found) -> bool:
    """Whether one was met by all words that the other was met by, and by several more: "seized property" of a port."""
    met, less = ({word for word, alike in f.matched if alike > MET} for f in (one, other))
    return met > less and len(met) >= len(less) + MORE_WORDS


def _apart(group: list[Found]) -> bool:
    """Whether several candidates were met by different words, each by nearly all of its name."""
    met = [{word for word, alike in f.matched if alike > MET} for f in group]
    apart = all(not (one & other) for n, one in enumerate(met) for other in met[n + 1 :])
    return len(group) > 1 and apart and all(f.named >= WHOLLY for f in group)


def _without_parts(group: list[Found], directory: Directory) -> list[Found]:
    """When one candidate contains all others, it is the one meant; but not when a part is named and explains more, nor when
    both are what people mean by a bare name.
    """
    for whole in group:
        rank = directory.kinds[whole.entry.kind].rank
        others = [f for f in group if f is not whole]
        lesser = rank > 1 or all(directory.kinds[f.entry.kind].rank > rank for f in others)
        if others and lesser and all(any(a.id == whole.entry.id for a in directory.ancestors(f.entry)) for f in others):
            closer = [f for f in others if f.explained > whole.explained + SAME_WORDS and f.named >= NAMED]
            return closer or [whole]
    return group
