"""Buttons."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.actions.choose import show_choice
from bot.slack.listeners.actions.outdated import answer_outdated_button
from bot.slack.listeners.actions.share import share_answer
from bot.slack.render import CHOOSE, SHARE


def register(app: AsyncApp) -> None:
    """The buttons of the answers, by what their action ids begin with; the last one catches what older versions posted."""
    app.action(re.compile(rf"^{CHOOSE}:\d+$"), middleware=[acknowledge])(show_choice)
    app.action(SHARE, middleware=[acknowledge])(share_answer)
    app.action(re.compile(""), middleware=[acknowledge])(answer_outdated_button)
