"""A grid of photo cards."""
