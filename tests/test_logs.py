from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import logs
from bot.logs import Json, Redacting

SECRETS = [
    ("xoxb-1-AbC", "xoxb-1-AbC"),
    ("xapp-1-A0-99-abc", "xapp-1-A0-99-abc"),
    ("xoxe.xoxb-1-Abc", "xoxe.xoxb-1-Abc"),
    ("xwfp-1-Abc", "xwfp-1-Abc"),
    ("signed with 0123456789abcdef", "0123456789abcdef"),
    ("wss://example.com/link?ticket=ab-c_d&app_id=1", "ab-c_d"),
    ("token=AbC123&team_id=T1", "AbC123"),
    ("{'token': 'AbC123', 'team_id': 'T1'}", "AbC123"),
    ('{"token": "AbC123", "team_id": "T1"}', "AbC123"),
    ("data: {'code': '12345678901.123456789012.AbC123', 'x': 1}", "12345678901.123456789012.AbC123"),
    ("{'state': '672f0036-65ac-4f63-a41c-845a9746793c'}", "672f0036-65ac-4f63-a41c-845a9746793c"),
    ("https://hooks.slack.com/commands/T1/2/AbC123", "T1/2/AbC123"),
    ("no postgresql://bot:AbC123@10.0.0.1/records", "AbC123"),
]


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets a test configure logging, which is for the whole process, and takes it back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


def record(message: str, *given: object, fields: dict[str, object] | None = None) -> logging.LogRecord:
    made = logging.LogRecord("bot", logging.INFO, __file__, 1, message, given, None)
    if fields is not None:
        made.fields = fields
    return made


def parsed(made: logging.LogRecord) -> dict[str, Any]:
    text = Json().format(made)
    assert "\n" not in text
    line: dict[str, Any] = json.loads(text)
    return line


@pytest.mark.parametrize("form", [Redacting, Json])
@pytest.mark.parametrize(("written", "secret"), SECRETS)
def test_secrets_never_reach_the_log_nor_do_those_in_tracebacks(form: type[Redacting], written: str, secret: str) -> None:
    made = record("got %s", written)
    try:
        raise ValueError(written)
    except ValueError:
        made.exc_info = sys.exc_info()
    text = form(["0123456789abcdef", ""]).format(made)
    assert secret not in text
    assert text.count("[secret]") == 2


def test_everything_else_is_written_as_it_is() -> None:
    made = record("answered %s, confidence %.2f", "/press", 0.5)
    assert Redacting().format(made).endswith("INFO bot: answered /press, confidence 0.50")


def test_a_json_line_says_when_how_grave_and_by_whom() -> None:
    made = record("one\ntwo", fields={"ms": 12.5, "surface": "mention"})
    made.created = datetime(2026, 11, 22, 5, 0, 0, 250_000, UTC).timestamp()
    assert parsed(made) == {
        "time": "2026-11-22T05:00:00.250+00:00",
        "level": "INFO",
        "logger": "bot",
        "message": "one\ntwo",
        "ms": 12.5,
        "surface": "mention",
    }


def test_what_is_logged_while_something_is_done_names_it_in_both_forms() -> None:
    token = logs.about.set({"request": "Ev1", "team": "T1"})
    try:
        assert Redacting().format(record("said")).endswith("INFO bot: said [Ev1]")
        assert (parsed(record("said"))["request"], parsed(record("said"))["team"]) == ("Ev1", "T1")
    finally:
        logs.about.reset(token)
    assert Redacting().format(record("said")).endswith("INFO bot: said")
    assert "request" not in parsed(record("said"))


def test_a_traceback_is_one_field_of_a_json_line() -> None:
    made = record("failed")
    try:
        raise ValueError("why")
    except ValueError:
        made.exc_info = sys.exc_info()
    line = parsed(made)
    assert line["message"] == "failed"
    assert line["error"].startswith("Traceback") and line["error"].endswith("ValueError: why")


@pytest.mark.parametrize(("form", "begins"), [("text", "20"), ("json", "{")])
def test_other_libraries_and_warnings_are_written_in_the_same_form(
    form: logs.Form, begins: str, configured: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO", ["hidden"], form)
    logging.getLogger("slack_sdk.web.async_client").info("a line with what is hidden")
    logging.getLogger("py.warnings").warning("take care")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(begins) for line in lines)
    assert "slack_sdk.web.async_client" in lines[0] and "hidden" not in lines[0]


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_the_program_ends_by_is_told_in_the_same_form_without_secrets(
    form: logs.Form, configured: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("ERROR", ["hidden"], form)
    logs.last_words("100 % wrong:\nmend it")
    try:
        raise ValueError("what is hidden")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    told = capsys.readouterr().err
    assert "hidden" not in told and "ValueError: what is [secret]" in told
    if form == "text":
        assert told.startswith("100 % wrong:\nmend it\n20")
    else:
        assert [json.loads(line)["message"] for line in told.splitlines()] == [
            "100 % wrong:\nmend it",
            "The program ends by a defect of its own",
        ]


def test_what_somebody_sent_is_no_line_of_its_own_and_nothing_that_a_terminal_does() -> None:
    lines = Redacting().format(record("%s", "x\n2026-11-22 ERROR forged \x1b[2J\r\u2028\u202e\x9b")).split("\n")
    assert [line[:4] for line in lines[1:]] == ["    "]
    assert "".join(lines).isprintable() and r"\x1b[2J\r\u2028\u202e\x9b" in lines[1]
