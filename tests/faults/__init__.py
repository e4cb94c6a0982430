"""What goes wrong around the real bot, in processes of its own."""
