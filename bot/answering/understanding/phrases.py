"""The phrases of a directory with what they mean: attribute, kind, tag and operation words, places, names of entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.answering.understanding.normalize import words
from bot.directory.model import Directory

Role = Literal["attribute", "kind", "tag", "operation", "filler", "day", "foreign", "place", "name", "topic"]
Form = tuple[str, ...]
"""The words of a phrase."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_HEAD = re.compile(r"\s[-–]\s|[,(/]")


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


class Phrases(dict[Form, list[Reading]]):
    """Every phrase of a directory's languages, places and names, with its readings. Filled once."""

    def __init__(self, directory: Directory) -> None:
        super().__init__()
        self._fill_from_languages(directory)
        self.fixed = frozenset(word for phrase in self for word in phrase)
        """Words of the languages, as against words of names."""
        self._fill_from_places(directory)
        self._fill_from_names(directory)

    def _add(self, phrase: str, reading: Reading) -> None:
        key = words(phrase)
        if key and reading not in self.setdefault(key, []):
            self[key].append(reading)

    def _fill_from_languages(self, directory: Directory) -> None:
        for code, language in directory.languages.items():
            groups: tuple[tuple[Role, dict[str, tuple[str, ...]]], ...] = (
                ("attribute", dict(language.attributes)),
                ("kind", dict(language.kinds)),
                ("tag", dict(language.tags)),
                ("operation", dict(language.operations)),
                ("filler", {"": (*language.filler, *(said for days in language.days.values() for said in days))}),
                ("day", dict(language.days)),
                ("foreign", {"": language.foreign}),
            )
            for role, meanings in groups:
                for meaning, phrases in meanings.items():
                    spelt = {words(p) for p in phrases}
                    for phrase in phrases:
                        plural = role in ("kind", "tag") and _is_plural(words(phrase), spelt)
                        self._add(phrase, Reading(role, meaning, code, plural))
        spoken = {a for language in directory.languages.values() for a, phrases in language.attributes.items() if phrases}
        for attribute in directory.attributes.values():
            if attribute.id not in spoken and words(attribute.label) not in self:
                self._add(attribute.label, Reading("attribute", attribute.id))
        for kind in directory.kinds.values():
            self._add(kind.label, Reading("kind", kind.id))
            if words(kind.plural) != words(kind.label):
                self._add(kind.plural, Reading("kind", kind.id, plural=True))

    def _fill_from_places(self, directory: Directory) -> None:
        places = directory.places
        shown = {words(name) for name in places.names.values()}
        cities = {words(e.place.city) for e in directory.entries.values() if directory.kinds[e.kind].rank == 1}
        for code, names in places.aliases.items():
            for name in names:
                # the name one place is shown by, or a city here, is not taken for a longer name of another, cut short
                if words(name) not in shown | cities or words(name) == words(places.names.get(code, "")):
                    self._add(
                        name, Reading("place", code, short=len(name) <= 4 and words(name) != words(places.names[code]))
                    )
        for entry in directory.entries.values():
            for target in entry.covers:
                if target.locality:
                    for name in (target.locality, *_turned(target.locality, directory)):
                        self._add(name, Reading("place", f"{target.place}|{target.locality}"))
        for region in directory.places.regions.values():
            for name in region.names:
                self._add(name, Reading("place", region.id))

    def _fill_from_names(self, directory: Directory) -> None:
        filler = {
            phrase[0] for phrase, readings in self.items() if len(phrase) == 1 and any(r.role == "filler" for r in readings)
        }
        kinds = {p: {r.meaning: r.plural for r in readings if r.role == "kind"} for p, readings in self.items()}
        told_of_kinds = {kind.about for kind in directory.kinds.values()}
        for entry in directory.entries.values():
            elsewhere = directory.kinds[entry.kind].elsewhere
            bare = (_BRACKETS.sub("", entry.name),) if elsewhere else ()
            for name in dict.fromkeys((entry.name, *bare, *entry.aliases)):
                # a topic of somebody else's (written small) is weaker evidence than their name
                role: Role = "topic" if elsewhere and name.islower() else "name"
                telling = tuple(w for w in words(name) if w not in filler)
                sorts = kinds.get(telling, {})
                # the name of one thing, and the word for one of another sort
                of_another = bool(sorts) and entry.kind not in sorts and not any(sorts.values())
                of_another = of_another and entry.id not in told_of_kinds
                if ((len(words(name)) > 1 or elsewhere) and not sorts) or of_another:
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


def _turned(name: str, directory: Directory) -> Iterator[str]:
    """A name with its last word before the others, in the words of languages that say it so: ``condado de Yuma``."""
    *others, last = words(name)
    for language in directory.languages.values():
        yield from (f"{form} {' '.join(others)}" for form in language.same.get(last, ()) if others and len(words(form)) > 1)


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
