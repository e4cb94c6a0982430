"""The directory to look around in: Home, the search modal, Slack's own search."""
