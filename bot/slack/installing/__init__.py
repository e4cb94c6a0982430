"""Many workspaces: how the app gets into one, and the tokens it has for each."""
