"""The doctor command: what may keep the bot from answering, and what to do about it."""
