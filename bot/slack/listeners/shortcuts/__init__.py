"""Shortcuts: from the search bar, and from a message's menu."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.actions.search import open_search
from bot.slack.listeners.shortcuts.find_contacts import find_contacts
from bot.slack.manifest import FIND, SEARCH


def register(app: AsyncApp) -> None:
    """The shortcuts of the manifest."""
    app.shortcut(SEARCH, middleware=[acknowledge])(open_search)
    app.shortcut(FIND, middleware=[acknowledge])(find_contacts)
