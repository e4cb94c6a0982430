"""The Slack surface: events in, answers out as Block Kit."""
