"""Who is at an address: a house number and its street."""

from __future__ import annotations

from bot.answering.model import Question
from bot.answering.resolving.resolution import Case, Resolution
from bot.answering.understanding.normalize import words

NUMBER = 5
"""Digits that a house number has at most."""
STREET = 4
"""Words after the number that may be of the street's name."""
MOST = 10
"""Entries at one address that are offered."""


def at_address(case: Case) -> Resolution | None:
    """The entries whose address has the house number and street typed, former ones too.

    None when none has, unless the words ask just who is there.
    """
    question, directory = case.question, case.directory
    typed = _typed(question)
    if not typed:
        return None
    fitting: dict[str, int] = {}
    for said in typed:
        for entry, address in case.whereabouts.with_number(said[0]):
            fitting[entry.id] = max(fitting.get(entry.id, 0), _met(address, said))
    best = max(fitting.values(), default=0)
    hits = [directory.entries[id] for id, fit in fitting.items() if fit == best > 0]
    wanted = [e for e in hits if e.kind in question.kinds]
    if not hits and _asks_who_is_there(question):
        return Resolution("unknown", "no-code", f"nobody is at {' '.join(typed[0])}", 0.0)
    if not hits or (question.kinds and not wanted):
        return None
    hits = wanted or hits
    rank = min(directory.kinds[e.kind].rank for e in hits)
    first = [e for e in hits if directory.kinds[e.kind].rank == rank]
    beside = tuple(e for e in hits if e not in first)[:4]
    why = f"{' '.join(typed[0])} stands in the address of {', '.join(e.name for e in first[:4])}"
    if len(first) == 1:
        return Resolution("answer", "code", why, 0.9, (first[0],), beside=beside)
    return Resolution("choices", "several", why, 0.6, tuple(first[:MOST]), beside=beside)


def _asks_who_is_there(question: Question) -> bool:
    """Whether the words ask for nothing but who is at a house number: "who is at 12 Main Street"."""
    if question.operation != "reverse" or question.kinds or question.dates or question.codes:
        return False
    pairs = zip(question.words, question.words[1:], strict=False)
    return any(w.role in ("filler", "operation") and number.norm.isdigit() for w, number in pairs)


def _typed(question: Question) -> list[tuple[str, ...]]:
    """Every house number with the words after it."""
    norms = [w.norm for w in question.words]
    return [
        tuple(norms[at : at + 1 + STREET])
        for at, norm in enumerate(norms)
        if norm.isdigit() and len(norm) <= NUMBER and norm not in question.codes and norms[at + 1 : at + 2]
    ]


def stands_at(address: str, question: Question) -> bool:
    """Whether an address has a house number and street of the question."""
    return any(_met(words(address), typed) for typed in _typed(question))


def _met(printed: tuple[str, ...], typed: tuple[str, ...]) -> int:
    """How many words of the street typed stand after its number in an address; 0 when they do not name it."""
    number, *street = typed
    best = 0
    for at, word in enumerate(printed):
        if word == number:
            after = printed[at + 1 : at + 1 + STREET]
            met = sum(any(_alike(said, there) for there in after) for said in street if not said.isdigit())
            begins = any(_alike(street[0], there) for there in after[:2])  # a direction may be left out
            best = max(best, met if begins and (met > 1 or len(street[0]) > 3) else 0)
    return best


def _alike(said: str, there: str) -> bool:
    """Whether two words of a street are the same, one perhaps cut short: ``ave`` and ``avenue``."""
    return said == there or (min(len(said), len(there)) >= 2 and (there.startswith(said) or said.startswith(there)))
