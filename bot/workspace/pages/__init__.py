"""What the browser is served, shown and told."""
