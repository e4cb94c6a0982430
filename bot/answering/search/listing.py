"""The engine over any plain listing: lines with a name, what stands beside it, and a code."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.search.confidence import confidence
from bot.answering.search.memory import Memory
from bot.answering.search.ranking import Ranking
from bot.answering.search.reading import SHARE
from bot.answering.search.store import Line
from bot.answering.search.talk import Talk
from bot.answering.understanding.phrases import short_forms
from bot.directory.model import Directory


class Listing:
    """A listing that can be asked in the words of a directory's languages. Immutable."""

    def __init__(self, lines: Iterable[Line], spoken: Directory) -> None:
        """``spoken``: whose languages and places are understood; its entries are not looked at."""
        places = spoken.places
        alike: dict[str, tuple[str, ...]] = {}
        for code, names in places.aliases.items():
            for name in (places.names.get(code, ""), *names):
                alike.setdefault(name.lower(), names)
        same = short_forms(spoken)
        talk = Talk(spoken.languages.values(), spoken.kinds.values())
        self._store = Memory(lines, same, lambda text: alike.get(text.lower(), ()), talk, lambda w: SHARE[talk.sort(w)])
        self.ranking = Ranking(self._store, talk, same)

    def __len__(self) -> int:
        return len(self._store)

    def find(self, question: str) -> tuple[tuple[str, ...], float]:
        """Ids of up to three entries, best first, and how sure it is, 0..1, that the first is the one meant."""
        ranked = self.ranking.rank(question)
        return tuple([hit.entry.id for hit in ranked.hits]), confidence(ranked, len(self))
