"""What speaks for the best entry that was found for a question, and what against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.answering.search.ranking import Ranked
from bot.answering.search.reading import JOINED, Asked, Reading
from bot.answering.search.scoring import places
from bot.answering.understanding.slips import cost

BESIDE = 0.8
"""The likeness from which on a text beside the name was said."""
OTHERS = (None, "everyday", "foreign")
"""What words do that do no asking."""


class Evidence(NamedTuple):
    """Numbers of one entry and one question. Costs are those of ``reading``."""

    named: float
    """The share of its name that was said, misspelt or not."""
    core: float
    """The share of the question that it explains, but for what only asks or fills."""
    own: bool
    """Whether a word of its name was said that is nothing but a name."""
    letters: int
    """Letters that its name was said with."""
    slips: float
    """What the typing errors in these cost, about one each,"""
    unlikely: float
    """and by how much that is more than fingers and ears account for: another name, rather."""
    mistaken: int
    """Words taken for misspelt that names have just so."""
    beside: bool
    """Whether what stands beside its name was said, too."""
    lost: float
    """What is lost by words of which nothing is known."""
    foreign: int
    """Words for other matters that it does not have."""
    elsewhere: int
    """Words that stand beside other names, but not beside this one: another region's."""
    qualified: float
    """How usual in names a word is, 0..1, that stands right beside those of this one and is not among them: *west*;"""
    qualified_asking: float
    """the same of a word that also asks or is a kind's: *bridge*."""
    touched: int
    """Words that stand so and do no asking, usual in names or not."""


def gather(ranked: Ranked) -> Evidence:
    """The evidence for the first hit; there is one, and not by its code."""
    asked, entry = ranked.asked, ranked.hits[0].entry
    best: dict[int, tuple[Reading, Asked]] = {}
    name = frozenset(entry.name)
    said: set[int] = set()
    near: dict[int, float] = {}
    for n, word in enumerate(asked):
        for reading in word.readings:
            if reading.word.number in name:
                said.add(n)
                before = best.get(reading.word.number)
                if before is None or reading.alike > before[0].alike:
                    best[reading.word.number] = reading, word
            beside = places(word, reading.word, reading.alike) and not reading.word.beside.isdisjoint(entry.beside)
            if beside and reading.alike > near.get(n, 0.0):
                near[n] = reading.alike
    wrong = [(r, a) for r, a in best.values() if r.alike < 1 and r.alike != JOINED]
    slips = [(cost(a.text, r.word.text), OSA.distance(a.text, r.word.text)) for r, a in wrong]
    met = said | near.keys()
    missed = [(n, a) for n, a in enumerate(asked) if n not in met]
    known = sum(a.cost for _, a in missed if a.sort is None and a.known)
    unknown = sum(a.cost for _, a in missed if a.sort is None and not a.known)
    everyday = sum(a.cost for _, a in missed if a.sort in ("everyday", "foreign"))
    gain = sum(asked[n].gain for n in met)
    around = {at for n in said for at in (n - 1, n + 1) if 0 <= at < len(asked) and at not in met}
    return Evidence(
        named=min(1.0, sum(best[w][0].word.share for w in entry.name if w in best) / entry.whole),
        core=gain / (gain + known + unknown + everyday) if gain else 0.0,
        own=any(a.sort is None for _, a in best.values()),
        letters=sum(len(asked[n].text) for n in said),
        slips=sum(price for price, _ in slips),
        unlikely=sum(max(0.0, price - errors) for price, errors in slips),
        mistaken=sum(a.known for _, a in wrong),
        beside=any(alike >= BESIDE and asked[n].sort not in ("ask", "filler") for n, alike in near.items() if n not in said),
        lost=unknown,
        foreign=sum(a.sort == "foreign" for _, a in missed),
        elsewhere=sum(a.known and a.sort is None and bool(a.readings[0].word.beside) for _, a in missed),
        qualified=max((_usual(asked[at]) for at in around if asked[at].sort not in ("ask", "filler")), default=0.0),
        qualified_asking=max(_qualifying(asked, said, met), default=0.0),
        touched=sum(asked[at].sort in OTHERS for at in around),
    )


def _qualifying(asked: Sequence[Asked], said: Set[int], met: Set[int]) -> Iterator[float]:
    """How usual in names each word is that asks or is a kind's, and stands right beside those of a name."""
    for n in said:
        for way in (-1, 1):
            at, beyond = n + way, n + 2 * way
            if 0 <= at < len(asked) and at not in met and asked[at].sort in ("ask", "kind"):
                phrase = 0 <= beyond < len(asked) and asked[at].sort == asked[beyond].sort == "ask"  # *port code*
                yield 0.0 if phrase else _usual(asked[at])


def _usual(word: Asked) -> float:
    """How usual in names a word of the question is; 0 for one that no name has."""
    if not word.known or not word.readings[0].word.entries:
        return 0.0
    return 1 - word.readings[0].word.rarity
