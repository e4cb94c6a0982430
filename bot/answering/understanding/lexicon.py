"""A directory's phrases, found in a text as people type them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.answering.understanding import slips
from bot.answering.understanding.dates import month_names
from bot.answering.understanding.normalize import Token, words
from bot.answering.understanding.phrases import Form, Phrases, Reading, short_forms
from bot.answering.understanding.slips import ONE_SLIP, TWO_SLIPS
from bot.answering.understanding.spelling import Spelling
from bot.answering.understanding.vocabulary import Vocabulary
from bot.directory.model import Directory

VOICELESS = 2
"""As how many typing errors missing vowels count."""
ENDINGS = ("s", "es", "d", "ed", "ing")
"""What makes another form of a word."""
_HYPHENED = re.compile(r"\w{2,}(?:-\w{2,})+")
PATHS = 24
"""Spellings of a run of words that are followed up."""


class Segment(NamedTuple):
    """A run of words of the question read as one phrase."""

    start: int
    end: int
    """Past its last word."""
    readings: tuple[Reading, ...]
    edits: int
    """Typing errors forgiven in it."""
    phrase: Form
    """Its words as the lexicon has them."""


Stands = Callable[[Reading, Segment], bool]
"""Whether a reading may be believed where it stands."""
_Path = tuple[Form, int]
"""The first words of a phrase, and the typing errors forgiven in them."""


class Lexicon:
    """Every phrase of a directory's languages, places and names, found in a text in one pass."""

    def __init__(self, directory: Directory) -> None:
        self._phrases = Phrases(directory)
        languages = directory.languages.values()
        self.fixed = self._phrases.fixed
        """Words of the languages, as against words of names."""
        known = {word for phrase in self._phrases for word in phrase}
        in_names = {w for e in directory.entries.values() for n in (e.name, *e.aliases) for w in words(n)}
        known |= in_names
        first = (e for e in directory.entries.values() if directory.kinds[e.kind].rank < 3)
        known.update(word for e in first for word in words(e.place.city))
        shorter = [words(form) for language in languages for forms in language.same.values() for form in forms]
        known.update(word for form in shorter for word in form)
        self.shorts = frozenset(form[0] for form in shorter if len(form) == 1)
        """Words that may be short for a longer one."""
        self.code_attributes = frozenset(a.id for a in directory.attributes.values() if a.type == "code")
        self.hours_attributes = tuple(a.id for a in directory.attributes.values() if a.type == "hours")
        facts = (f for e in directory.entries.values() for f in e.facts)
        self.codes = frozenset(f.value for f in facts if f.attribute in self.code_attributes)
        """Every code of every entry, former ones too; met exactly or not at all."""
        self.months = month_names(tuple(directory.languages))
        self.same = short_forms(directory)
        everyday = {word for language in languages for phrase in language.common for word in words(phrase)}
        everyday |= {f"{word}s" for word in everyday if len(word) > 3} - known
        telling = _telling_words(directory)
        everyday -= {w for w, kinds in telling.items() if any(directory.kinds[kind].rank == 1 for kind in kinds)}
        self.telling_beside = {word: kinds for word, kinds in telling.items() if word in everyday}
        """Everyday words that tell an entry once its kind is said: kinds."""
        known |= {w for e in directory.entries.values() for f in e.facts for w in words(f.label)} - everyday - self.fixed
        self.vocabulary = Vocabulary(known | self.same.keys(), everyday)
        told = (f for e in directory.entries.values() for f in e.facts if directory.attributes[f.attribute].type == "text")
        self._told = frozenset(word for fact in told for word in words(fact.value)) - self.vocabulary.known
        """Words of facts alone: what one of them is within two errors of was hardly meant."""
        named = (p for p, readings in self._phrases.items() if any(r.role in ("name", "place", "kind") for r in readings))
        alone = ((word,) for e in directory.entries.values() if directory.kinds[e.kind].rank == 1 for word in words(e.name))
        places = (p[0] for p, readings in self._phrases.items() if len(p) == 1 and any(r.short for r in readings))
        digits = {word: d for language in languages for d, said in language.digits.items() for word in said}
        names = (name for e in directory.entries.values() for name in (e.name, *e.aliases))
        hyphened = (words(joined) for name in names for joined in _HYPHENED.findall(name))
        self.spelling = Spelling(self.vocabulary, {*named, *alone, *hyphened}, frozenset(places), digits)
        self._ordinary = Vocabulary(everyday | self.fixed, ())
        self._longest = max(map(len, self._phrases), default=1)
        self._starts = frozenset(phrase[0] for phrase in self._phrases)
        self._only_go_on = {w for phrase in self._phrases for w in phrase[1:]} - self._starts - in_names - self.fixed
        """Words that mean nothing but behind others, as the Dutch have them of a ``Nieuw-Zeeland``."""
        self._next: dict[Form, set[str]] = defaultdict(set)
        self._before: dict[str, set[str]] = defaultdict(set)
        for phrase, readings in self._phrases.items():
            for length in range(1, len(phrase)):
                self._next[phrase[:length]].add(phrase[length])
            if len(phrase) > 1 and any(r.language for r in readings):
                self._before[phrase[1]].add(phrase[0])

    def readings(self, phrase: tuple[str, ...]) -> tuple[Reading, ...]:
        """What exactly these words mean; empty when they are no phrase."""
        return tuple(self._phrases.get(phrase, ()))

    def segments(self, text: tuple[Token, ...], stands: Stands) -> tuple[Segment, ...]:
        """The phrases of a text, not overlapping, left to right: the longest first, then the one with fewest errors; with
        the readings that stand, none without any.
        """
        norms = [token.norm for token in text]
        spellings = [self.spellings(norm) for norm in norms]
        found: list[Segment] = []
        at = 0
        while at < len(text):
            segment = self._longest_at(at, norms, spellings, stands)
            if segment is None:
                at += 1
            else:
                found.append(segment)
                at = segment.end
        return tuple(found)

    def spellings(self, word: str) -> tuple[tuple[str, int], ...]:
        """The words of the directory that a typed word may stand for, with the errors made."""
        full = self.same.get(word)
        if full:
            return ((word, 0), (full, 0))
        found = self.vocabulary.near(word)
        if found and found[0][1] > 1 and word in self._told:
            return ()
        if not found and word not in self.vocabulary and not self.vocabulary.everyday(word):
            found = tuple((full, VOICELESS) for full in self.spelling.voiceless(word))
        if not found and len(word) > 3:
            other = word[:-1] if word.endswith("s") else f"{word}s"
            return ((other, 0),) if other in self.vocabulary else ()
        return found

    def ordinary(self, word: str) -> bool:
        """Whether it is an everyday word, or one mistyped that is no nearer to a name."""
        if self.vocabulary.everyday(word):
            return True
        if word in self.vocabulary:
            return False
        if self._is_inflected(word):
            return True
        near = self._ordinary.near(word)
        if not near or near[0][1] > (1 if len(word) < 8 else 2):
            return False
        as_name = min((slips.cost(word, name) for name, _ in self.vocabulary.near(word)), default=math.inf)
        return as_name >= min(slips.cost(word, said) for said, _ in near)

    def _is_inflected(self, word: str) -> bool:
        """Whether it is another form of an ordinary word."""
        stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
        known = (s for stem in stems if len(stem) > 3 for s in (stem, f"{stem}e"))
        return any(stem in self._ordinary for stem in known)

    def _longest_at(
        self, at: int, norms: list[str], spellings: list[tuple[tuple[str, int], ...]], stands: Stands
    ) -> Segment | None:
        best: Segment | None = None
        for phrase, edits in self._paths(at, norms, spellings):
            readings = self._phrases.get(phrase)
            if not readings:
                continue
            whole = Segment(at, at + len(phrase), tuple(readings), edits, phrase)
            standing = tuple([r for r in readings if stands(r, whole)])
            if not standing:
                continue
            if best is None or len(phrase) > best.end - best.start or edits < best.edits:
                best = whole if len(standing) == len(readings) else whole._replace(readings=standing)
            elif edits == best.edits and edits and phrase != best.phrase:
                merged = best.readings + tuple(r for r in standing if r not in best.readings)
                best = best._replace(readings=merged)
        return best

    def _paths(self, at: int, norms: list[str], spellings: list[tuple[tuple[str, int], ...]]) -> Iterator[_Path]:
        """Every spelling of the words from ``at`` on, growing by a word at a time, up to the longest phrase."""
        paths: list[_Path] = [((word,), edits) for word, edits in spellings[at] if word in self._starts]
        yield from paths
        paths += self._begun(at, norms)
        for position in range(at + 1, min(len(spellings), at + self._longest)):
            paths = [
                ((*words_so_far, word), edits + e)
                for words_so_far, edits in paths
                for word, e in (*spellings[position], *self._meant(norms[position], words_so_far))
                if word in self._next.get(words_so_far, ())
            ][:PATHS]
            if not paths:
                return
            yield from paths

    def _begun(self, at: int, norms: list[str]) -> Iterator[_Path]:
        """What a word may stand for before others of a phrase, though it is ordinary or too short: ``prt of entry``."""
        word = norms[at]
        after = norms[at + 1] if at + 1 < len(norms) else ""
        if len(word) < 3 or after not in self._before:
            return
        asks = any(r.role != "foreign" for r in self._phrases.get((word,), ()))
        if not asks and self._may_be_mistyped(word):
            least = ONE_SLIP if len(word) < 5 or self.vocabulary.everyday(word) else TWO_SLIPS
            for other in self._before[after]:
                if word != other and abs(len(other) - len(word)) <= 2 < len(other) and slips.cost(word, other) <= least:
                    yield (other,), OSA.distance(word, other)

    def _meant(self, word: str, after: Form) -> Iterator[tuple[str, int]]:
        """What a word may stand for after others of a phrase, though alone it is ordinary or too short: ``how man``."""
        following: Collection[str] = self._next.get(after, ())
        if len(word) > 2 and word not in following and word not in self.fixed:
            known = not self._may_be_mistyped(word)
            most = 1 if known or len(word) < 5 or self.vocabulary.everyday(word) else 2
            for other in following:
                if abs(len(other) - len(word)) <= most and len(other) > 2:
                    errors = OSA.distance(word, other, score_cutoff=most)
                    if errors <= most and not (known and slips.cost(word, other) > ONE_SLIP):
                        yield other, errors

    def _may_be_mistyped(self, word: str) -> bool:
        """Whether it is no word of names, unless an everyday one, or one that is a name only behind other words."""
        return word not in self.vocabulary or self.vocabulary.everyday(word) or word in self._only_go_on


def _telling_words(directory: Directory) -> dict[str, frozenset[str]]:
    """Words that are all of a name but what sort of thing it is, the *science* of a Faculty of Science; with the kinds of
    the entries called so, parts of others left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    filler = {word for language in directory.languages.values() for phrase in language.filler for word in words(phrase)}
    for entry in directory.entries.values():
        if directory.kinds[entry.kind].rank < 3:
            phrases = (p for language in directory.languages.values() for p in language.kinds.get(entry.kind, ()))
            of_kind = {word for phrase in phrases for word in words(phrase)}
            for name in (entry.name, *entry.aliases):
                telling = [word for word in words(name) if word not in of_kind and word not in filler]
                if len(telling) == 1:
                    found[telling[0]].add(entry.kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}
