"""Options of menus that are looked up while somebody types."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.browsing.searching import ENTRY
from bot.slack.listeners.options.entries import offer_entries


def register(app: AsyncApp) -> None:
    """The entries of the directory."""
    app.options(ENTRY)(offer_entries)
