"""Text in, Answer out: understand → search → resolve coverage → compose. Pure: no I/O, no Slack, no clock."""
