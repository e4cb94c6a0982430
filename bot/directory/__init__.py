"""The fact base in memory: entry models, loading with file-and-line errors, relations."""
