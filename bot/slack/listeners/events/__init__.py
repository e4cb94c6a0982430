"""Events API: what is said in conversations."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.events.app_home import welcome
from bot.slack.listeners.events.link_shared import show_cards
from bot.slack.listeners.events.message import answer_message, take_message


def register(app: AsyncApp) -> None:
    """The events, and who answers them."""
    app.event("app_home_opened")(welcome)
    app.event("app_mention", middleware=[take_message])(answer_message)
    app.event("link_shared")(show_cards)
    app.event("message", middleware=[take_message])(answer_message)
