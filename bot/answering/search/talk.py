"""The words that questions are made of, whatever they are about, word by word: what asks, what fills, what is
everyday, what other matters are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Literal

from bot.answering.understanding.normalize import words
from bot.directory.language import Language
from bot.directory.model import Kind

Sort = Literal["ask", "filler", "kind", "everyday", "foreign"]
Phrases = dict[str, list[tuple[list[str], list[Sort]]]]
"""By its first word each phrase of several words, and what these do in it."""


class Talk:
    """What each word of a question does in it, beside naming something."""

    def __init__(self, languages: Iterable[Language], kinds: Iterable[Kind] = ()) -> None:
        """``languages``: that of most askers first; ``kinds``: their labels are words of every language."""
        labels = [text for kind in kinds for text in (kind.label, kind.plural)]
        self._spoken = [(_sorts(language, labels), _phrases(language, labels)) for language in languages] or [({}, {})]
        self._tells = [{word: 1 + (sort == "ask") for word, sort in spoken.items()} for spoken, _ in self._spoken]
        self._any: dict[str, Sort] = {}
        for spoken, _ in self._spoken:
            for word, sort in spoken.items():
                self._any.setdefault(word, sort)

    def __iter__(self) -> Iterator[str]:
        return iter(self._any)

    def sort(self, word: str) -> Sort | None:
        """What the word does in any language; None for one that does nothing known, and so may name something."""
        return self._any.get(word)

    def sorts(self, said: list[str]) -> list[Sort | None]:
        """What each word does in the language that most of them belong to: ``como`` fills a Spanish question only.

        Words that ask tell twice as much of it as others: names have fillers of any language. Words of a phrase that is said
        whole do what the phrase does: *port of entry* asks, *air force base* is another matter.
        """
        told = [sum(map(tells.get, said, repeat(0))) for tells in self._tells]
        spoken, phrases = self._spoken[told.index(max(told))]
        sorts = [spoken.get(word) for word in said]
        for at, word in enumerate(said):
            for phrase, together in phrases.get(word, ()):
                if said[at : at + len(phrase)] == phrase:
                    sorts[at : at + len(phrase)] = together
        return sorts


def _sorts(language: Language, labels: Sequence[str]) -> dict[str, Sort]:
    """Words of a language with what they do; of several the first of: fill alone, ask, fill in a phrase, name a sort."""
    asking = [p for phrases in language.attributes.values() for p in phrases]
    asking += [p for operation, phrases in language.operations.items() if operation != "rules" for p in phrases]
    foreign = _foreign(language)
    groups: tuple[tuple[Sort, Iterable[str]], ...] = (
        ("filler", (phrase for phrase in language.filler if len(words(phrase)) == 1)),
        ("ask", asking),
        ("filler", (word for phrase in language.filler for word in words(phrase) if word not in foreign)),  # my hotel
        ("filler", (said for days in language.days.values() for said in days)),
        ("kind", labels),
        ("kind", (p for phrases in (*language.kinds.values(), *language.tags.values()) for p in phrases)),
        ("foreign", foreign),
        ("everyday", (*language.common, *language.operations.get("rules", ()))),
    )
    found: dict[str, Sort] = {}
    for sort, phrases in groups:
        for phrase in phrases:
            for word in words(phrase):
                found.setdefault(word, sort)
    return found


def _phrases(language: Language, labels: Sequence[str]) -> Phrases:
    """Phrases whose words do something else together than each by itself: those for a kind only ask, and one for other
    matters counts once. Of those that begin alike the last one holds.
    """
    foreign = _foreign(language)
    groups: tuple[tuple[Sort, Sort, Iterable[str]], ...] = (
        ("foreign", "filler", language.foreign),
        ("filler", "filler", (phrase for phrase in language.filler if not foreign.isdisjoint(words(phrase)))),
        ("ask", "ask", chain(labels, *language.kinds.values(), *language.tags.values())),
    )
    found: Phrases = {}
    for first, further, phrases in groups:
        for phrase in phrases:
            said = [*words(phrase)]
            if len(said) > 1:
                found.setdefault(said[0], []).append((said, [first, *[further] * (len(said) - 1)]))
    return found


def _foreign(language: Language) -> frozenset[str]:
    """The words that are for other matters each by itself."""
    return frozenset(said[0] for phrase in language.foreign if len(said := words(phrase)) == 1)
