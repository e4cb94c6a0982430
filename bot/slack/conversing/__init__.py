"""Questions in conversations, from what was heard to what is answered."""
