"""What must outlive a restart: votes, reports of changes, unanswered questions, settings of channels, pins.

The Slack surface knows what ``model`` says of a store, and no database. ``memory`` keeps it in this process; ``store`` in a
database.
"""
