"""Buttons."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.browsing.pages import ASK, GO, PIN, REGION, UNPIN
from bot.slack.browsing.searching import ENTRY, KIND
from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.actions import cards, home, search
from bot.slack.rendering.buttons import SEARCH


def register(app: AsyncApp) -> None:
    """Those of the answers, those of App Home and of search."""
    cards.register(app)
    app.action(re.compile(rf"^({GO}:.*|{REGION})$"), middleware=[acknowledge])(home.go)
    app.action(ASK, middleware=[acknowledge])(home.ask)
    app.action(re.compile(rf"^({PIN}|{UNPIN})$"), middleware=[acknowledge])(home.pin)
    app.action(SEARCH, middleware=[acknowledge])(search.open_search)
    app.action(re.compile(rf"^({KIND}|{ENTRY})$"), middleware=[acknowledge])(search.choose_in_search)
