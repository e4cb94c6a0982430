"""Buttons."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.actions import cards
from bot.slack.listeners.actions.outdated import answer_outdated_button


def register(app: AsyncApp) -> None:
    """Those of the answers; the last one catches what older versions posted."""
    cards.register(app)
    app.action(re.compile(""), middleware=[acknowledge])(answer_outdated_button)
