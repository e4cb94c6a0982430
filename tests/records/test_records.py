"""What every implementation of the records promises."""

from __future__ import annotations

import pytest

from bot.records.memory import RecordsInMemory
from bot.records.model import CLAIM_SECONDS, CONVERSATION_SECONDS, RECENT, Records, Report, Store
from tests.records.conftest import Clock


@pytest.fixture
def records(store: Store) -> Records:
    return store.of("T1")


async def test_a_key_is_claimed_once(records: Records) -> None:
    assert await records.claim("event:1")
    assert not await records.claim("event:1")


async def test_any_taken_key_refuses_all_and_takes_none(records: Records) -> None:
    await records.claim("post:C1:5")
    assert not await records.claim("event:2", "post:C1:5")
    assert await records.claim("event:2")


async def test_a_released_key_can_be_claimed_again(records: Records) -> None:
    await records.claim("share:1")
    await records.release("share:1", "never claimed")
    assert await records.claim("share:1")


async def test_a_claim_holds_for_its_time_and_no_longer(records: Records, clock: Clock) -> None:
    assert await records.claim("short", seconds=10)
    assert await records.claim("long")
    clock.pass_(9)
    assert not await records.claim("short", seconds=10)
    clock.pass_(2)
    assert await records.claim("short", seconds=10)
    assert not await records.claim("long")
    clock.pass_(CLAIM_SECONDS)
    assert await records.claim("long")


async def test_a_conversation_recalls_its_latest_entries(records: Records) -> None:
    assert await records.recall("D1:") == ()
    await records.remember(("a",), "D1:")
    await records.remember(("b", "c"), "D1:")
    assert await records.recall("D1:") == ("b", "c")
    assert await records.recall("D1:1.2") == ()


async def test_several_conversations_are_kept_at_once_and_the_first_that_has_anything_is_recalled(records: Records) -> None:
    await records.remember(("a",), "D1:1.2", "D1:", "D1:")
    assert await records.recall("D1:1.2") == await records.recall("D1:") == ("a",)
    await records.remember(("b",), "D1:")
    assert await records.recall("D1:9.9", "D1:1.2", "D1:") == ("a",)
    assert await records.recall("D1:9.9", "D1:", "D1:1.2") == ("b",)
    assert await records.recall("D1:9.9") == await records.recall() == ()


async def test_a_report_is_kept_once_for_its_form(records: Records) -> None:
    report = Report("U1", "hall/whale", "phone", "(207) 555-0199", "their web page")
    assert await records.report(report, "V1")
    assert not await records.report(report, "V1")
    assert await records.report(report, "V2"), "the same may be said in another form"


async def test_a_conversation_of_long_ago_is_forgotten(records: Records, clock: Clock) -> None:
    await records.remember(("a",), "D1:")
    clock.pass_(CONVERSATION_SECONDS - 1)
    assert await records.recall("D1:") == ("a",)
    clock.pass_(2)
    assert await records.recall("D1:") == ()


async def test_a_channel_is_not_listened_to_until_somebody_says_so(records: Records) -> None:
    assert await records.listening("C1") == "off"
    await records.set_listening("C1", "confident-only")
    assert await records.listening("C1") == "confident-only"
    await records.set_listening("C1", "on")
    assert await records.listening("C1") == "on"
    assert await records.listening("C2") == "off"


async def test_pins_stand_with_the_latest_first_until_they_are_taken_away(records: Records) -> None:
    for entry in ("a", "b", "a", "c"):
        await records.pin("U1", entry)
    assert await records.pins("U1") == ("c", "b", "a")
    await records.unpin("U1", "b")
    await records.unpin("U1", "never pinned")
    assert await records.pins("U1") == ("c", "a")
    assert await records.pins("U2") == ()


async def test_recents_hold_each_entry_once_and_only_the_latest(records: Records) -> None:
    for entry in ("a", "b", "a"):
        await records.visited("U1", entry)
    assert await records.recents("U1") == ("a", "b")
    for number in range(RECENT):
        await records.visited("U1", str(number))
    assert await records.recents("U1") == tuple(str(number) for number in reversed(range(RECENT)))
    assert await records.recents("U2") == ()


async def test_nothing_of_a_workspace_shows_in_another(store: Store) -> None:
    one, other = store.of("T1"), store.of("T2")
    await one.claim("key")
    await one.remember(("a",), "C1:")
    await one.set_listening("C1", "on")
    await one.pin("U1", "a")
    await one.visited("U1", "a")
    assert await other.claim("key")
    assert await other.recall("C1:") == ()
    assert await other.listening("C1") == "off"
    assert await other.pins("U1") == ()
    assert await other.recents("U1") == ()
    await other.unpin("U1", "a")
    await other.release("key")
    assert await one.pins("U1") == ("a",)
    assert not await one.claim("key")


async def test_the_memory_is_bounded_and_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.records.memory.CLAIMS", 3)
    monkeypatch.setattr("bot.records.memory.CONVERSATIONS", 2)
    records = RecordsInMemory()
    for key in "abcd":
        await records.claim(key)
    assert await records.claim("a")
    assert not await records.claim("d")
    for key in ("one", "two", "one", "three"):
        await records.remember((key,), key)
    assert await records.recall("two") == ()
    assert await records.recall("one") == ("one",)
