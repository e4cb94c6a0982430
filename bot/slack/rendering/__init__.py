"""How answers look: Block Kit out of what was answered. Nothing here calls Slack."""
