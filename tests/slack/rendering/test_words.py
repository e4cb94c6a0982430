"""The fixed words of the Slack surface: every sentence is said somewhere, with all its fields."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from bot.answering.composing.wording import SAY
from bot.directory.model import Directory
from bot.slack.rendering.phrases import PHRASES
from bot.slack.rendering.words import WORDS, words

SLACK = Path(__file__).parents[3] / "bot/slack"
EVERY = SAY | WORDS | PHRASES


def trees() -> Iterator[ast.Module]:
    for file in sorted(SLACK.rglob("*.py")):
        if file.name not in ("words.py", "phrases.py"):
            yield ast.parse(file.read_text(encoding="utf-8"))


def said() -> Iterator[tuple[str, set[str]]]:
    """Every key that is said by name, with the fields that are filled in."""
    for tree in trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "say" and call.args:
                alternatives = call.args[0]
                keys = [alternatives.body, alternatives.orelse] if isinstance(alternatives, ast.IfExp) else [alternatives]
                for key in keys:
                    if isinstance(key, ast.Constant):
                        yield str(key.value), {str(keyword.arg) for keyword in call.keywords}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_of_a_card_is_said() -> None:
    strings = {
        n.value for tree in trees() for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    assert not WORDS.keys() - strings


def test_every_key_said_is_one_and_its_fields_are_filled_in() -> None:
    for key, given in said():
        assert key in EVERY, key
        assert fields(EVERY[key]) <= given, key


def test_no_sentence_stands_twice() -> None:
    assert not WORDS.keys() & SAY.keys()
    assert not PHRASES.keys() & (WORDS.keys() | SAY.keys())


def test_a_locale_is_read_by_its_language(museum: Directory) -> None:
    assert words(museum, "es-MX").say("source", what="x") == "Fuente: x"
    assert words(museum, "es_ES").code == words(museum, "ES").code == "es"
    assert words(museum, "fi").say("save") == WORDS["save"], "what a language lacks is said in English"
