"""The buttons of the answers, by what their action ids begin with."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.acknowledge import acknowledge
from bot.slack.listeners.actions.ask_curators import pass_on
from bot.slack.listeners.actions.choose import show_card, show_choice
from bot.slack.listeners.actions.copy import show_text
from bot.slack.listeners.actions.open import show_beside
from bot.slack.listeners.actions.report import ask_what_changed
from bot.slack.listeners.actions.save import send_contact
from bot.slack.listeners.actions.share import ask_where, share_answer
from bot.slack.listeners.actions.vote import keep_vote
from bot.slack.rendering import buttons


def register(app: AsyncApp) -> None:
    """All of them."""
    listeners = {
        buttons.CHOOSE: show_choice,
        buttons.PAGE: show_choice,
        buttons.MORE: show_card,
        buttons.OPEN: show_beside,
        buttons.ASK: show_beside,
        buttons.SAVE: send_contact,
        buttons.COPY: show_text,
        buttons.REPORT: ask_what_changed,
        buttons.SHARE: share_answer,
        buttons.SHARE_TO: ask_where,
        buttons.VOTE: keep_vote,
        buttons.CURATORS: pass_on,
    }
    for name, listener in listeners.items():
        app.action(re.compile(rf"^{name}(:|$)"), middleware=[acknowledge])(listener)
