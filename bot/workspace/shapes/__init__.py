"""What the app receives, in the shapes that Slack gives it."""
