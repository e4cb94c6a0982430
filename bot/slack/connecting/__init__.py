"""How what Slack sends reaches the app: Socket Mode and HTTP."""
