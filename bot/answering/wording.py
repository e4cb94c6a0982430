"""The fixed words of answers, in the answer's language. They stand in ``language/*.yaml`` under ``say``."""

from __future__ import annotations

from bot.directory.model import Attribute, Directory, Entry, Kind

KEYS = frozenset(
    [
        "whole_of",
        "fact_of",
        "old",
        "undated",
        "standing_secondary",
        "standing_unofficial",
        "source",
        "as_of",
        "hops",
        "fallback",
        "basis",
        "also",
        "which_one",
        "not_sure",
        "nothing",
        "not_covered",
        "no_code",
        "no_place",
        "elsewhere",
        "elsewhere_web",
        "rules",
        "which_kind",
        "which_fact",
        "missing",
        "has",
        "instead",
        "general",
        "examples",
        "list_in",
        "list",
        "count_of",
        "newest",
        "history",
        "cut",
        "more",
        "help",
        "help_narrow",
        "parts_have",
        "and_",
        "none",
        "covers_it",
        "part_of_it",
    ]
)
"""Every key of ``say`` that the code uses."""


class Wording:
    """Labels and sentences of one language, falling back to the directory's first."""

    def __init__(self, directory: Directory, language: str) -> None:
        self._directory = directory
        self._first = next(iter(directory.languages.values()), None)
        self._language = directory.languages.get(language, self._first)
        self.code = self._language.code if self._language else language

    def say(self, key: str, **fields: object) -> str:
        """The sentence under a key, with its fields filled in."""
        assert key in KEYS, key
        for language in (self._language, self._first):
            if language is not None and key in language.say:
                return language.say[key].format_map({k: str(v) for k, v in fields.items()})
        return " ".join(str(v) for v in fields.values())

    def attribute(self, attribute: Attribute) -> str:
        """How people read an attribute."""
        return self._label(attribute.id, attribute.label)

    def kind(self, kind: Kind) -> str:
        """One entry of the kind, as people say it."""
        return self._label(kind.id, kind.label)

    def kinds(self, kind: Kind) -> str:
        """Several of the kind."""
        return self._label(f"{kind.id}s", kind.plural)

    def _label(self, id: str, default: str) -> str:
        return self._language.labels.get(id, default) if self._language else default

    def place(self, code: str) -> str:
        """The name of a place or region, or of a named place inside one."""
        place, _, locality = code.partition("|")
        places = self._directory.places
        name = places.regions[place].names[0] if place in places.regions else places.names.get(place, place)
        return f"{locality}, {name}" if locality else name

    def entry(self, entry: Entry) -> str:
        """An entry with its kind: ``Laredo, Texas (port of entry)``."""
        kind = self.kind(self._directory.kinds[entry.kind])
        if kind.lower() in entry.name.lower():
            return entry.name
        return f"{entry.name} ({kind})"
