"""Which requests are Slack's, and which came before; what comes over HTTP is in test_http."""

from __future__ import annotations

from pathlib import Path

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.records.database import Database, address
from bot.records.memory import RecordsInMemory
from bot.records.store import SqlStore
from bot.slack.connecting.signatures import REMEMBERED_SECONDS, RETRY, SIGNATURE, TIMESTAMP, forget, is_genuine, is_new
from bot.workspace.carrying.httpmode import signature

HEADERS = {SIGNATURE: "v0=abc", TIMESTAMP: "1"}
RETRIED = HEADERS | {RETRY: "1"}
WINDOW = 300


class Clock:
    def __init__(self, now: float) -> None:
        self.moment = now

    def now(self) -> float:
        return self.moment


@pytest.mark.parametrize(
    ("late", "genuine"), [(-WINDOW - 1, False), (-WINDOW, True), (0, True), (WINDOW, True), (WINDOW + 1, False)]
)
def test_five_minutes_are_the_limit_either_way(late: int, genuine: bool) -> None:
    at = 1_795_320_000
    verifier = SignatureVerifier("secret", Clock(at + late))  # type: ignore[arg-type]
    headers = {TIMESTAMP: str(at), SIGNATURE: signature("secret", str(at), b"body")}
    assert is_genuine(verifier, b"body", headers) is genuine


async def test_a_signature_seen_by_one_process_is_seen_by_all_until_something_failed(tmp_path: Path) -> None:
    stores = [SqlStore(Database(address(tmp_path, None)), 90) for _ in range(2)]
    one, other = (store.of("") for store in stores)
    assert await is_new(one, HEADERS, "block_actions")
    assert not await is_new(other, HEADERS, "block_actions")
    assert not await is_new(other, RETRIED, "block_actions"), "only events are ever delivered again"
    assert await is_new(other, RETRIED, "event_callback")
    assert await is_new(other, HEADERS, "block_suggestion"), "the same may be typed again within a second"
    await forget(one, HEADERS)
    assert await is_new(other, HEADERS, "block_actions")
    for store in stores:
        await store.close()


async def test_a_signature_is_remembered_for_as_long_as_it_is_good() -> None:
    clock = Clock(0.0)
    records = RecordsInMemory(clock.now)
    assert REMEMBERED_SECONDS == 2 * WINDOW, "one from five minutes ahead is good for ten"
    assert await is_new(records, HEADERS, None)
    clock.moment = REMEMBERED_SECONDS - 1
    assert not await is_new(records, HEADERS, None)
    clock.moment = REMEMBERED_SECONDS + 1
    assert await is_new(records, HEADERS, None)
