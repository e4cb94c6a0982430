"""What Slack's own search asks for."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.browsing.enterprise import FILTERS, SEARCH
from bot.slack.listeners.functions.details import show_details
from bot.slack.listeners.functions.filters import offer_filters
from bot.slack.listeners.functions.search import search_entries


def register(app: AsyncApp) -> None:
    """The functions of the manifest, and the event that follows a result."""
    app.function(SEARCH)(search_entries)
    app.function(FILTERS)(offer_filters)
    app.event("entity_details_requested")(show_details)
