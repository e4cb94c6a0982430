"""Reading ``language/``: the words of one language each."""

from __future__ import annotations

import re
import string
from collections.abc import Collection
from dataclasses import dataclass

from bot.directory.declarations import Declared
from bot.directory.language import OPERATIONS, Language
from bot.directory.reader import Reader, instead, quoted
from bot.directory.yamlfile import Mapping, Node

_KEYS = ("language", "attributes", "kinds", "tags", "operations", "filler", "common", "same", "labels", "say")


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A language as read, with what is needed to compare it with the others."""

    reader: Reader
    language: Language
    say_lines: dict[str, int]


def read_language(reader: Reader, node: Node | None, declared: Declared) -> LanguageFile:
    """One language file, its keys checked against what is declared."""
    top = reader.fields(node, "the language", _KEYS, ("language",))
    code = reader.text(top, "language", "the language")
    stem = reader.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if code and not re.fullmatch(r"[a-z]{2,3}", code):
        reader.problem(top.lines["language"], f"{quoted(code)} is no language code; write two small letters (ISO 639-1), such as en")
    elif code and code != stem:
        reader.problem(top.lines["language"], f"the file says language: {code}; write language: {stem}, or name the file {code}.yaml")
    labelled = {**declared.attributes, **declared.kinds, **declared.tags}
    say = _texts(reader, top, "say", None, "")
    for key, (text, line) in say.items():
        try:
            fields_of(text)
        except ValueError:
            reader.problem(line, f"say: {key} has a brace that does not pair up; write fields as {{name}}")
    language = Language(
        code=code or stem,
        attributes=_words(reader, top, "attributes", declared.attributes, "attribute"),
        kinds=_words(reader, top, "kinds", declared.kinds, "kind"),
        tags=_words(reader, top, "tags", declared.tags, "tag"),
        operations=_words(reader, top, "operations", OPERATIONS, "operation"),
        filler=_phrases(reader.texts(top, "filler", "the language")),
        common=_phrases(reader.texts(top, "common", "the language")),
        same=_words(reader, top, "same", None, ""),
        labels={k: text for k, (text, _) in _texts(reader, top, "labels", labelled, "attribute, kind or tag").items()},
        say={k: text for k, (text, _) in say.items()},
    )
    return LanguageFile(reader, language, {k: line for k, (_, line) in say.items()})


def fields_of(text: str) -> set[str]:
    """The names in braces in a text. Raises ValueError when braces do not pair up."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def compare(files: list[LanguageFile]) -> None:
    """Notes two files for one language, and translations with fields that the first language's text does not have."""
    by_code: dict[str, LanguageFile] = {}
    for file in files:
        first = by_code.setdefault(file.language.code, file)
        if first is not file:
            file.reader.problem(1, f"the language {file.language.code} stands in {first.reader.file} already; keep one file")
    for file in files[1:]:
        for key, text in file.language.say.items():
            original = files[0].language.say.get(key)
            if original is None:
                continue
            try:
                extra = sorted(fields_of(text) - fields_of(original))
            except ValueError:
                continue  # noted when the file was read
            if extra:
                names = ", ".join(f"{{{name}}}" for name in sorted(fields_of(original))) or "none"
                message = f"say: {key} has the field {{{extra[0]}}}, which {files[0].reader.file} does not have; its fields: {names}"
                file.reader.problem(file.say_lines[key], message)


def _words(reader: Reader, top: Mapping, key: str, known: Collection[str] | None, what: str) -> dict[str, tuple[str, ...]]:
    """A mapping of ids to words, lower case; ``known`` None: any key."""
    found: dict[str, tuple[str, ...]] = {}
    for name, line, words in reader.sections(top, key, ""):
        if known is not None and name not in known:
            reader.problem(line, f"{key}: unknown {what} {quoted(name)}; {instead(name, known, 'take it out')}")
        else:
            found[name] = _phrases(reader.texts(Mapping(line, {name: words}), name, key))
    return found


def _phrases(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.lower().split()) for text in texts))


def _texts(
    reader: Reader, top: Mapping, key: str, known: Collection[str] | None, what: str
) -> dict[str, tuple[str, int]]:
    """A mapping of keys to one text each, with its line."""
    found: dict[str, tuple[str, int]] = {}
    for name, line, text in reader.sections(top, key, ""):
        if known is not None and name not in known:
            reader.problem(line, f"{key}: unknown {what} {quoted(name)}; {instead(name, known, 'take it out')}")
        else:
            found[name] = (reader.scalar(text, f"{key}: {name}"), line)
    return found
