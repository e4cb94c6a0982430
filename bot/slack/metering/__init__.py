"""What is counted and timed while the bot works."""
