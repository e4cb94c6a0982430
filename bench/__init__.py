"""Measures the bot: ``python -m bench`` or ``make bench``."""
