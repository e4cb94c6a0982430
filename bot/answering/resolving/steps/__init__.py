"""The steps that settle a question. Each looks whether it is its business, and returns None when it is not."""
