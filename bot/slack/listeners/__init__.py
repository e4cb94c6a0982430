"""What the bot listens to, in Slack's own words: a folder a sort, one listener a file."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners import actions, commands, events, views


def register(app: AsyncApp) -> None:
    """Registers every listener."""
    events.register(app)
    commands.register(app)
    views.register(app)
    actions.register(app)
