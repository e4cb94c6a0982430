"""Questions made from the fact base: phrasings x entries x ways to mistype them, each with the answer it must get."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.answering.model import Answer
from bot.answering.resolving.coverage import serving, serving_place
from bot.answering.understanding.normalize import words
from bot.directory.model import Directory, Entry

PHRASINGS = Path(__file__).resolve().parent / "phrasings"
STYLES = ("clean", "one typo", "two typos", "partial or reordered")
OUT_OF_SCOPE = "out of scope"
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in KEYS for at, key in enumerate(row)}
"""Keys beside each other, for a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A made question and what is right for it."""

    text: str
    style: str
    entries: frozenset[str] = frozenset()
    """Ids of which the answer's first must be one; for a list, all that it must hold. Empty: nothing may be answered."""
    attribute: str = ""
    values: frozenset[str] = frozenset()
    """Values of the attribute, one of which must be shown."""
    outcome: str = "answer"

    def grade(self, answer: Answer) -> str:
        """``right``, ``wrong`` (said with confidence), or ``unsure``: offered, or turned down."""
        ids = [entry.id for entry in answer.entries]
        if not self.entries:
            return "right" if answer.outcome in ("unknown", "help", "choices") else "wrong"
        if answer.outcome in ("unknown", "help", "choices"):
            return "unsure"
        if self.outcome != "answer":
            return "right" if answer.outcome == self.outcome and self.entries == set(ids) else "wrong"
        said = not self.values or any(shown.fact.value in self.values for shown in (*answer.facts, *answer.card))
        asked = not self.attribute or any(shown.fact.attribute == self.attribute for shown in answer.facts)
        if ids[:1] and ids[0] in self.entries and said:
            return (
                "right" if asked else "unsure" if not answer.question.attributes else "wrong"
            )  # the whole card says it too
        return "wrong"


def generate(directory: Directory, phrasings: str, count: int, seed: int) -> tuple[Generated, ...]:
    """``count`` questions in scope, spread evenly over ``STYLES``, and all those out of scope of a file of phrasings.

    ``phrasings``: a file of ``PHRASINGS`` without its ending. The same seed makes the same questions.
    """
    given = yaml.safe_load((PHRASINGS / f"{phrasings}.yaml").read_text(encoding="utf-8"))
    makers = _Makers(directory, given, random.Random(seed))
    made = [makers.one(STYLES[number % len(STYLES)]) for number in range(count)]
    return (*made, *(Generated(text, OUT_OF_SCOPE) for text in given["out_of_scope"]))


