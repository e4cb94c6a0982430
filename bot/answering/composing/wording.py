"""The fixed words of answers, in the answer's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from bot.answering.model import ShownFact
from bot.directory.errors import Problem
from bot.directory.hours import HoursWords
from bot.directory.model import Attribute, Directory, Entry, Kind, Location, Tag
from bot.directory.reading.languages import fields_of
from bot.directory.reading.reader import instead, quoted

SAY = {
    "fact_of": "{label}, {name}",
    "old": "possibly out of date",
    "old_note": "This is of {date} and may be out of date.",
    "but": "but not “{words}”",
    "near": "I am not sure what you mean. The nearest I have on record:",
    "undated": "undated",
    "standing_secondary": "second-hand source",
    "standing_unofficial": "unofficial source",
    "source": "Source: {what}",
    "as_of": "as of {date}",
    "fallback": "{name} has none of its own on record; this is that of {fallback}.",
    "last_resort": "No nearer {kind} is recorded for {name}; this is the general one.",
    "basis": "Basis of the coverage: {basis}.",
    "covers_it": "{name} covers {place}.",
    "also": "See also: {names}",
    "which_one": "Which one do you mean?",
    "not_sure": "I am not sure which one you mean. Is it one of these?",
    "nothing": "I have nothing on record that fits this.",
    "not_covered": "No {kind} is recorded to cover {place}.",
    "no_code": "No entry has that code, number or address.",
    "none_there": "No {kind} is on record for {name}.",
    "nearest_known": "The nearest I have on record:",
    "none_called": "No “{words}” is on record for {name}. Ask there instead:",
    "no_place": "No {kind} is on record for {place}.",
    "elsewhere": "That is the business of {name}, not of this directory.",
    "elsewhere_web": "That is the business of {name}: {web}",
    "rules": "This directory tells whom to ask, not rules, prices or waiting times.",
    "which_kind": "Which {kind}? There are {count}; name a place, an office or a code.",
    "undescribed": "Nothing on record explains “{kind}”. I know where each is and how to reach it; for example:",
    "which_fact": "Of what? Name an office, a place or a code.",
    "no_street": "No street address is on record for {name}; it is in {place}.",
    "missing": "{name}: no {label} on record.",
    "has": "On record: {labels}.",
    "parts_have": "Inside it, these have one:",
    "instead": "Ask instead: {name}, {label} {value}",
    "general": "For anything else: {name}",
    "both": "You named {count} entries:",
    "shown": "Of the {count} shown before:",
    "list_in": "{count} {kinds}: {where}",
    "list_outside": "{count} {kinds} outside {where}",
    "list": "{count} {kinds}",
    "of_trait": "{kinds} ({traits})",
    "count_of": "{name}, {when}",
    "changes": "{name} ({when})",
    "history": "Other years: {values}",
    "other_date": "Nothing is on record for {date} itself.",
    "former": "That is a former one.",
    "other_hours": "Hours of their own: {names}",
    "hours_of": "{name}: {hours}",
    "nearest": "the {kind} nearest to {place}: {distance}",
    "crow_flies": "Distances are as the crow flies.",
    "which_place": "Which {name} do you mean?",
    "nowhere": "Near where? Name a city, a ZIP code or an airport.",
    "no_such_place": "I know no place called “{name}”. Name a city, a ZIP code or an airport.",
    "unplaced": "Where the {kinds} lie is not on record.",
    "left_out": "Where {count} other {kinds} lie is not on record.",
    "mile": "1 mile or less",
    "miles": "{number} miles",
    "kilometres": "{number} km",
    "each": "For each of the {count}:",
    "compared": "Side by side: {names}",
    "for": "{value}, for {name}",
    "none": "none on record",
    "places_covered": "{region}: {count} {kinds}",
    "none_for": "None is recorded for {places}.",
    "near_there": "No {kind} is recorded to cover {place}. On record for {region}:",
    "is_open": "Open now",
    "is_closed": "Closed now",
    "partly_open": "Partly open now",
    "open_inside": "Open now inside it: {names}",
    "state_there": "{state}: it is {time} there.",
    "maybe_closed": "Probably closed now",
    "open_until": "{name}: open until {time}",
    "opens_at": "{name}: opens {time}",
    "open_on": "Open: {hours}",
    "closed_on": "Closed: {days}",
    "open_at": "Open: {days} at {time}",
    "closed_at": "Closed: {days} at {time}",
    "holiday_then": "{date} is {holiday} there, a public holiday; the hours may differ.",
    "by_hours": "{lead}, by its hours",
    "always_open": "{name}: open around the clock",
    "never_open": "{name}: no opening hours in any week",
    "times": "By the clock there:",
    "local_time": "Local time there: {time}.",
    "time_at": "{date} ({zone}), {name}",
    "today_is": "Today is {holiday} there, a public holiday; the hours may differ.",
    "cannot_tell": "Whether it is open now cannot be told from this.",
    "weekdays": "Mon Tue Wed Thu Fri Sat Sun",
    "daily": "Daily {hours}",
    "closed": "closed",
    "all_day": "24 hours",
    "always": "24 hours a day, 7 days a week",
    "and": "and",
    "through": "To be reached through {name}.",
    "cut": "Only the first 1,000 characters were read.",
    "more": "… and {count} more",
    "chat": "I answer from the {title}: whom to call, where, and who covers what. For example:",
    "help": "{about}. Ask in your own words:",
    "help_narrow": "Ask for {kinds} in your own words:",
    "any_kind": "office",
}
"""The fixed words in English, by key; ``say`` in a language file puts them in another language, or differently."""


def misspoken(directory: Directory, sentences: Mapping[str, str]) -> Iterator[Problem]:
    """What languages ``say`` that no answer asks for, or with a field that nothing fills, by the English ``sentences``."""
    for language in directory.languages.values():
        for key, text in language.say.items():
            where = Location(f"language/{language.code}.yaml", language.say_lines[key])
            if key not in sentences:
                yield Problem(where, f"say: unknown key {quoted(key)}; {instead(key, sentences, 'take it out')}")
            elif extra := sorted((fields_of(text) or set()) - (known := fields_of(sentences[key]) or set())):
                names = ", ".join(f"{{{name}}}" for name in sorted(known)) or "none"
                yield Problem(where, f"say: {key} has the field {{{extra[0]}}}; it may have these: {names}")


class Wording:
    """Labels and sentences of one language; what it lacks is said in the directory's first, or in English.

    ``sentences``: the English ones by key; a surface adds its own.
    """

    def __init__(self, directory: Directory, language: str, sentences: Mapping[str, str] = SAY) -> None:
        self._directory = directory
        self._sentences = sentences
        self._first = next(iter(directory.languages.values()), None)
        self._language = directory.languages.get(language, self._first)
        self.code = self._language.code if self._language else language

    def say(self, key: str, **fields: object) -> str:
        """The sentence under a key of ``sentences``, with its fields filled in; in English where its own names others."""
        for language in (self._language, self._first):
            if language is not None and key in language.say:
                try:
                    return language.say[key].format_map(fields)
                except (LookupError, AttributeError, ValueError):  # check tells curators of it; people get an answer
                    break
        return self._sentences[key].format_map(fields)

    def origin(self, shown: ShownFact) -> str:
        """How its source stands, when it was true, and whether that is long ago: ``second-hand source · as of 2016-11``."""
        standing = shown.fact.source.standing
        parts = [] if standing == "official" else [self.say(f"standing_{standing}")]
        parts.append(self.say("as_of", date=shown.fact.as_of) if shown.fact.as_of else self.say("undated"))
        if shown.old:
            parts.append(self.say("old"))
        return " · ".join(parts)

    def attribute(self, attribute: Attribute) -> str:
        """How people read an attribute."""
        return self._label(attribute.id, attribute.label)

    def kind(self, kind: Kind) -> str:
        """One entry of the kind, as people say it."""
        return self._label(kind.id, kind.label)

    def kinds(self, kind: Kind) -> str:
        """Several of the kind."""
        return self._label(f"{kind.id} plural", kind.plural)

    def tag(self, tag: Tag, several: bool) -> str:
        """A trait, as people say it of one or of several."""
        return self._label(f"{tag.id} plural", tag.plural) if several else self._label(tag.id, tag.label)

    @cached_property
    def hours_words(self) -> HoursWords:
        """The words in which hours are told."""
        return HoursWords(
            tuple(self.say("weekdays").split()),
            self.say("daily", hours="{hours}"),
            self.say("closed"),
            self.say("all_day"),
            self.say("always"),
            self.say("and"),
        )

    def _label(self, id: str, default: str) -> str:
        return self._language.labels.get(id, default) if self._language else default

    def place(self, code: str) -> str:
        """The name of a place or region, or of a named place inside one."""
        place, _, locality = code.partition("|")
        places = self._directory.places
        name = places.regions[place].names[0] if place in places.regions else places.names.get(place, place)
        name = places.translated.get(self.code, {}).get(place, name)
        return f"{locality}, {name}" if locality else name

    def entry(self, entry: Entry) -> str:
        """An entry with its kind: ``Laredo, Texas (port of entry)``; without it when the name says it."""
        kind = self.kind(self._directory.kinds[entry.kind])
        if kind.lower() in entry.name.lower():
            return entry.name
        return f"{entry.name} ({kind})"
