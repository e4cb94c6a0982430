"""What the Messages tab suggests."""

from __future__ import annotations

import pytest

from bot.slack.desk import Desk
from bot.slack.sending.rights import Rights
from bot.workspace import Workspace
from bot.workspace.carrying.record import Entry
from bot.workspace.holding.cast import LUCIA
from tests.slack.eventually import called, settled

PROMPTS = "assistant.threads.setSuggestedPrompts"


def suggested(call: Entry) -> list[str]:
    return [prompt["message"] for prompt in call.request["prompts"]]


async def test_the_messages_tab_suggests_examples_in_the_askers_language(slack: Workspace, desk: Desk) -> None:
    await slack.opens_messages()
    (english,) = await called(slack, PROMPTS)
    assert suggested(english) == list(desk.directory.examples["en"])
    await slack.opens_messages(LUCIA)
    _, spanish = await called(slack, PROMPTS, 2)
    assert suggested(spanish) == list(desk.directory.examples["es"])


async def test_without_agents_nothing_is_suggested_and_nothing_fails(
    slack: Workspace, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    slack.refuse_next(PROMPTS, "feature_disabled")
    await slack.opens_messages()
    await called(slack, PROMPTS)
    assert not any(record.levelname in ("WARNING", "ERROR") for record in caplog.records)


async def test_without_the_right_to_suggest_slack_is_not_asked(slack: Workspace, desk: Desk) -> None:
    desk.rights = Rights(frozenset({"chat:write"}))
    await slack.opens_messages()
    await settled(slack, PROMPTS)
