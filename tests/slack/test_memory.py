from __future__ import annotations

from bot.slack.memory import ClaimsInMemory, ConversationsInMemory


async def test_a_key_is_claimed_once() -> None:
    claims = ClaimsInMemory()
    assert await claims.claim("event:1")
    assert not await claims.claim("event:1")


async def test_any_taken_key_refuses_all_and_takes_none() -> None:
    claims = ClaimsInMemory()
    await claims.claim("post:C1:5")
    assert not await claims.claim("event:2", "post:C1:5")
    assert await claims.claim("event:2")


async def test_a_released_key_can_be_claimed_again() -> None:
    claims = ClaimsInMemory()
    await claims.claim("share:1")
    await claims.release("share:1", "never claimed")
    assert await claims.claim("share:1")


async def test_claims_are_bounded_and_forget_the_oldest() -> None:
    claims = ClaimsInMemory(limit=3)
    for key in "abcd":
        await claims.claim(key)
    assert await claims.claim("a")
    assert not await claims.claim("d")


async def test_a_conversation_recalls_its_latest_entries() -> None:
    conversations = ConversationsInMemory()
    assert await conversations.recall("D1:") == ()
    await conversations.remember("D1:", ("a",))
    await conversations.remember("D1:", ("b", "c"))
    assert await conversations.recall("D1:") == ("b", "c")
    assert await conversations.recall("D1:1.2") == ()


async def test_conversations_are_bounded_and_forget_the_longest_unused() -> None:
    conversations = ConversationsInMemory(limit=2)
    for key in ("one", "two", "one", "three"):
        await conversations.remember(key, (key,))
    assert await conversations.recall("two") == ()
    assert await conversations.recall("one") == ("one",)


async def test_a_conversation_of_long_ago_is_forgotten() -> None:
    conversations = ConversationsInMemory(seconds=0)
    await conversations.remember("D1:", ("a",))
    assert await conversations.recall("D1:") == ()
