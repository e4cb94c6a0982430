"""What a question comes to → the Answer: what is said, with facts, doubts, sources and dates."""
