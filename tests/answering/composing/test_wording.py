"""The fixed words of answers: every sentence is said somewhere, with all its fields, and no language has one of its own."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.composing.wording import SAY, Wording, misspoken
from bot.answering.engine import Answerer
from bot.directory.loader import load
from bot.directory.model import Standing
from bot.slack.rendering.words import SENTENCES
from tests.directory.museum import write_museum

ANSWERING = Path(__file__).parents[3] / "bot/answering"


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def said() -> Iterator[tuple[str, set[str]]]:
    """Every key that the code says, with the fields it fills in."""
    for file in sorted(ANSWERING.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) == "say":
                for key in keys(call.args[0]):
                    yield key, {str(keyword.arg) for keyword in call.keywords}


def keys(argument: ast.expr) -> Iterator[str]:
    """The keys an argument may stand for: one, either of two, or one for every standing of a source."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from (*keys(argument.body), *keys(argument.orelse))
    elif isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        yield from (f"{argument.values[0].value}{s}" for s in Standing.__args__ if s != "official")
    else:
        pytest.fail(f"write the key where it is said: {ast.unparse(argument)}")


def test_every_sentence_is_said_and_every_key_said_is_one() -> None:
    assert {key for key, _ in said()} == SAY.keys()


def test_every_field_of_a_sentence_is_filled_in() -> None:
    missing = [(key, name) for key, given in said() for name in fields(SAY[key]) - given]
    assert not missing


def test_a_language_says_only_what_is_said_in_english_with_no_field_more(cbp: Answerer) -> None:
    assert [*misspoken(cbp.directory, SENTENCES)] == []


def test_spanish_says_all_of_it_and_another_language_falls_back_to_the_first(cbp: Answerer) -> None:
    assert cbp.directory.languages["es"].say.keys() == SENTENCES.keys()
    assert Wording(cbp.directory, "es").say("undated") == "sin fecha"
    assert Wording(cbp.directory, "fi").say("undated") == SAY["undated"]


def test_words_with_a_field_that_nothing_fills_are_said_in_english(tmp_path: Path) -> None:
    spanish = write_museum(tmp_path) / "language/es.yaml"
    spanish.write_text(spanish.read_text("utf-8").replace("Fuente: {what}", "Fuente: {que}"), "utf-8")
    assert Wording(load(tmp_path), "es").say("source", what="the house list") == "Source: the house list"
