"""What is counted and logged of everything that comes from Slack."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.slack.browsing.searching import ENTRY
from bot.slack.desk import Desk
from bot.slack.manifest import SEARCH
from bot.slack.metering.attending import surface
from bot.workspace import Workspace
from tests.slack.hand_built import Scripted


def counted(desk: Desk, name: str, **labels: str) -> float:
    """The value of a sample; 0 where there is none."""
    text = generate_latest(desk.meters.registry).decode()
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return sum(sample.value for sample in samples if sample.name == name and sample.labels == labels)


async def until(condition: Callable[[], bool], within: float = 30.0) -> None:
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": "event_callback", "event": {"type": "app_mention"}}, "mention"),
        ({"type": "event_callback", "event": {"type": "message", "channel_type": "im"}}, "direct"),
        ({"type": "event_callback", "event": {"type": "message", "channel_type": "channel"}}, "channel"),
        ({"type": "event_callback", "event": {"type": "app_home_opened"}}, "home"),
        ({"type": "event_callback", "event": {"type": "link_shared"}}, "link"),
        ({"type": "event_callback", "event": {"type": "function_executed"}}, "search"),
        ({"command": "/directory"}, "command"),
        ({"type": "block_actions"}, "button"),
        ({"type": "block_actions", "view": {"type": "home"}}, "home"),
        ({"type": "block_actions", "view": {"type": "modal"}}, "button"),
        ({"type": "block_suggestion"}, "typeahead"),
        ({"type": "view_submission", "view": {"type": "modal"}}, "form"),
        ({"type": "shortcut"}, "shortcut"),
        ({"type": "message_action"}, "shortcut"),
        ({"type": "something_new"}, "other"),
    ],
)
def test_what_slack_sends_is_known_by_where_somebody_did_something(body: dict[str, Any], expected: str) -> None:
    assert surface(body) == expected


async def test_answers_are_counted_by_surface_and_outcome_and_timed(slack: Workspace, desk: Desk) -> None:
    await slack.asks("phone for harbour house")
    shown = await slack.next_message()
    await slack.dm("list of houses")
    await slack.slash("/directory", "the moon")
    await slack.press(shown, "More")
    for where, outcome in (("mention", "answer"), ("direct", "list"), ("command", "unknown"), ("button", "answer")):
        labels = {"surface": where, "outcome": outcome}
        await until(lambda labels=labels: counted(desk, "directory_bot_questions_total", **labels) == 1)
        assert counted(desk, "directory_bot_request_seconds_count", surface=where) == 1
        assert 0 < counted(desk, "directory_bot_request_seconds_sum", surface=where) < 10
    assert counted(desk, "directory_bot_unanswered_total", cause="fact") == 1


async def test_what_is_no_question_is_timed_and_not_counted_as_one(slack: Workspace, desk: Desk) -> None:
    await slack.shortcut(SEARCH)
    await slack.suggests(await slack.next_view(), ENTRY, "har")
    for where in ("shortcut", "typeahead"):
        await until(lambda where=where: counted(desk, "directory_bot_request_seconds_count", surface=where) == 1)
    text = generate_latest(desk.meters.registry).decode()
    assert "directory_bot_questions_total{" not in text


async def test_a_failure_is_counted_as_one(slack: Workspace, desk: Desk, answerer: Scripted) -> None:
    answerer.fails = True
    await slack.asks("phone for harbour house")
    await slack.next_message()
    await until(lambda: counted(desk, "directory_bot_failures_total", surface="mention") == 1)
    assert "directory_bot_questions_total{" not in generate_latest(desk.meters.registry).decode()


async def test_a_message_that_goes_once_more_is_counted_with_why(slack: Workspace, desk: Desk) -> None:
    slack.refuse_next("chat.postMessage", "invalid_blocks")
    await slack.asks("phone for harbour house")
    await slack.next_message()
    assert counted(desk, "directory_bot_slack_retries_total", reason="blocks") == 1


async def test_each_event_leaves_one_line_with_its_id_and_all_lines_in_between_carry_it(
    slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot.slack.metering.attending")
    await slack.asks("phone for harbour house")
    await slack.next_message()
    await until(lambda: any(record.name == "bot.slack.metering.attending" for record in caplog.records))
    (line,) = [r for r in caplog.records if r.name == "bot.slack.metering.attending" and r.levelname == "INFO"]
    assert line.getMessage().startswith("mention: answer, confidence 0.97, ")
    assert line.__dict__["fields"]["outcome"] == "answer"
    assert line.__dict__["fields"]["ms"] > 0
    assert "harbour" not in caplog.text.lower(), "what people write is not logged"


async def test_what_is_said_among_people_leaves_a_line_only_for_debugging(
    slack: Workspace, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot.slack.metering.attending")
    await desk.store.of(slack.state.team.id).set_listening(slack.channel().id, "on")
    await slack.says("what about the moon")
    await until(lambda: any("channel: done" in record.getMessage() for record in caplog.records))
    assert [r.levelname for r in caplog.records if "channel: done" in r.getMessage()] == ["DEBUG"]


async def test_calls_made_again_and_the_time_that_slack_asked_for_are_counted(slack: Workspace, desk: Desk) -> None:
    slack.faults.set("refuse_429", 1)
    slack.refuse_next("chat.postMessage", "internal_error")
    await slack.asks("phone for harbour house")
    await slack.next_message()
    assert counted(desk, "directory_bot_slack_retries_total", reason="rate_limited") == 1
    await until(lambda: counted(desk, "directory_bot_rate_limit_wait_seconds_total") >= 0.9)
    assert counted(desk, "directory_bot_slack_retries_total", reason="unsure") == 1
