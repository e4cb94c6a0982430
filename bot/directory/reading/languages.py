"""Reading ``language/``: the words of one language each."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.directory.language import CONVERSATION, DAYS, OPERATIONS, Language
from bot.directory.reading.declarations import Declared
from bot.directory.reading.reader import Reader
from bot.directory.reading.yamlfile import Mapping, Node

_KEYS = (
    *(
        "language",
        "attributes",
        "kinds",
        "tags",
        "operations",
        "conversation",
        "filler",
        "foreign",
        "common",
        "same",
        "digits",
        "days",
    ),
    *("labels", "say"),
)


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language as read, and the reader that has its problems."""

    reader: Reader
    language: Language


def read_language(reader: Reader, node: Node | None, declared: Declared) -> LanguageFile:
    """One language file, its keys checked against what is declared."""
    top = reader.fields(node, "", _KEYS, ("language",))
    plurals = {f"{id} plural": None for id in (*declared.kinds, *declared.tags)}
    labelled = {**declared.attributes, **declared.kinds, **declared.tags, **plurals}
    labels = {
        key: reader.scalar(text, f"labels: {key}")
        for key, text in _known(reader, top, "labels", labelled, "attribute, kind or tag").items()
    }
    say: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, line, text in reader.sections(top, "say"):
        say[key] = reader.scalar(text, f"say: {key}")
        lines[key] = line
        if fields_of(say[key]) is None:
            reader.problem(line, f"say: {key} has a brace that encloses no name; write fields as {{name}}")
    language = Language(
        code=_code(reader, top),
        attributes=_words(reader, top, "attributes", declared.attributes, "attribute"),
        kinds=_words(reader, top, "kinds", declared.kinds, "kind"),
        tags=_words(reader, top, "tags", declared.tags, "tag"),
        operations=_words(reader, top, "operations", OPERATIONS, "operation"),
        conversation=_words(reader, top, "conversation", CONVERSATION, "conversation word"),
        filler=_lower(reader.items(top, "filler", "")),
        foreign=_lower(reader.items(top, "foreign", "")),
        common=_lower(reader.items(top, "common", "")),
        same={word: _lower(reader.texts(n, f"same: {word}")) for word, _, n in reader.sections(top, "same")},
        digits=_words(reader, top, "digits", tuple("0123456789"), "digit"),
        days=_words(reader, top, "days", DAYS, "day"),
        labels=labels,
        say=say,
        say_lines=lines,
    )
    return LanguageFile(reader, language)


def compare(files: Sequence[LanguageFile]) -> None:
    """Notes two files for one language."""
    by_code: dict[str, LanguageFile] = {}
    for file in files:
        first = by_code.setdefault(file.language.code, file)
        if first is not file:
            twice = f"the language {file.language.code} stands in {first.reader.file} already; keep one file"
            file.reader.problem(1, twice)


def _code(reader: Reader, top: Mapping) -> str:
    """The language's code, which names the file, too."""
    code = reader.line(top, "language", "")
    stem = reader.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if code and not re.fullmatch(r"[a-z]{2,3}", code):
        reader.problem(top.lines["language"], f'"{code}" is no language code; write its ISO 639-1 code, such as en')
    elif code and code != stem:
        advice = f"write language: {stem}, or name the file {code}.yaml"
        reader.problem(top.lines["language"], f"the file {stem}.yaml says language: {code}; {advice}")
    return stem


def _known(reader: Reader, top: Mapping, key: str, known: Collection[str], sort: str) -> dict[str, Node]:
    """A section's nodes, those with an unknown name noted and left out."""
    found: dict[str, Node] = {}
    for name, line, node in reader.sections(top, key):
        if name in known:
            found[name] = node
        else:
            reader.unknown(line, key, sort, name, known, "take it out")
    return found


def _words(reader: Reader, top: Mapping, key: str, known: Collection[str], sort: str) -> dict[str, tuple[str, ...]]:
    nodes = _known(reader, top, key, known, sort)
    return {name: _lower(reader.texts(node, f"{key}: {name}")) for name, node in nodes.items()}


def _lower(texts: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.lower() for text in texts))


def fields_of(text: str) -> set[str] | None:
    """The names in braces in a text; None when braces do not pair up, or hold more than a name."""
    try:
        fields = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    return None if any(form or conversion for _, _, form, conversion in fields) else {name or "" for _, name, _, _ in fields}
