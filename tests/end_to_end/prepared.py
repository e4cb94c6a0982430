"""Imported by the process that bots are forked from: imports and loads what each of them would."""

from bot.running import warm

warm()
