"""What the bot relies on in payloads. That all of Slack's pass, and what else happens to others, is in tests/attacks."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import pytest

from bot.slack.payloads import fault, is_id, is_known
from bot.slack.payloads.filling import fill_in
from bot.workspace import Workspace

SAID = {"type": "message", "channel": "C0123456", "ts": "1795320000.000100"}
PRESSED: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U0123456"},
    "trigger_id": "1.2.abc",
    "actions": [{"action_id": "more", "value": "{}"}],
    "container": {"type": "message", "channel_id": "C0123456", "message_ts": "1.2"},
}


def event(**more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event": SAID | more}


@pytest.mark.parametrize(
    "payload",
    [
        event(),
        event(user=None, text=None, blocks=[{"new": "some day"}]),
        event(type="of_tomorrow", channel=7),
        PRESSED,
        PRESSED | {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1", "type": "home"}, "state": None},
        PRESSED | {"response_url": "", "channel": None, "enterprise": None, "new": {"of": "tomorrow"}},
        {"type": "url_verification", "challenge": "x"},
        {"type": "app_rate_limited", "team_id": "T0123456", "minute_rate_limited": 1795320000},
        event(type="app_mention", subtype="bot_message", bot_id="B0123456"),
    ],
)
def test_what_slack_sends_has_no_fault(payload: dict[str, Any]) -> None:
    assert fault(payload) == ""


@pytest.mark.parametrize(
    ("payload", "where"),
    [
        (event(channel="<!channel>"), "channel: "),
        (event(ts="tonight"), "ts: "),
        (event(type="app_mention", user="<!here>"), "user: "),
        ({"type": "event_callback", "event": []}, "event: "),
        (PRESSED | {"bot_access_token": "xwfp-1\r\nX: tonight"}, "bot_access_token: "),
        (PRESSED | {"actions": []}, "actions: "),
        (PRESSED | {"container": {"type": "view", "view_id": "V1"}}, "pressed in a view that is not there"),
        (PRESSED | {"container": {"type": "secret"}}, "container: of no type that is known"),
        (PRESSED | {"user": {"id": 7}}, "user.id: "),
        (PRESSED | {"response_url": "file:///etc/passwd"}, "response_url: "),
        ({"command": "directory", "user_id": "U0123456"}, "command: "),
        ({"type": "dance"}, "of no sort that is known"),
        ({}, "of no sort that is known"),
    ],
)
def test_a_fault_is_named_by_its_place_and_without_its_value(payload: dict[str, Any], where: str) -> None:
    found = fault(payload)
    assert where in found
    assert not any(value in found for value in ("<!channel>", "tonight", "passwd", "dance"))


@pytest.mark.parametrize("value", ["<@U1>", "U 1", "U1|x", "-", "", "U1\n", 7, None, "T" + "0" * 80])
def test_what_is_no_id_is_told_from_one(value: object) -> None:
    assert not is_id(value)


@pytest.mark.parametrize("value", ["U0123456", "u0123456", "U_ANN", "team-1", "C" + "0" * 40])
def test_an_id_is_taken_as_it_comes_while_it_is_no_markup(value: str) -> None:
    assert is_id(value)


MESSAGE = {"type": "message", "channel_id": "C0123456", "message_ts": "1.2", "thread_ts": "1.1", "is_ephemeral": None}
COMMAND = {"command": "/directory", "user_id": "U0123456", "response_url": "", "trigger_id": "1.2"}


@pytest.mark.parametrize(
    ("payload", "filled"),
    [
        (event(channel="D0123456"), {"event": SAID | {"channel": "D0123456", "channel_type": "im"}}),
        (event(channel_type="group"), {"event": SAID | {"channel_type": "group"}}),
        (event(), {"event": SAID | {"channel_type": "channel"}}),
        (COMMAND | {"channel_id": "D0123456"}, {"channel_name": "directmessage"}),
        (COMMAND | {"channel_id": "C0123456"}, {"channel_name": "channel"}),
        (
            PRESSED | {"container": None, "channel": {"id": "C0123456"}, "message": {"ts": "1.2", "thread_ts": "1.1"}},
            {"container": MESSAGE},
        ),
        (
            PRESSED | {"container": None, "view": {"id": "V1", "type": "home"}},
            {"container": {"type": "view", "view_id": "V1"}},
        ),
        (
            PRESSED
            | {
                "container": {"type": "message"},
                "channel": {"id": "C0123456"},
                "message": {"ts": "1.2", "thread_ts": "1.1"},
            },
            {"container": MESSAGE},
        ),
        (PRESSED, PRESSED),
    ],
)
def test_what_is_left_out_is_filled_in_from_the_rest(payload: dict[str, Any], filled: dict[str, Any]) -> None:
    payload = copy.deepcopy(payload)
    fill_in(payload)
    assert payload.items() >= filled.items()
    assert fault(payload) == ""


@pytest.mark.parametrize(
    "payload", [{"event": 7}, {"type": "block_actions"}, {"type": "block_actions", "channel": [], "view": 7}]
)
def test_what_cannot_be_filled_in_stays_a_fault(payload: dict[str, Any]) -> None:
    fill_in(payload)
    assert fault(payload)


async def test_a_press_that_does_not_say_where_is_followed(slack: Workspace) -> None:
    await slack.asks("which")
    await slack.press(await slack.next_message(), "Show")
    shown = await slack.next_message()
    (pressed,) = (delivery.request for delivery in slack.record.deliveries("interactive"))
    pressed = pressed.get("payload", pressed)
    del pressed["container"]
    await slack.delivery.interaction("interactive", pressed | {"team": {"id": slack.state.team.id}})
    assert (await slack.next_message()).text == shown.text


async def test_a_direct_message_that_does_not_say_so_is_answered(slack: Workspace) -> None:
    await slack.dm("phone for harbour house")
    answer = await slack.next_message()
    delivered = slack.record.deliveries("events_api")[0].request
    body = copy.deepcopy(delivered.get("payload", delivered))
    del body["event"]["channel_type"]
    body["event"]["ts"] = body["event"]["event_ts"] = "1795320000.000100"
    slack.delivery.event(body)
    assert (await slack.next_message()).text == answer.text


@pytest.mark.parametrize(("payload", "known"), [({"command": 1}, True), ({"type": "shortcut"}, True), ({"type": []}, False)])
def test_what_slack_sends_to_apps_is_told_from_the_rest(payload: dict[str, Any], known: bool) -> None:
    assert is_known(payload) is known


async def test_that_slack_holds_events_back_is_said(slack: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    body = {"type": "app_rate_limited", "team_id": "T0123456", "minute_rate_limited": 1795320000}
    slack.delivery.event(body)
    async with asyncio.timeout(30):
        while "Slack holds back what happens in workspace T0123456" not in caplog.text:
            await asyncio.sleep(0.01)
    assert "never sends" not in caplog.text
