"""What there is in the workspace: people, channels, messages, files, and the rights that run out."""
