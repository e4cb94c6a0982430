"""Words that were run together, torn apart, written without vowels, or digits that were spelt out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.answering.understanding.normalize import Token
from bot.answering.understanding.vocabulary import Vocabulary

SHORTEST = 6
"""Letters that a word must have to be taken for two."""
PART = 4
"""Letters that each part of it must have; the short name of a place may be shorter."""
DIGITS = 3
"""Digits in a row from which on spelt ones are a number."""
ALIKE = 3
"""Words without their vowels stand for so many words at most."""
VOWELS = frozenset("aeiou")


class Spelling:
    """Puts a text's words the way the directory has them."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        phrases: Collection[tuple[str, ...]],
        shorts: Collection[str],
        digits: Mapping[str, str],
    ) -> None:
        """``phrases``: names and other phrases that may be run together; ``shorts``: short names of places; ``digits``: how
        each digit is said.
        """
        self._vocabulary = vocabulary
        self._joined = {"".join(phrase): phrase for phrase in phrases if 1 < len(phrase) < 5}
        self._joined_words = Vocabulary((word for word in self._joined if len(word) >= SHORTEST), ())
        self._shorts = frozenset(shorts)
        self._digits = digits
        self._bare: dict[str, list[str]] = defaultdict(list)
        for phrase in {(word,) for words in self._joined.values() for word in words} | {p for p in phrases if len(p) == 1}:
            if len(phrase[0]) > PART:
                self._bare[_without_vowels(phrase[0])].append(phrase[0])

    def mended(self, typed: tuple[Token, ...]) -> tuple[Token, ...]:
        """The words with run-together ones parted, torn ones put together, and spelt digits as a number."""
        return tuple(self._parted(self._put_together(self._numbered(typed))))

    def voiceless(self, word: str) -> tuple[str, ...]:
        """The words that one without (most of) its vowels may stand for; none when they are too many."""
        if len(word) < DIGITS or sum(c in VOWELS for c in word) > 1:
            return ()
        found = [full for full in self._bare.get(_without_vowels(word), ()) if _is_within(word, full)]
        return tuple(sorted(found)) if len(found) <= ALIKE else ()

    def _numbered(self, typed: tuple[Token, ...]) -> Iterator[Token]:
        run: list[Token] = []
        for token in (*typed, None):
            if token is not None and (token.norm in self._digits or (len(token.norm) == 1 and token.norm.isdigit())):
                run.append(token)
                continue
            if len(run) >= DIGITS:
                yield Token("".join(self._digits.get(t.norm, t.norm) for t in run), False, run[0].gap)
            else:
                yield from run
            run = []
            if token is not None:
                yield token

    def _put_together(self, typed: Iterable[Token]) -> Iterator[Token]:
        before: Token | None = None
        for token in typed:
            if before is not None:
                whole = before.norm + token.norm
                torn = self._unknown(before.norm) and self._unknown(token.norm) and not token.gap.strip()
                if torn and (whole in self._vocabulary or whole in self._joined):
                    before = Token(whole, before.upper and token.upper, before.gap)
                    continue
                yield before
            before = token
        if before is not None:
            yield before

    def _parted(self, typed: Iterable[Token]) -> Iterator[Token]:
        for token in typed:
            parts = self._parts(token.norm) if len(token.norm) >= SHORTEST and self._unknown(token.norm) else ()
            if parts:
                yield Token(parts[0], token.upper, token.gap)
                yield from (Token(part, token.upper, " ") for part in parts[1:])
            else:
                yield token

    def _parts(self, word: str) -> tuple[str, ...]:
        if word in self._joined:
            return self._joined[word]
        near = self._vocabulary.near(word)
        if near and near[0][1] == 1:
            return ()  # a slip in one word, rather than two
        for at in range(len(word) - 2, PART - 1, -1):
            left, right = word[:at], word[at:]
            known = left in self._vocabulary or left in self._joined
            if known and (right in self._shorts or (len(right) >= PART and right in self._vocabulary)):
                return (*self._joined.get(left, (left,)), right)
        joined = self._joined_words.near(word)
        if len(joined) == 1 and joined[0][1] == 1 and not near:
            return self._joined[joined[0][0]]
        return ()

    def _unknown(self, word: str) -> bool:
        return word.isalpha() and word not in self._vocabulary and not self._vocabulary.everyday(word)


def _without_vowels(word: str) -> str:
    return word[0] + "".join(c for c in word[1:] if c not in VOWELS)


def _is_within(word: str, full: str) -> bool:
    """Whether the letters of a word stand in another in their order."""
    letters = iter(full)
    return all(letter in letters for letter in word)
