"""The words people use, as curators declare them in ``language/``; one file a language, and ``places.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OPERATIONS = (
    *(
        "list",
        "count",
        "nearest",
        "near",
        "reverse",
        "open-now",
        "whether",
        "clock",
        "describe",
        "compare",
        "covers",
        "history",
    ),
    *("not", "rules"),
)
"""The keys that ``operations`` of a language may have; what each means stands at Language.operations."""
CONVERSATION = (
    *("and", "or", "against", "more", "that", "those", "other", "first", "second", "third", "fourth", "fifth", "last"),
    "tell",
    "correct",
)
"""The keys that ``conversation`` of a language may have; what each means stands at Language.conversation."""
AHEAD = {"tomorrow": 1, "day-after-tomorrow": 2}
"""Days that are told from today, and how many days ahead they are."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri", "sat-sun", *AHEAD)
"""The keys that ``days`` of a language may have."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one language asks, and the fixed words of the answers in it. Phrases are lower case, accents optional."""

    code: str
    """ISO 639-1: ``en``."""
    attributes: Mapping[str, tuple[str, ...]]
    """Attribute id → words that ask for it."""
    kinds: Mapping[str, tuple[str, ...]]
    """Kind id → words that mean it."""
    tags: Mapping[str, tuple[str, ...]]
    """Tag id → words that mean it."""
    operations: Mapping[str, tuple[str, ...]]
    """list, count, nearest, reverse, open-now, describe, compare, covers, history → words that ask for it.
    ``near`` may ask for the nearest; ``whether`` before a word for hours asks if it is open; ``clock`` asks what time it is
    there; ``not`` turns the words after it into what is not meant; ``rules`` are words of questions no directory answers."""
    filler: tuple[str, ...]
    """Words that carry nothing."""
    foreign: tuple[str, ...]
    """Words for things that are never here (``hospital``): a question that names one is about it, not about an entry."""
    common: tuple[str, ...]
    """Everyday words that name nothing here: never taken for a misspelt name, and cheap when left unexplained."""
    same: Mapping[str, tuple[str, ...]]
    """A word of names → its short forms: ``saint`` → ``st``."""
    digits: Mapping[str, tuple[str, ...]]
    """0 to 9 → how it is said."""
    days: Mapping[str, tuple[str, ...]]
    """The keys of ``DAYS`` → how that day is said, or these days."""
    labels: Mapping[str, str]
    """Attribute, kind or tag id, or ``{id} plural`` → label, where it differs from ``kinds.yaml``."""
    say: Mapping[str, str]
    """Key → fixed words of an answer, with ``{fields}``."""
    say_lines: Mapping[str, int]
    """Key → the line of the language's file on which these words stand."""
    conversation: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """``and`` joins several things asked at once, ``or`` several that are spoken of, ``against`` what is set side by side;
    ``more`` begins a question that goes on from the last one; ``that`` points to what was answered, ``those`` to all that
    were shown; ``other``, ``first`` … ``fifth`` and ``last`` pick one of what was shown; ``tell`` begins what is told and
    asks nothing (``I'll``); ``correct`` takes back what was said before it (``no wait``)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A named group of countries or states."""

    id: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    """ISO 3166 codes."""


@dataclass(frozen=True, slots=True)
class Places:
    """Names of countries, states and regions beyond the standard ones of the Unicode locale data."""

    home: str
    """ISO code of the country meant when none is named."""
    names: Mapping[str, str]
    """ISO code → the name shown."""
    aliases: Mapping[str, tuple[str, ...]]
    """ISO code → all names and abbreviations people use, the shown one included."""
    regions: Mapping[str, Region]
    """As declared, then the standard ones, the smaller first."""
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language → ISO code or region id → its standard name in that language, for languages other than English."""
