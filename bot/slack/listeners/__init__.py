"""What the bot listens to, in Slack's own words: a folder a sort, one listener a file."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners import actions, commands, events, functions, options, outdated, shortcuts, views


def register(app: AsyncApp, enterprise_search: bool = False) -> None:
    """Registers every listener; those of Slack's own search only where it is wanted."""
    events.register(app)
    commands.register(app)
    views.register(app)
    actions.register(app)
    options.register(app)
    shortcuts.register(app)
    if enterprise_search:
        functions.register(app)
    outdated.register(app)
