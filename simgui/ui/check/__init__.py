"""The place that tells which photos of a card or disk the library has."""
