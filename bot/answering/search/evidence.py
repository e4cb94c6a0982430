"""What speaks for the best entry that was found for a question, and what against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.answering.search.ranking import Ranked
from bot.answering.search.reading import JOINED, Asked, Reading
from bot.answering.search.scoring import places
from bot.answering.search.store import Listed
from bot.answering.understanding.slips import cost

BESIDE = 0.8
"""The likeness from which on a text beside the name was said."""
OTHERS = (None, "everyday", "foreign")
"""What words do that do no asking."""
Best = tuple[Reading, Asked]
"""A word of a name, and what was typed for it."""
SCRAP = 3
"""Letters that a word of which nothing is known may have to be a mangled bit of the name, and no other word."""


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
    regional: bool
    """Whether what was said of its name is its region's as well, and a word beside it the name: *Lockport New York*."""
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
    remade: bool
    """Whether a word stands so that makes another name of any: *north*, *heights*;"""
    led: bool
    """one of which nothing is known before them;"""
    followed: bool
    """one behind them that may name something."""


def gather(ranked: Ranked, makers: Set[str]) -> Evidence:
    """The evidence for the first hit; there is one, and not by its code. ``makers``: words that make another name of one."""
    asked, entry = ranked.asked, ranked.hits[0].entry
    best, said, near = _met(asked, entry)
    named, letters = 0.0, 0
    for number in entry.name:
        if number in best:
            named += best[number][0].word.share
    own, regional, beside = False, bool(best and entry.beside), False
    for reading, word in best.values():
        own = own or word.sort is None
        regional = regional and entry.beside[0] in reading.word.beside
    for n in said:
        letters += len(asked[n].text)
    for n, alike in near.items():
        beside = beside or (alike >= BESIDE and n not in said and asked[n].sort not in ("ask", "filler"))
    slips, unlikely, mistaken = _misspelt(best.values())
    gain, losses, lost, foreign, elsewhere = _weighed(asked, said, near)
    qualified, qualified_asking, remade, led, followed = _around(asked, said, near, makers)
    return Evidence(
        named=min(1.0, named / entry.whole),
        core=gain / (gain + losses) if gain else 0.0,
        own=own,
        letters=letters,
        slips=slips,
        unlikely=unlikely,
        mistaken=mistaken,
        beside=beside,
        regional=regional and (led or followed or remade),
        lost=lost,
        foreign=foreign,
        elsewhere=elsewhere,
        qualified=qualified,
        qualified_asking=qualified_asking,
        remade=remade,
        led=led,
        followed=followed,
    )


def _met(asked: Sequence[Asked], entry: Listed) -> tuple[dict[int, Best], set[int], dict[int, float]]:
    """How each word of its name was said best, the places of all that say one, and how well others say what is beside it."""
    best: dict[int, Best] = {}
    said: set[int] = set()
    near: dict[int, float] = {}
    name = frozenset(entry.name)
    for n, word in enumerate(asked):
        for reading in word.readings:
            number, alike = reading.word.number, reading.alike
            if number in name:
                said.add(n)
                if number not in best or alike > best[number][0].alike:
                    best[number] = reading, word
            if (
                places(word, reading.word, alike)
                and alike > near.get(n, 0.0)
                and not reading.word.beside.isdisjoint(entry.beside)
            ):
                near[n] = alike
    return best, said, near


def _misspelt(best: Iterable[Best]) -> tuple[float, float, int]:
    """What slips cost, by how much that is more than is likely, and how many words names have just as they were typed."""
    slips, unlikely, mistaken = 0.0, 0.0, 0
    for reading, word in best:
        if reading.alike < 1 and reading.alike != JOINED:
            price = cost(word.text, reading.word.text)
            slips += price
            unlikely += max(0.0, price - OSA.distance(word.text, reading.word.text))
            mistaken += word.known
    return slips, unlikely, mistaken


def _weighed(asked: Sequence[Asked], said: Set[int], near: Mapping[int, float]) -> tuple[float, float, float, int, int]:
    """What the words gain that were met, what the others lose, and those of which nothing is known; how many of the others
    are for other matters, and how many another region's.
    """
    gain = losses = lost = 0.0
    foreign = elsewhere = 0
    for n, word in enumerate(asked):
        if n in said or n in near:
            gain += word.gain
        elif word.sort in OTHERS:
            losses += word.cost
            if word.sort == "foreign":
                foreign += 1
            elif word.sort is None and not word.known:
                lost += word.cost
            elif word.sort is None and word.readings[0].word.beside:
                elsewhere += 1
    return gain, losses, lost, foreign, elsewhere


def _around(
    asked: Sequence[Asked], said: Set[int], near: Mapping[int, float], makers: Set[str]
) -> tuple[float, float, bool, bool, bool]:
    """What stands right beside the words of the name and was not met: ``qualified`` and what follows it in ``Evidence``."""
    qualified = qualified_asking = 0.0
    remade = led = followed = False
    for n in said:
        for way in (-1, 1):
            at = n + way
            if not 0 <= at < len(asked) or at in said or at in near:
                continue
            word = asked[at]
            if word.sort in ("ask", "kind") and not _asks_with(asked, at, at + way):
                qualified_asking = max(qualified_asking, _usual(word))
            if word.sort not in ("ask", "filler"):
                qualified = max(qualified, _usual(word))
            if word.sort in OTHERS and word.text in makers:
                remade = True
            elif word.sort is None and word.cost and (word.known or len(word.text) > SCRAP):
                led = led or (way < 0 and not word.known)
                followed = followed or way > 0
    return qualified, qualified_asking, remade, led, followed


def _asks_with(asked: Sequence[Asked], at: int, beyond: int) -> bool:
    """Whether two words ask together, as a phrase: *port code*."""
    return 0 <= beyond < len(asked) and asked[at].sort == asked[beyond].sort == "ask"


def _usual(word: Asked) -> float:
    """How usual in names a word of the question is; 0 for one that no name has."""
    if not word.known or not word.readings[0].word.entries:
        return 0.0
    return 1 - word.readings[0].word.rarity
