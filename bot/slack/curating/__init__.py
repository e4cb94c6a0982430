"""What the curators are told."""
