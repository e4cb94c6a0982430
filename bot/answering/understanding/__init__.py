"""A text → a Question: what is asked of what, in the words of the directory."""
