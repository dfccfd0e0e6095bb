"""A real browser through the consent states, one collector of evidence per file."""
