"""Airports by the four letters that pilots use, in a question put as everybody else says them: KBTV is BTV."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.resolving.resolution import Case
from bot.answering.search.finding import Index

PILOTS = 4
"""Letters of an airport's ICAO code."""


def in_common_codes(case: Case) -> Case:
    """The same with the ICAO codes of airports at home put as their IATA codes; no word of names is taken for such."""
    text, home = case.question.text, case.directory.places.home
    for code in _unknown(case):
        common = next((s.code for s in case.whereabouts.world.spots(code) if s.code and s.country == home), "")
        if common:
            text = re.sub(rf"\b{code}\b", common, text, flags=re.IGNORECASE)
    return case if text == case.question.text else case.about(case.understand(replace(case.ask, text=text)), text)


def _unknown(case: Case) -> list[str]:
    """Its words of so many letters that may name something, but nothing that is known."""
    terms = (t for t in case.question.terms if t.cost and len(t.typed) == PILOTS and t.typed.isalpha())
    return [t.typed for t in terms if not (t.everyday or t.place or t.kinds or t.tags or _names(t.typed, case.index))]


def _names(word: str, index: Index) -> bool:
    """Whether a word stands in names of other things than small parts."""
    weight, against = index.weigh(word)
    return 0 < weight <= against
