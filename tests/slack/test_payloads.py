"""What the bot relies on in payloads. That all of Slack's pass, and what else happens to others, is in tests/attacks."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.payloads import fault, is_id, is_known

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
    ],
)
def test_what_slack_sends_has_no_fault(payload: dict[str, Any]) -> None:
    assert fault(payload) == ""


@pytest.mark.parametrize(
    ("payload", "where"),
    [
        (event(channel="<!channel>"), "channel: "),
        (event(ts="tonight"), "ts: "),
        (event(type="app_mention"), "user: Field required"),
        ({"type": "event_callback", "event": []}, "event: "),
        (PRESSED | {"bot_access_token": "xwfp-1\r\nX: tonight"}, "bot_access_token: "),
        (PRESSED | {"actions": []}, "actions: "),
        (PRESSED | {"container": {"type": "view", "view_id": "V1"}}, "pressed in a view that is not there"),
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


@pytest.mark.parametrize("value", ["u0123456", "<@U1>", "U", 7, None, "T" + "0" * 40])
def test_what_is_no_id_is_told_from_one(value: object) -> None:
    assert is_id("U0123456")
    assert not is_id(value)


@pytest.mark.parametrize(("payload", "known"), [({"command": 1}, True), ({"type": "shortcut"}, True), ({"type": []}, False)])
def test_what_slack_sends_to_apps_is_told_from_the_rest(payload: dict[str, Any], known: bool) -> None:
    assert is_known(payload) is known
