"""Blocks and views as Slack accepts them."""
