"""Makes docs/cli.md: ``make docs``."""
