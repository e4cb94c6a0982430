"""Which events a message gives, and the shapes of payloads."""

from __future__ import annotations

import pytest
from slack_bolt.request.payload_utils import is_block_actions, is_event, is_slash_command, is_view_submission
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import ALEX, SAM, Workspace
from bot.workspace.holding.interactions import Triggers
from bot.workspace.holding.state import Change, Message, State
from bot.workspace.shapes import events, payloads

ALL = events.ALL_EVENTS


def heard(state: State) -> list[Change]:
    changes: list[Change] = []
    state.listen(changes.append)
    return changes


def kinds(change: Change, state: State, subscribed: frozenset[str] = ALL) -> list[tuple[str, str | None]]:
    return [(event["type"], event.get("subtype")) for event in events.events(change, state, subscribed)]


@pytest.fixture
def state() -> State:
    """A state that nothing listens to."""
    whole = Workspace().state
    return State(whole.team, [ALEX, SAM], [whole.channels["C0LOCAL0001"]])


def in_channel(state: State, text: str, user: str = ALEX.id) -> Message:
    return state.post("C0LOCAL0001", user, text)


def test_a_mention_gives_two_events_of_one_message(state: State) -> None:
    changes = heard(state)
    message = in_channel(state, f"<@{state.team.bot.id}> hi")
    found = events.events(changes[0], state, ALL)
    assert [event["type"] for event in found] == ["message", "app_mention"]
    assert {event["ts"] for event in found} == {message.ts}
    assert found[0]["channel_type"] == "channel" and "channel_type" not in found[1]
    assert found[1]["blocks"][0]["elements"][0]["elements"][0] == {"type": "user", "user_id": state.team.bot.id}


def test_only_what_is_subscribed_is_delivered(state: State) -> None:
    changes = heard(state)
    in_channel(state, f"<@{state.team.bot.id}> hi")
    assert kinds(changes[0], state, frozenset({"app_mention"})) == [("app_mention", None)]
    assert kinds(changes[0], state, frozenset({"message.im"})) == []


def test_a_mention_in_a_direct_conversation_is_a_message_only(state: State) -> None:
    changes = heard(state)
    state.post(state.direct(ALEX.id, state.team.bot.id).id, ALEX.id, f"<@{state.team.bot.id}> hi")
    assert kinds(changes[0], state) == [("message", None)]


def test_a_talk_the_app_is_not_in_is_not_its_business(state: State) -> None:
    changes = heard(state)
    state.post(state.direct(ALEX.id, SAM.id).id, ALEX.id, "psst")
    assert kinds(changes[0], state) == []


def test_ephemeral_messages_give_no_event(state: State) -> None:
    changes = heard(state)
    state.post("C0LOCAL0001", state.team.bot.id, "x", only_for=ALEX.id)
    assert kinds(changes[0], state) == []


def test_the_apps_own_messages_come_back_to_it_marked_as_its_own(state: State) -> None:
    changes = heard(state)
    in_channel(state, f"<@{state.team.bot.id}> I said", user=state.team.bot.id)
    (event,) = events.events(changes[0], state, ALL)
    assert (event["type"], event["bot_id"], event["app_id"]) == ("message", state.team.bot_id, state.team.app_id)
    assert event["bot_profile"]["user_id"] == event["user"] == state.team.bot.id


def test_edits_and_deletions_are_messages_about_messages(state: State) -> None:
    changes = heard(state)
    message = in_channel(state, f"<@{state.team.bot.id}> one")
    edited = state.change(message, text=f"<@{state.team.bot.id}> two", blocks=None)
    state.remove(edited)
    (changed,) = events.events(changes[1], state, ALL)
    (deleted,) = events.events(changes[2], state, ALL)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert changed["message"]["text"].endswith("two") and changed["previous_message"]["text"].endswith("one")
    assert changed["message"]["ts"] == message.ts != changed["ts"]
    assert changed["message"]["edited"]["user"] == ALEX.id
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", message.ts)


async def test_a_press_on_an_ephemeral_message_comes_without_the_message(echo: Workspace) -> None:
    await echo.slash("/echo", "x")
    await echo.press(await echo.next_message(), "Again")
    await echo.asks("y")
    await echo.next_message()
    answer = await echo.next_message()
    await echo.press(answer, "Again")
    ephemeral, public = (entry.request["payload"] for entry in echo.record.deliveries("interactive"))
    assert ephemeral["container"]["is_ephemeral"] and "message" not in ephemeral
    assert public["message"]["ts"] == public["container"]["message_ts"] == answer.ts
    assert public["container"]["thread_ts"] == answer.thread_ts
    (action,) = public["actions"]
    assert (action["type"], action["action_id"], action["value"]) == ("button", "again", "y")


async def test_bolt_knows_every_payload_for_what_it_is(echo: Workspace, client: AsyncWebClient) -> None:
    await echo.dm("x")
    await echo.next_message()
    await echo.slash("/echo", "x")
    await echo.press(await echo.next_message(), "Again")
    judged = {"events_api": is_event, "slash_commands": is_slash_command, "interactive": is_block_actions}
    for entry in echo.record.deliveries():
        assert judged[entry.name](entry.request["payload"]), entry
    head = {"user": ALEX, "team": echo.state.team, "token": "t", "trigger_id": Triggers().issue(ALEX.id)}
    view = payloads.view({"type": "modal"}, view_id="V1", team=echo.state.team, hash="1.a")
    assert is_view_submission(payloads.view_submission(view, [], **head))
    assert payloads.shortcut("find", action_ts="1.0", **head)["type"] == "shortcut"
