"""Phrases with a meaning: attribute, kind, tag and operation words, places, codes, and the full names of entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from bot.answering.understanding.dates import month_names
from bot.answering.understanding.normalize import Token, words
from bot.answering.understanding.spelling import Spelling
from bot.answering.understanding.vocabulary import Vocabulary
from bot.directory.model import Directory

_HEAD = re.compile(r"\s[-–]\s|[,(/]")
VOICELESS = 2
"""As how many typing errors missing vowels count."""

Role = Literal["attribute", "kind", "tag", "operation", "filler", "foreign", "place", "name", "topic"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a phrase can mean."""

    role: Role
    meaning: str
    """Id of the attribute, kind, tag, operation, place or entry; empty for filler."""
    language: str = ""
    """The language whose word it is; empty for names."""
    plural: bool = False
    """For kinds and tags: several are meant."""
    short: bool = False
    """An abbreviation of a place, which may as well be a word."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words of the question read as one phrase."""

    start: int
    end: int
    """Past its last word."""
    readings: tuple[Reading, ...]
    edits: int
    """Typing errors forgiven in it."""
    phrase: tuple[str, ...]
    """Its words as the lexicon has them."""


class Lexicon:
    """Every phrase of a directory's languages, places and names, found in a text in one pass."""

    def __init__(self, directory: Directory) -> None:
        self._phrases: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
        everyday: set[str] = set()
        self._fill_from_languages(directory, everyday)
        self.fixed = frozenset(word for phrase in self._phrases for word in phrase)
        """Words of the languages, as against words of names."""
        self._fill_from_places(directory)
        self._fill_from_names(directory)
        known = {word for phrase in self._phrases for word in phrase}
        known |= {w for e in directory.entries.values() for n in (e.name, *e.aliases) for w in words(n)}
        known |= {
            w for lang in directory.languages.values() for forms in lang.same.values() for f in forms for w in words(f)
        }
        self.code_attributes = frozenset(a.id for a in directory.attributes.values() if a.type == "code")
        self.hours_attributes = tuple(a.id for a in directory.attributes.values() if a.type == "hours")
        facts = (f for e in directory.entries.values() for f in e.facts)
        self.codes = frozenset(f.value for f in facts if f.attribute in self.code_attributes)
        """Every code of every entry, former ones too; met exactly or not at all."""
        self.shorts = frozenset(
            words(form)[0]
            for language in directory.languages.values()
            for forms in language.same.values()
            for form in forms
            if len(words(form)) == 1
        )
        """Words that may be short for a longer one."""
        self.months = month_names(tuple(directory.languages))
        self.same = short_forms(directory)
        everyday |= {f"{word}s" for word in everyday if len(word) > 3} - known
        self.vocabulary = Vocabulary(known | self.same.keys(), everyday)
        named = (p for p, readings in self._phrases.items() if any(r.role in ("name", "place", "kind") for r in readings))
        alone = ((word,) for e in directory.entries.values() if directory.kinds[e.kind].rank == 1 for word in words(e.name))
        shorts = (p[0] for p, readings in self._phrases.items() if len(p) == 1 and any(r.short for r in readings))
        digits = {word: d for lang in directory.languages.values() for d, said in lang.digits.items() for word in said}
        self.spelling = Spelling(self.vocabulary, {*named, *alone}, frozenset(shorts), digits)
        self._ordinary = Vocabulary(everyday | self.fixed, ())
        self._longest = max(map(len, self._phrases), default=1)
        self._starts = frozenset(phrase[0] for phrase in self._phrases)
        self._next: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for phrase in self._phrases:
            for length in range(1, len(phrase)):
                self._next[phrase[:length]].add(phrase[length])

    def _add(self, phrase: str, reading: Reading) -> None:
        key = words(phrase)
        if key and reading not in self._phrases[key]:
            self._phrases[key].append(reading)

    def _fill_from_languages(self, directory: Directory, everyday: set[str]) -> None:
        for code, language in directory.languages.items():
            groups: tuple[tuple[Role, dict[str, tuple[str, ...]]], ...] = (
                ("attribute", dict(language.attributes)),
                ("kind", dict(language.kinds)),
                ("tag", dict(language.tags)),
                ("operation", dict(language.operations)),
                ("filler", {"": language.filler}),
                ("foreign", {"": language.foreign}),
            )
            for role, meanings in groups:
                for meaning, phrases in meanings.items():
                    spelt = {words(p) for p in phrases}
                    for phrase in phrases:
                        plural = role in ("kind", "tag") and _is_plural(words(phrase), spelt)
                        self._add(phrase, Reading(role, meaning, code, plural))
            everyday.update(word for phrase in language.common for word in words(phrase))
        spoken = {a for language in directory.languages.values() for a, phrases in language.attributes.items() if phrases}
        for attribute in directory.attributes.values():
            if attribute.id not in spoken and words(attribute.label) not in self._phrases:
                self._add(attribute.label, Reading("attribute", attribute.id))
        for kind in directory.kinds.values():
            self._add(kind.label, Reading("kind", kind.id))
            if words(kind.plural) != words(kind.label):
                self._add(kind.plural, Reading("kind", kind.id, plural=True))

    def _fill_from_places(self, directory: Directory) -> None:
        places = directory.places
        shown = {words(name) for name in places.names.values()}
        for code, names in places.aliases.items():
            for name in names:
                # the name one place is shown by is not taken for a longer name of another, cut short
                if words(name) not in shown or words(name) == words(places.names.get(code, "")):
                    self._add(
                        name, Reading("place", code, short=len(name) <= 4 and words(name) != words(places.names[code]))
                    )
        for entry in directory.entries.values():
            for target in entry.covers:
                if target.locality:
                    self._add(target.locality, Reading("place", f"{target.place}|{target.locality}"))
        for region in directory.places.regions.values():
            for name in region.names:
                self._add(name, Reading("place", region.id))

    def _fill_from_names(self, directory: Directory) -> None:
        filler = {
            phrase[0]
            for phrase, readings in self._phrases.items()
            if len(phrase) == 1 and any(r.role == "filler" for r in readings)
        }
        kinds = {phrase for phrase, readings in self._phrases.items() if any(r.role == "kind" for r in readings)}
        for entry in directory.entries.values():
            elsewhere = directory.kinds[entry.kind].elsewhere
            for name in (entry.name, *entry.aliases):
                # a topic of somebody else's (written small) is weaker evidence than their name
                role: Role = "topic" if elsewhere and name.islower() else "name"
                telling = tuple(w for w in words(name) if w not in filler)
                initials = name.isupper() and telling in kinds
                if ((len(words(name)) > 1 or elsewhere) and telling not in kinds) or initials:
                    self._add(name, Reading(role, entry.id))
            core = _without_kind(
                words(entry.name),
                [words(p) for lang in directory.languages.values() for p in lang.kinds.get(entry.kind, ())],
            )
            if len(core) > 1:
                self._add(" ".join(core), Reading("name", ""))  # "Brown Field" is a name though its words are everyday ones
            for head in {entry.name.partition(",")[0], _HEAD.split(entry.name)[0]}:
                if directory.kinds[entry.kind].rank == 1 and len(words(head)) > 1:
                    self._add(head, Reading("name", ""))  # so that "Kansas City" is not read as Kansas

    def readings(self, phrase: tuple[str, ...]) -> tuple[Reading, ...]:
        """What exactly these words mean; empty when they are no phrase."""
        return tuple(self._phrases.get(phrase, ()))

    def segments(self, text: tuple[Token, ...]) -> tuple[Segment, ...]:
        """The phrases of a text, not overlapping, left to right: the longest first, then the one with fewest errors."""
        norms = [token.norm for token in text]
        spellings = [self.spellings(norm) for norm in norms]
        found: list[Segment] = []
        at = 0
        while at < len(text):
            segment = self._longest_at(at, norms, spellings)
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
        slips = self._ordinary.near(word)
        names = self.vocabulary.near(word)
        if not slips or slips[0][1] > (1 if len(word) < 8 else 2):
            return False
        return not (names and names[0][1] < slips[0][1]) and word not in self.vocabulary

    def _longest_at(self, at: int, norms: list[str], spellings: list[tuple[tuple[str, int], ...]]) -> Segment | None:
        best: Segment | None = None
        for phrase, edits in self._paths(at, norms, spellings):
            readings = self._phrases.get(phrase)
            if not readings:
                continue
            if best is None or len(phrase) > best.end - best.start or edits < best.edits:
                best = Segment(at, at + len(phrase), tuple(readings), edits, phrase)
            elif edits == best.edits and edits and phrase != best.phrase:
                merged = best.readings + tuple(r for r in readings if r not in best.readings)
                best = Segment(at, best.end, merged, edits, best.phrase)
        return best

    def _paths(
        self, at: int, norms: list[str], spellings: list[tuple[tuple[str, int], ...]]
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """Every spelling of the words from ``at`` on, growing by a word at a time, up to the longest phrase."""
        paths: list[tuple[tuple[str, ...], int]] = [((), 0)]
        for position in range(at, min(len(spellings), at + self._longest)):
            options = spellings[position]
            if position == at:
                options = tuple(o for o in options if o[0] in self._starts)
            paths = [
                ((*words_so_far, word), edits + e)
                for words_so_far, edits in paths
                for word, e in (*options, *self._meant(norms[position], words_so_far))
                if not words_so_far or word in self._next.get(words_so_far, ())
            ][:24]
            if not paths:
                return
            yield from paths

    def _meant(self, word: str, after: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """What a word may stand for after others of a phrase, though alone it is ordinary or too short: ``how man``."""
        if after and len(word) > 2 and word not in self.fixed and word not in self._next.get(after, ()):
            most = 1 if len(word) < 5 or self.vocabulary.everyday(word) else 2
            for other in self._next.get(after, ()):
                if abs(len(other) - len(word)) <= most and len(other) > 2:
                    errors = OSA.distance(word, other, score_cutoff=most)
                    if errors <= most:
                        yield other, errors


def _without_kind(name: tuple[str, ...], kinds: list[tuple[str, ...]]) -> tuple[str, ...]:
    """What is left of a name without the words for its kind at its end; empty when there are none."""
    ends = [len(kind) for kind in kinds if len(kind) < len(name) and name[-len(kind) :] == kind]
    return name[: -max(ends)] if ends else ()


def _is_plural(phrase: tuple[str, ...], spelt: set[tuple[str, ...]]) -> bool:
    """Whether the same phrase in the singular stands beside it."""
    for at, word in enumerate(phrase):
        for ending in ("es", "s"):
            if word.endswith(ending) and (*phrase[:at], word[: -len(ending)], *phrase[at + 1 :]) in spelt:
                return True
    return False


def short_forms(directory: Directory) -> dict[str, str]:
    """Short form → the word it stands for, for single words; longer ones are spelt out in the index."""
    return {
        short[0]: full_words[0]
        for language in directory.languages.values()
        for full, forms in language.same.items()
        if len(full_words := words(full)) == 1
        for form in forms
        if len(short := words(form)) == 1
    }
