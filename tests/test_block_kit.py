"""The judge of Block Kit, and that nothing an app sends passes it by. (Limits: tests/workspace/kit/test_blocks.py.)"""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.carrying.record import Kind, Record
from tests import block_kit

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [SECTION]}


@pytest.mark.parametrize(
    ("kind", "name", "request_", "response"),
    [
        ("call", "chat.postMessage", {"text": "x"}, {"ok": True}),
        ("call", "chat.postEphemeral", {"text": "x"}, {"ok": True}),
        ("call", "chat.update", {"text": "x"}, {"ok": True}),
        ("call", "views.open", {"view": MODAL}, {"ok": True}),
        ("call", "views.publish", {"view": MODAL}, {"ok": True}),
        ("response_url", "key", {"text": "x"}, {"ok": True}),
    ],
)
def test_whatever_an_app_sends_is_kept_to_be_judged(kind: Kind, name: str, request_: Any, response: Any) -> None:
    Record().add(kind, name, request_).done(response)
    assert block_kit.take_recorded() == [request_]


def test_a_message_in_an_acknowledgement_is_kept_to_be_judged() -> None:
    Record().add("delivery", "slash_commands", {}).done({"text": "x"})
    Record().add("delivery", "events_api", {}).done(None)
    assert block_kit.take_recorded() == [{"text": "x"}]


def test_what_is_no_message_is_not_judged() -> None:
    Record().add("call", "auth.test", {}).done({"ok": True})
    assert block_kit.take_recorded() == []


@pytest.mark.parametrize(
    "payload",
    [
        {"text": "", "blocks": [SECTION]},
        {"blocks": [SECTION]},
        {"text": "x" * 40_001},
        {"text": "x", "blocks": [SECTION] * 51},
        {"text": "x", "blocks": [{**SECTION, "colour": "red"}]},
        {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2700}}] * 5},
        {"view": {**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}},
        {"view": {**MODAL, "blocks": [SECTION] * 101}},
    ],
)
def test_what_slack_would_refuse_fails_the_test(payload: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="not valid Block Kit"):
        block_kit.check(payload)


@pytest.mark.parametrize(
    "payload", [{"text": "x"}, {"text": "x", "blocks": [SECTION]}, {"delete_original": True}, {"view": MODAL}]
)
def test_what_slack_takes_passes(payload: dict[str, Any]) -> None:
    block_kit.check(payload)
