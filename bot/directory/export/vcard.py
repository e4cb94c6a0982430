"""vCard 3.0 (RFC 2426): one card an entry that can be called, written to or visited, for the contacts of a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import phonenumbers
from phonenumbers import PhoneNumberFormat

from bot.directory.export.titles import source_title
from bot.directory.model import Directory, Entry, Fact
from bot.directory.phones import Phone

_REACHED_BY = ("phone", "email", "address")
"""Types of attributes that make an entry worth a card."""
_LONGEST_LINE = 75
"""Octets, without the line's end."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})
_EXTENSION = re.compile(r"(?:\bx|\bext(?:ension|n)?\b\.?)\s*[0-9]+", re.IGNORECASE)
_TOWN = re.compile(r"(?P<street>.+), (?P<city>[^,0-9()]+), (?P<region>[A-Z]{2}) (?P<zip>[0-9]{5}(?:-[0-9]{4})?)", re.DOTALL)


def as_vcf(directory: Directory, entries: Iterable[Entry]) -> Iterator[str]:
    """The cards of the entries that can be reached; the others are left out."""
    return (card(entry, directory) for entry in entries if reachable(entry, directory))


def reachable(entry: Entry, directory: Directory) -> bool:
    """Whether it has a telephone, an e-mail address or a postal address that holds now."""
    return any(directory.attributes[fact.attribute].type in _REACHED_BY for fact in _current(entry))


def card(entry: Entry, directory: Directory) -> str:
    """One card, lines ended by CRLF and folded.

    Every telephone, e-mail address, postal address and web page that holds now, with its label; what it is part of as
    organisation and units; doubts, sources and dates as a note. The revision is the newest date of those facts, and left out
    where none is known.
    """
    facts = [f for f in _current(entry) if directory.attributes[f.attribute].type in (*_REACHED_BY, "url")]
    dates = [fact.as_of for fact in facts if fact.as_of]
    units = [above.name for above in directory.ancestors(entry)]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//directory-bot//EN",
        f"UID:{_escaped(entry.id)}",
        f"FN:{_escaped(entry.name)}",
        f"N:{_escaped(entry.name)};;;;",
        f"ORG:{';'.join(map(_escaped, (directory.title, *reversed(units))))}",
        *_contacts(facts, directory),
        *([f"GEO:{entry.place.lat:.6f};{entry.place.lon:.6f}"] if entry.place.lat is not None else []),
        f"NOTE:{_escaped(_note(entry, facts, directory))}",
        *([f"REV:{max(map(_instant, dates))}"] if dates else []),
        "END:VCARD",
    ]
    return "".join(_folded(line) for line in lines)


def _current(entry: Entry) -> Iterator[Fact]:
    return (fact for fact in entry.facts if not fact.former)


def _contacts(facts: Iterable[Fact], directory: Directory) -> Iterator[str]:
    """The lines by which it is reached. Labelled ones form a group with their label, as telephones expect."""
    groups = 0
    for fact in facts:
        for lines in _properties(fact, directory):
            if fact.label or len(lines) > 1:
                groups += 1
                label = [f"X-ABLabel:{_escaped(fact.label)}"] if fact.label else []
                yield from (f"item{groups}.{line}" for line in (*lines, *label))
            else:
                yield from lines


def _properties(fact: Fact, directory: Directory) -> Iterator[list[str]]:
    """The properties of a fact, each as the lines that belong together."""
    type = directory.attributes[fact.attribute].type
    if type == "phone":
        sort = "FAX" if "fax" in fact.attribute else "VOICE"
        yield from ([f"TEL;TYPE=WORK,{sort}:{_international(phone)}"] for phone in fact.phones)
    elif type == "email":
        yield [f"EMAIL;TYPE=INTERNET:{fact.value}"]
    elif type == "url":
        yield [f"URL:{fact.value}"]
    else:
        yield [f"ADR;TYPE=WORK:{_address(fact.value, directory)}", f"LABEL;TYPE=WORK:{_escaped(fact.value)}"]


def _international(phone: Phone) -> str:
    """``+1 520-555-0100 ext. 6``; a short code stays as it is."""
    if not phone.e164.startswith("+"):
        return phone.e164
    number = phonenumbers.parse(phone.e164)
    number.extension = phone.extension or None
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _address(printed: str, directory: Directory) -> str:
    """The seven parts of ADR. An address that does not end as ``, City, ST 12345`` stays whole, in the part for streets."""
    places = directory.places
    found = _TOWN.fullmatch(printed)
    if not found or f"{places.home}-{found['region']}" not in places.names:
        return f";;{_escaped(printed)};;;;"
    parts = ("", "", found["street"], found["city"], found["region"], found["zip"], places.names[places.home])
    return ";".join(map(_escaped, parts))


def _note(entry: Entry, facts: list[Fact], directory: Directory) -> str:
    """What sort of thing it is; doubts, and words printed with a number; then which facts are from where and when."""
    kind = directory.kinds[entry.kind].label
    lines = [kind[:1].upper() + kind[1:], *([entry.note] if entry.note else [])]
    origins: dict[str, dict[str, None]] = {}
    for fact in facts:
        label = directory.attributes[fact.attribute].label
        if fact.note or (fact.phones and _has_words(fact.value)):
            lines.append(f"{label} {fact.value}" + (f": {fact.note}" if fact.note else ""))
        origin = f"{source_title(fact.source)}, {f'as of {fact.as_of}' if fact.as_of else 'undated'}"
        origins.setdefault(origin, {})[label] = None
    return "\n".join([*lines, *(f"{', '.join(labels)}: {origin}" for origin, labels in origins.items())])


def _has_words(printed: str) -> bool:
    """Whether a telephone number has letters besides those of an extension: ``1-800-BE-ALERT``, ``from Mexico (55) …``."""
    return any(sign.isalpha() for sign in _EXTENSION.sub("", printed))


def _instant(as_of: str) -> str:
    """``2016-11`` as the first moment it can mean."""
    return f"{as_of}{'-01-01'[len(as_of) - len('2016') :]}T00:00:00Z"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line with CRLF, broken where it is too long, never inside a character."""
    octets = line.encode()
    pieces: list[bytes] = []
    room = _LONGEST_LINE
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        pieces.append(octets[:cut])
        octets = octets[cut:]
        room = _LONGEST_LINE - 1  # a space begins each continuation
    return b"\r\n ".join([*pieces, octets]).decode() + "\r\n"
