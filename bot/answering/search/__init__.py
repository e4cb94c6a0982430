"""Words → the entries that fit, best first, with evidence."""
