"""Triggers and response URLs run out as Slack's do."""

from __future__ import annotations

import pytest

from bot.workspace.holding.interactions import Refused, ResponseUrls, Triggers


class Clock:
    """A clock set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def refusal(what: Triggers | ResponseUrls, key: str) -> str:
    with pytest.raises(Refused) as refused:
        what.take(key)
    return refused.value.error


def test_a_trigger_opens_once() -> None:
    triggers = Triggers(Clock())
    trigger = triggers.issue("U1")
    assert triggers.take(trigger).user == "U1"
    assert refusal(triggers, trigger) == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds() -> None:
    clock = Clock()
    triggers = Triggers(clock)
    trigger = triggers.issue("U1")
    clock.now += 3.001
    assert refusal(triggers, trigger) == "expired_trigger_id"


def test_an_unknown_trigger_is_invalid() -> None:
    assert refusal(Triggers(), "1.2.3") == "invalid_trigger_id"


def test_a_response_url_works_five_times() -> None:
    urls = ResponseUrls(Clock())
    key = urls.issue("C1", "U1")
    assert [urls.take(key).user for _ in range(5)] == ["U1"] * 5
    assert refusal(urls, key) == "used_url"


def test_a_response_url_lives_thirty_minutes() -> None:
    clock = Clock()
    urls = ResponseUrls(clock)
    key = urls.issue("C1", "U1")
    clock.now += 30 * 60
    assert urls.take(key).channel == "C1"
    clock.now += 0.001
    assert refusal(urls, key) == "expired_url"


def test_an_unknown_response_url_is_invalid() -> None:
    assert refusal(ResponseUrls(), "guess") == "invalid_url"
