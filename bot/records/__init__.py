"""What must outlive a restart: votes, reports of changes, unanswered questions, settings of channels, pins.

``model`` is all that the Slack surface knows of it. ``memory`` keeps it in this process; ``store`` in a database.
"""
