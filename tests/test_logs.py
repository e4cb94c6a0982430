from __future__ import annotations

import logging

import pytest

from bot.logs import Redacting


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ("xoxb-1-AbC", "xoxb-1-AbC"),
        ("xapp-1-A0-99-abc", "xapp-1-A0-99-abc"),
        ("xoxe.xoxb-1-Abc", "xoxe.xoxb-1-Abc"),
        ("signed with 0123456789abcdef", "0123456789abcdef"),
        ("wss://example.com/link?ticket=ab-c_d&app_id=1", "ab-c_d"),
        ("token=AbC123&team_id=T1", "AbC123"),
        ("{'token': 'AbC123', 'team_id': 'T1'}", "AbC123"),
        ('{"token": "AbC123", "team_id": "T1"}', "AbC123"),
        ("https://hooks.slack.com/commands/T1/2/AbC123", "T1/2/AbC123"),
        ("no postgresql://bot:AbC123@10.0.0.1/records", "AbC123"),
    ],
)
def test_secrets_never_reach_the_log_nor_do_those_in_tracebacks(written: str, secret: str) -> None:
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "got %s", (written,), None)
    try:
        raise ValueError(written)
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    text = Redacting(["0123456789abcdef", ""]).format(record)
    assert secret not in text
    assert text.count("[secret]") == 2


def test_everything_else_is_written_as_it_is() -> None:
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, "answered %s, confidence %.2f", ("/press", 0.5), None)
    assert Redacting().format(record).endswith("INFO bot: answered /press, confidence 0.50")