class _Makers:
    """Makes questions of every sort, in the shares of ``SORTS``."""

    def __init__(self, directory: Directory, given: Mapping[str, Any], chance: random.Random) -> None:
        self.directory, self.given, self.chance = directory, given, chance
        self.by_kind: dict[str, list[Entry]] = defaultdict(list)
        for entry in directory.entries.values():
            self.by_kind[entry.kind].append(entry)
        self.common = {kind: _common(entries) for kind, entries in self.by_kind.items()}
        self.known = {word for e in directory.entries.values() for text in (e.name, *e.aliases) for word in words(text)}
        self.sorts: dict[Callable[[str], Generated | None], int] = {
            self._fact: 70, self._spanish: 8, self._served: 10, self._place: 4, self._list: 3, self._reverse: 5,
        }  # fmt: skip

    def one(self, style: str) -> Generated:
        """A question of this style; of whichever sort fits."""
        while True:
            make = self.chance.choices(list(self.sorts), list(self.sorts.values()))[0]
            made = make(style)
            if made is not None:
                return made

    def _finish(self, template: str, name: str, style: str, **expected: Any) -> Generated | None:
        text = re.sub(r"\{\w+\}", lambda _: name, template)
        typos = {"one typo": 1, "two typos": 2}.get(style, 0)
        for _ in range(typos):
            mistyped = self._mistype(text)
            if mistyped is None:
                return None
            text = mistyped
        return Generated(text, style, **expected)

    def _fact(self, style: str) -> Generated | None:
        return self._asked(self.given["attributes"], self.given["entries"], style)

    def _spanish(self, style: str) -> Generated | None:
        spanish = self.given["spanish"]
        sort = self.chance.choice(("fact", "press-desk", "attache-post"))
        if sort == "fact":
            return self._asked({a: spanish[a] for a in ("phone", "address")}, spanish["entries"], style)
        return self._of_coverage(sort, spanish[sort], style, spanish["entries"])

    def _asked(self, attributes: Mapping[str, list[str]], kinds: Mapping[str, list[str]], style: str) -> Generated | None:
        kind = self.chance.choice(list(kinds))
        entry = self.chance.choice(self.by_kind[kind])
        attribute = self.chance.choice(list(attributes))
        facts = entry.current(attribute)
        name = self._name(entry, style)
        if name is None or (attribute != "card" and not facts):
            return None
        called = self.chance.choice(kinds[kind]).format(name=name)
        values = frozenset(fact.value for fact in facts)
        asked = "" if attribute == "card" else attribute
        return self._finish(
            self.chance.choice(attributes[attribute]), called, style,
            entries=frozenset((entry.id,)), attribute=asked, values=values,
        )  # fmt: skip

    def _served(self, style: str) -> Generated | None:
        kind = self.chance.choice([k for k in self.given["coverage"] if k != "attache-post"])
        return self._of_coverage(kind, self.given["coverage"][kind], style, self.given["entries"])

    def _place(self, style: str) -> Generated | None:
        return self._of_coverage("attache-post", self.given["coverage"]["attache-post"], style, self.given["entries"])

    def _of_coverage(self, kind: str, templates: list[str], style: str, kinds: Mapping[str, list[str]]) -> Generated | None:
        directory = self.directory
        if kind == "attache-post":
            covered = [t.place for e in self.by_kind[kind] for t in e.covers if t.place and not t.locality]
            code = self.chance.choice(covered)
            name, way = directory.places.names[code], serving_place(directory, kind, code)
        else:
            of = "station" if kind == "sector" else "port"
            entry = self.chance.choice(self.by_kind[of])
            called = self._name(entry, style)
            if called is None:
                return None
            name = self.chance.choice(kinds[of]).format(name=called)
            way = serving(directory, kind, entry)
        if way.reach == "none" or len(way.entries) != 1:
            return None
        return self._finish(self.chance.choice(templates), name, style, entries=frozenset(e.id for e in way.entries))

    def _list(self, style: str) -> Generated | None:
        count = self.chance.random() < 0.4
        if not count and self.chance.random() < 0.4:
            sector = self.chance.choice(self.by_kind["sector"])
            parts = frozenset(e.id for e in self.directory.members(sector, "stations"))
            name = self._name(sector, "clean")
            if len(parts) < 2 or name is None:
                return None
            return self._finish(
                self.chance.choice(self.given["lists"]["station"]), name, style, entries=parts, outcome="list"
            )
        state = self.chance.choice([e.place.state for e in self.by_kind["port"] if e.place.state.startswith("US-")])
        there = frozenset(e.id for e in self.by_kind["port"] if e.place.state == state)
        if len(there) < 2:
            return None
        templates = self.given["counts" if count else "lists"]["port"]
        outcome = "count" if count else "list"
        return self._finish(
            self.chance.choice(templates), self.directory.places.names[state], style, entries=there, outcome=outcome
        )

    def _reverse(self, style: str) -> Generated | None:
        if self.chance.random() < 0.5:
            entry = self.chance.choice(self.by_kind["port"])
            codes = [f.value for f in entry.current("code")]
            if not codes or sum(codes[0] in e.codes for e in self.by_kind["port"]) > 1:
                return None
            return self._finish(
                self.chance.choice(self.given["reverse"]["code"]), codes[0], style, entries=frozenset((entry.id,))
            )
        entry = self.chance.choice(self.by_kind[self.chance.choice(("port", "sector", "deferred-inspection"))])
        numbers = [p.e164 for f in entry.current("phone") for p in f.phones]
        if not numbers:
            return None
        having = {e.id for e in self.directory.entries.values() for f in e.facts for p in f.phones if p.e164 == numbers[0]}
        if len(having) > 1:
            return None
        digits = numbers[0].removeprefix("+1")
        shape = self.chance.choice(("{0}-{1}-{2}", "({0}) {1}-{2}", "{0}.{1}.{2}", "{0}{1}{2}", "+1 {0} {1} {2}"))
        number = shape.format(digits[:3], digits[3:6], digits[6:])
        return self._finish(
            self.chance.choice(self.given["reverse"]["phone"]), number, style, entries=frozenset((entry.id,))
        )

    def _name(self, entry: Entry, style: str) -> str | None:
        """How somebody may call the entry beside the word for its kind; None when no way of this style means it alone."""
        bare = " ".join(w for w in re.sub(r"\(.*?\)", " ", entry.name).split() if not _is_in(w, self.common[entry.kind]))
        bare = bare.strip(" ,-")
        state = self.directory.places.names.get(entry.place.state, "")
        city = bare.removesuffix(f", {state}") if state else bare
        ways = [bare]
        if state and city != bare:
            short = entry.place.state.split("-")[1]
            ways += [f"{city} {state}", f"{city}, {short}", f"{city} {short.lower()}", city, city.lower()]
        if style == "partial or reordered":
            parts = words(city)
            ways = [f"{state} {city}"] if state and city != bare else []
            if len(parts) > 2:
                ways += [" ".join((*parts[1:], parts[0]))]
                ways += [" ".join(part) for part in (parts[:-1], parts[1:]) if self._tells(part, entry)]
        good = [way for way in ways if words(way) and len("".join(words(way))) > 2 and self._means(way, entry)]
        return self.chance.choice(good) if good else None

    def _tells(self, part: tuple[str, ...], entry: Entry) -> bool:
        """Whether a piece of a name still has its most telling word: "Luis Munoz Marin" without "International"."""
        shared = Counter(w for e in self.by_kind[entry.kind] for w in {*words(e.name)})
        telling = min(words(entry.name), key=lambda w: shared[w])
        return telling in part and shared[telling] < 3 and len(part[0]) > 2 and len(part[-1]) > 2

    def _means(self, way: str, entry: Entry) -> bool:
        """Whether no other entry of its kind may be called so."""
        said = set(words(way)) - {s.split("-")[1].lower() for s in (entry.place.state,) if s}
        for other in self.by_kind[entry.kind]:
            if other is not entry and any(said <= {*words(text)} for text in (other.name, *other.aliases)):
                return False
        return said <= {w for text in (entry.name, *entry.aliases) for w in words(text)} or bool(said)

    def _mistype(self, text: str) -> str | None:
        """The text with one slip in one of its longer words, never one that makes another word of the directory."""
        places = [m for m in re.finditer(r"[^\W\d_]{4,}", text) if m[0].isascii()]
        if not places:
            return None
        for _ in range(20):
            match = self.chance.choice(places)
            word = match[0]
            at = self.chance.randrange(len(word))
            slip = self.chance.choice(("drop", "double", "swap", "near", "near"))
            if slip == "drop":
                wrong = word[:at] + word[at + 1 :]
            elif slip == "double":
                wrong = word[:at] + word[at] + word[at:]
            elif slip == "swap":
                at = min(at, len(word) - 2)
                wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            else:
                wrong = word[:at] + self.chance.choice(NEIGHBOURS.get(word[at].lower(), "e")) + word[at + 1 :]
            if wrong != word and wrong.lower() not in self.known:
                return text[: match.start()] + wrong + text[match.end() :]
        return None


def _common(entries: list[Entry]) -> frozenset[str]:
    """Words that half the names of a kind share: those for the kind itself."""
    count = Counter(word for entry in entries for word in {*words(entry.name)})
    return frozenset(word for word, n in count.items() if n > 1 and n * 2 >= len(entries))


def _is_in(typed: str, common: frozenset[str]) -> bool:
    return bool(words(typed)) and all(word in common for word in words(typed))


def graded(questions: tuple[Generated, ...], answer: Callable[[str], Answer]) -> Iterator[tuple[Generated, str, Answer]]:
    """Each question with its verdict and its answer."""
    for question in questions:
        given = answer(question.text)
        yield question, question.grade(given), given
