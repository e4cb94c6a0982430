"""How an export names where a fact is from."""

from __future__ import annotations

from bot.directory.model import Source


def source_title(source: Source) -> str:
    """The title, and its standing unless that is official."""
    return source.title if source.standing == "official" else f"{source.title} ({source.standing})"
