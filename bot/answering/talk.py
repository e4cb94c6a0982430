"""The words that questions are made of, whatever they are about, word by word: what asks, what fills, what is everyday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from bot.answering.normalize import words
from bot.directory.language import Language
from bot.directory.model import Kind

Sort = Literal["ask", "filler", "kind", "everyday"]


class Talk:
    """What each word of a question does in it, beside naming something."""

    def __init__(self, languages: Iterable[Language], kinds: Iterable[Kind] = ()) -> None:
        sorts: dict[str, Sort] = {}
        groups: list[tuple[Sort, list[str]]] = []
        for language in languages:
            asking = (*language.attributes.items(), *((k, v) for k, v in language.operations.items() if k != "rules"))
            groups += [
                ("filler", [p for p in language.filler if len(words(p)) == 1]),
                ("ask", [p for _, phrases in asking for p in phrases]),
                ("filler", list(language.filler)),
                ("kind", [p for phrases in (*language.kinds.values(), *language.tags.values()) for p in phrases]),
                ("everyday", [*language.common, *language.operations.get("rules", ())]),
            ]
        groups.sort(key=lambda group: ("filler", "ask", "kind", "everyday").index(group[0]))
        groups.insert(2, ("kind", [text for kind in kinds for text in (kind.label, kind.plural)]))
        for sort, phrases in groups:
            for phrase in phrases:
                for word in words(phrase):
                    sorts.setdefault(word, sort)
        self._sorts: Mapping[str, Sort] = sorts

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorts)

    def sort(self, word: str) -> Sort | None:
        """What the word does; None for one that does nothing known, and so may name something."""
        return self._sorts.get(word)
