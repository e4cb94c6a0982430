"""A Question and its candidates → what it comes to: which entries, reached how, and how sure."""
