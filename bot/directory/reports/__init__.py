"""A fact base in numbers, and as one page."""
