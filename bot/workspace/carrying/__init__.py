"""How payloads reach the app, and what can go wrong on the way."""
