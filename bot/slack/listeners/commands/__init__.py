"""Slash commands."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.commands.ask import answer_command, take_command


def register(app: AsyncApp) -> None:
    """Every command asks the directory; which kinds it asks for stands in the fact base."""
    app.command(re.compile("^/"), middleware=[take_command])(answer_command)
