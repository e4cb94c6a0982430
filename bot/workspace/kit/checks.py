"""Building blocks of a schema: each yields what is wrong with a JSON value, in the words that Slack uses.

The problems read as Slack's own do, so that a message seen here is the message that Slack would send:
`must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Check = Callable[[Any, str], Iterator[str]]
"""Takes a value and the JSON pointer to it; yields what is wrong."""


def problem(what: str, pointer: str) -> str:
    """One problem as Slack writes it."""
    return f"{what} [json-pointer:{pointer}]"


def string(longest: int, shortest: int = 1) -> Check:
    """A string of so many characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", at)
        elif len(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", at)

    return check


def one_of(*allowed: str) -> Check:
    """One of these strings."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of: {', '.join(allowed)}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", at)


def integer(value: Any, at: str) -> Iterator[str]:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        yield problem("must be an integer", at)


def number(value: Any, at: str) -> Iterator[str]:
    """Any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield problem("must be a number", at)


def array(item: Check, longest: int, shortest: int = 1) -> Check:
    """So many items, each of which passes `item`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) < shortest:
            yield problem(f"must provide at least {shortest} items", at)
        if len(value) > longest:
            yield problem(f"no more than {longest} items allowed", at)
        for number, one in enumerate(value):
            yield from item(one, f"{at}/{number}")

    return check


def record(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    some_of: Sequence[str] = (),
    one_only: Sequence[str] = (),
) -> Check:
    """An object with these fields and no others; `some_of`: one of them at least; `one_only`: exactly one of them."""
    required, known = required or {}, {**(required or {}), **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                yield problem(f"missing required field: {name}", at)
        for group, most in ((some_of, len(some_of)), (one_only, 1)):
            given = sum(value.get(name) is not None for name in group)
            if group and not given:
                yield problem(f"missing required field: {' or '.join(group)}", at)
            elif given > most:
                yield problem(f"must provide only one of: {', '.join(group)}", at)
        for name, one in value.items():
            if name not in known:
                yield problem(f"invalid additional property: {name}", at)
            elif one is not None:
                yield from known[name](one, f"{at}/{name}")

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` decides what else it holds."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif value.get("type") is None:
            yield problem("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            yield problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from kinds[value["type"]](value, at)

    return check


def nullable(inner: Check) -> Check:
    """Null, or what passes `inner`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value is not None:
            yield from inner(value, at)

    return check


def anything(value: Any, at: str) -> Iterator[str]:
    """Whatever it is."""
    yield from ()
