"""A directory bot: answers who to call, where, and who covers what, from a curated fact base."""

__version__ = "0.1.0"
