"""Every listener, behind the real app, gets payloads that are bent out of shape: none fails, and nobody waits in vain."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.slack.browsing.enterprise import FILTERS, SEARCH
from bot.slack.conversing.apology import PRESSED
from bot.slack.payloads import EVENTS, INTERACTIONS, is_id
from bot.slack.rendering import buttons
from tests.attacks.journey import payloads, sort
from tests.attacks.target import Target, target

GONE = object()
"""Stands for what is taken out."""
DEEP: list[Any] = []
for _ in range(200):
    DEEP = [DEEP]
JUNK = [
    GONE, None, True, 7, -1, 10**30, 1.5, "", "x", "<!channel>", "C0NOWHERE01", "1.2", "\u202e\x00",
    "x" * 4000, "[]", '{"e":[]}', '{"q":"\\u0000","k":["x"],"c":["\\ud800"]}', '{"e":"house/harbour","p":-1}',
    [], {}, [None], [{}], DEEP,
    {"id": None}, {"id": {}}, {"id": "<!here>"}, {"value": [1]}, {"text": None}, {"type": "view"},
]  # fmt: skip
"""What nobody expects there."""
OPAQUE = {"blocks", "authorizations"}
"""What the bot reads nothing of, however large it is."""

Bend = tuple[int, Any]
"""Where, as a number among all the places of a payload, and what is put there."""


def places(payload: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all that is in a payload."""
    inside = payload.items() if isinstance(payload, dict) else enumerate(payload) if isinstance(payload, list) else ()
    for key, value in inside:
        if key not in OPAQUE:
            yield (*above, key)
            yield from places(value, (*above, key))


def bent(payload: dict[str, Any], bends: list[Bend]) -> dict[str, Any]:
    """The payload with something else in some of its places."""
    payload = copy.deepcopy(payload)
    for number, junk in bends:
        known = list(places(payload))
        if not known:
            break
        *above, last = known[number % len(known)]
        holder: Any = payload
        for key in above:
            holder = holder[key]
        if junk is GONE:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(junk)
    return payload


def waiting(payload: dict[str, Any]) -> str:
    """Who waits for an answer, by the id that a payload has for them; empty: nobody that can be found."""
    event, user = payload.get("event"), payload.get("user")
    if "command" not in payload and payload.get("type") not in ("event_callback", *PRESSED):
        return ""
    if isinstance(event, dict):
        asked = event.get("type") == "app_mention" or event.get("channel_type") == "im"
        return str(event.get("user")) if asked else ""
    return str(payload.get("user_id") or (user.get("id") if isinstance(user, dict) else user))


def is_failure(record: logging.LogRecord) -> bool:
    """Whether the program failed: not where Slack only knows nobody, or nothing, of such a name."""
    unknown = re.search("(channel|user)_not_found", record.getMessage())
    return bool(record.exc_info) or (record.levelno >= logging.ERROR and not unknown)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_whatever_comes_is_acknowledged_or_refused_without_a_failure_and_who_waits_is_told(
    runner: asyncio.Runner, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stack = contextlib.AsyncExitStack()
    bot: Target = runner.run(stack.enter_async_context(target(tmp_path)))
    seeds = runner.run(payloads(bot))
    assert len(seeds) > 30, "each listener has its payload"
    refused = 0

    @settings(
        max_examples=250,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(seeds), st.lists(st.tuples(st.integers(0, 9999), st.sampled_from(JUNK)), min_size=1, max_size=3))
    def attack(seed: tuple[str, dict[str, Any]], bends: list[Bend]) -> None:
        nonlocal refused
        kind, payload = seed[0], bent(seed[1], bends)
        caplog.clear()
        sent_before = len(bot.workspace.record.calls("chat.postMessage"))
        status, _ = runner.run(bot.send(kind, payload))
        runner.run(bot.quiet())
        failures = [record for record in caplog.records if is_failure(record)]
        assert not failures, f"{payload}: {failures[0].getMessage()}"
        assert status < 500, payload
        known = "command" in payload or payload.get("type") in (*INTERACTIONS, "event_callback")
        if status != 200:
            assert status in (400, 409) or not known, payload
        elif "Passed over" in caplog.text:
            refused += 1
            if waiting(payload) in bot.workspace.state.users:
                told = bot.workspace.record.calls("chat.postMessage")[sent_before:]
                assert [call.request["text"].startswith("Sorry, something went wrong") for call in told] == [True], payload

    attack()
    runner.run(stack.aclose())
    assert refused > 50, "the payloads are bent enough"


def test_every_payload_that_is_listened_to_is_among_those_that_are_bent(runner: asyncio.Runner, tmp_path: Path) -> None:
    async def sorts() -> tuple[set[str], set[str]]:
        async with target(tmp_path) as bot:
            sent = await payloads(bot)
        return {(p.get("event") or p).get("type", "command") for _, p in sent}, set().union(*(names(*one) for one in sent))

    types, named = runner.run(sorts())
    assert {*EVENTS, *INTERACTIONS, "command"} - {"view_closed"} <= types
    pressed = {buttons.CHOOSE, buttons.OPEN, buttons.ASK, buttons.MORE, buttons.SAVE, buttons.COPY, buttons.REPORT}
    pressed |= {buttons.SHARE, buttons.SHARE_TO, buttons.VOTE, buttons.CURATORS}
    assert pressed | {SEARCH, FILTERS} <= named


def names(kind: str, payload: dict[str, Any]) -> set[str]:
    """What tells a payload's listener from others of its type."""
    return {word.partition(":")[0] for word in sort(kind, payload).split()}


UNKNOWN = {"U": "U0NOBODY001", "W": "W0NOBODY001", "C": "C0NOWHERE01", "D": "D0NOWHERE01", "B": "B0NOBODY001"}
"""By the first letter of an id: one of the same form, of nobody and nothing there is."""


def strangers(payload: Any) -> Any:
    """The payload with all people and conversations exchanged for unknown ones, and new names for what is done once."""
    if isinstance(payload, dict):
        return {key: strangers(value) for key, value in payload.items()}
    if isinstance(payload, list):
        return [strangers(value) for value in payload]
    if isinstance(payload, str) and is_id(payload) and payload[0] in UNKNOWN:
        return UNKNOWN[payload[0]]
    return f"{payload}9" if isinstance(payload, str) and re.fullmatch(r"[0-9]+([.][0-9]+)+|Ev.*", payload) else payload


def test_who_and_what_is_nowhere_to_be_found_is_no_failure_of_the_program(
    runner: asyncio.Runner, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stack = contextlib.AsyncExitStack()
    bot: Target = runner.run(stack.enter_async_context(target(tmp_path)))
    seeds = [(kind, payload) for kind, payload in runner.run(payloads(bot)) if payload.get("type") != "url_verification"]
    for kind, payload in seeds:
        caplog.clear()
        status, _ = runner.run(bot.send(kind, strangers(payload)))
        runner.run(bot.quiet())
        assert status == 200, payload
        assert not [record.getMessage() for record in caplog.records if record.exc_info], payload
    runner.run(stack.aclose())
