"""Logging: lines for people on standard error, from which every token and secret is taken out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_SECRET = re.compile(
    r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+"  # tokens
    r"|(?<=\bticket=)[\w-]+"  # what opens a Socket Mode connection
    r"|(?<=\btoken=)[\w-]+|(?<=[\"']token[\"']: [\"'])[\w-]+"  # Slack's verification token
    r"|(?<=hooks\.slack\.com/)[\w/-]+"  # response URLs
    r"|(?<=://)[^\s/@]+:[^\s/@]+(?=@)"  # name and password in the address of a database
)


class Redacting(logging.Formatter):
    """Writes a record, its traceback included, with anything that looks like a token replaced."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        text = _SECRET.sub("[secret]", super().format(record))
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Logs everything from ``level`` on; ``secrets`` are values that must never be read in a log."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # aiohttp's access log would tell addresses for each event; the bot's own line says what was done
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    # alembic would tell of each table that it looks at
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # watchfiles would tell of every file that stirs; the bot's own line says what came of it
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
