from __future__ import annotations

import json

import pytest

from bot.slack.rendering.pointer import Pointer


@pytest.mark.parametrize(
    "pointer",
    [
        Pointer(entry="port/laredo", attributes=("phone", "hours"), locale="es"),
        Pointer(question='teléfono de Laredo "<x>"', kinds=("port",)),
        Pointer(question="and the fax?", context=("port/laredo", "port/nogales"), page=3),
    ],
)
def test_a_pointer_comes_back_as_it_was(pointer: Pointer) -> None:
    assert Pointer.parse(pointer.value()) == pointer


def test_a_question_too_long_for_a_button_gets_no_value() -> None:
    assert Pointer(question="x" * 3000).value() == ""


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "",
        "{",
        "[]",
        "null",
        "{}",
        '"e"',
        "[" * 1900,
        json.dumps({"e": 1}),
        json.dumps({"e": ["a"]}),
        json.dumps({"e": "a", "a": "phone"}),
        json.dumps({"e": "a", "a": [1]}),
        json.dumps({"e": "a", "q": "b"}),
        json.dumps({"q": "a", "c": "port/laredo"}),
        json.dumps({"q": "a", "p": -1}),
        json.dumps({"q": "a", "p": True}),
        json.dumps({"q": "a", "p": 10**9}),
        json.dumps({"q": "x" * 3000}),
    ],
)
def test_what_is_no_pointer_is_recognised(value: object) -> None:
    assert Pointer.parse(value) is None
