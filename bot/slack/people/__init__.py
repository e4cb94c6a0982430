"""Who asks, what they typed and what they may do."""
