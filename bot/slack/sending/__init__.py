"""How things leave for Slack: in order, tried again, once."""
