"""Logging on standard error, lines for people or JSON for services, from which every token and secret is taken out."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Literal

Form = Literal["text", "json"]
"""Lines for a person at a terminal, or a JSON object a line for what collects logs."""

about: ContextVar[Mapping[str, object]] = ContextVar("about", default=MappingProxyType({}))
"""What is being done just now: fields that every line which is logged meanwhile carries. ``request`` names it."""

log = logging.getLogger(__name__)
_SECRET = re.compile(
    r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w-]+"  # tokens
    r"|(?<=\bticket=)[\w-]+"  # what opens a Socket Mode connection
    r"|(?<=\btoken=)[\w-]+|(?<=[\"']token[\"']: [\"'])[\w-]+"  # Slack's verification token
    r"|(?<=[\"']code[\"']: [\"'])[\w.-]{20,}|(?<=[\"']state[\"']: [\"'])[\w.-]{20,}"  # an installation under way
    r"|(?<=hooks\.slack\.com/)[\w/-]+"  # response URLs
    r"|(?<=://)[^\s/@:]++:[^\s/@]++(?=@)"  # name and password in the address of a database
)

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Redacting(logging.Formatter):
    """Writes a record as a line for people, its traceback included, with anything that looks like a token replaced."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        return self.cleaned(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        request = about.get().get("request")
        line = super().formatMessage(record) + (f" [{request}]" if request else "")
        # nobody outside can write a line of their own, or anything that a terminal acts on
        return _UNSEEN.sub(lambda unseen: ascii(unseen[0])[1:-1], line).replace("\n", "\n    ")

    def cleaned(self, text: str) -> str:
        """The text without secrets."""
        text = _SECRET.sub("[secret]", text)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


class Json(Redacting):
    """Writes a record as one line of JSON: ``time``, ``level``, ``logger``, ``message``, what it is ``about``, and what
    was given with the record as ``fields``; ``error``: a traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **about.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = record.stack_info
        clean = {name: self.cleaned(value) if isinstance(value, str) else value for name, value in line.items()}
        return json.dumps(clean, ensure_ascii=False, default=lambda value: self.cleaned(repr(value)))


def configure(level: str, secrets: Iterable[str] = (), form: Form = "text") -> None:
    """Logs everything from ``level`` on; ``secrets`` are values that must never be read in a log."""
    handler = logging.StreamHandler()
    handler.setFormatter((Json if form == "json" else Redacting)(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    # aiohttp's access log would tell addresses for each event; the bot's own line says what was done
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    # alembic would tell of each table that it looks at
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # watchfiles would tell of every file that stirs; the bot's own line says what came of it
    logging.getLogger("watchfiles").setLevel(logging.WARNING)


def last_words(text: str) -> None:
    """Says on standard error why the program ends: as it is, or as a line of JSON where the log is made of these."""
    root = logging.getLogger()
    if not root.handlers and os.environ.get("LOG_FORMAT") == "json":  # the settings could not be read
        configure("ERROR", form="json")
    if any(isinstance(handler.formatter, Json) for handler in root.handlers):
        log.critical("%s", text)
    else:
        print(text, file=sys.stderr)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Logs what the program ends by, in the form of the log and without secrets."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("The program ends by a defect of its own", exc_info=(kind, error, trace))
