"""All of the fact base that comes along, asked for in every way there is of asking: every answer is a message Slack takes.

Each entry is asked for by its name, with what is asked next, and whether it is open: in one of the languages, its neighbours
in the other. The ways that bring other entries into the answer are walked in steps.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from bot.answering.engine import Answerer
from bot.answering.model import Answer, Ask
from bot.answering.resolving.turns import kept
from bot.slack.rendering.pointer import Pointer
from bot.slack.rendering.render import render
from tests.slack.test_whole_directory import LOCALES, judge

TODAY, MOMENT = "2026-11-22", "2026-11-22T15:00+00:00"
WAYS = {
    "by its name": ("{name}", "{name}"),
    "whether it is open": ("is {name} open now?", "¿está abierto {name} ahora?"),
    "the nearest": ("nearest {kind} to {name}", "{kind} más cerca de {name}"),
    "side by side": ("compare {name} and {next}", "compara {name} y {next}"),
    "with words that it does not explain": ("{name} purple monkey hotline", "{name} línea del mono morado"),
}
"""How an entry is asked for, in English and in Spanish."""
MORE = ("and the fax and the website?", "¿y el fax y la página web?")
"""What is asked next."""
STEPS = {"the nearest": 7, "side by side": 3, "with words that it does not explain": 7}
"""Of so many entries one is asked for in that way."""
OUTCOMES = {
    "by its name": {"answer", "choices", "unknown"},
    "whether it is open": {"answer", "choices", "unknown", "list"},
    "the nearest": {"answer", "choices", "unknown"},
    "side by side": {"answer", "choices", "list"},
    "with words that it does not explain": {"answer", "unknown"},
}
"""What must come of a way of asking at least, of some entry or other: else the walk has become too short."""


@pytest.mark.parametrize("way", WAYS)
def test_every_entry_asked_for_gets_a_valid_message(cbp: Answerer, way: str) -> None:
    found: Counter[str] = Counter()
    entries = list(cbp.directory.entries.values())
    for number, (entry, after) in enumerate([*pairwise(entries), (entries[-1], entries[0])][:: STEPS.get(way, 1)]):
        spoken = number % len(LOCALES)
        kind = cbp.directory.kinds[entry.kind].label
        question = WAYS[way][spoken].format(name=entry.name, kind=kind, next=after.name)
        answer = asked(cbp, question, LOCALES[spoken])
        found[answer.outcome] += 1
        if way == "by its name":
            found[asked(cbp, MORE[spoken], LOCALES[spoken], kept(answer)).outcome] += 1
    assert found.keys() >= OUTCOMES[way], found


def asked(answerer: Answerer, question: str, locale: str, context: tuple[str, ...] = ()) -> Answer:
    """The answer, after its message was judged, for everybody and for one person."""
    answer = answerer.answer(Ask(question, locale, (), context, TODAY, MOMENT))
    pointer = Pointer(question=question, locale=locale, context=context)
    judge(render(answer, answerer.directory, pointer=pointer, private=True), question)
    return answer
